/**
 * The package of this checkout and that of `npm create`, packed and installed once in a run of the tests: two files that built
 * at the same time would delete `dist/` for each other.
 */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';
import { packageFolder } from '../../src/cli/folders.ts';
import { InstalledSite, pack } from './installed-site.ts';

export interface Packed {
  /** Path of the tarball. */
  tarball: string;
  /** A folder that has installed both packages. */
  maker: InstalledSite;
}

const folder = join(inject('scratch'), 'packed');
const [done, failed] = [join(folder, 'done'), join(folder, 'failed')];

/** Packs and installs, or waits until another process has done so. */
export async function packed(): Promise<Packed> {
  const first = isFirst();
  const maker = new InstalledSite(join(folder, 'maker'));
  if (first) await make(maker);
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error('Another file of the tests failed to pack or to install.');
    await pause(100);
  }
  return { tarball: readFileSync(done, 'utf8'), maker };
}

function isFirst(): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

async function make(maker: InstalledSite): Promise<void> {
  try {
    const tarball = await pack(folder);
    await maker.install(tarball, await pack(folder, join(packageFolder, 'create-edgefeed')));
    const draft = `${done}.draft`;
    writeFileSync(draft, tarball);
    renameSync(draft, done);
  } catch (error) {
    writeFileSync(failed, '');
    throw error;
  }
}
