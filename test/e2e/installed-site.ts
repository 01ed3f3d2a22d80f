/**
 * A site in a folder of its own that has installed the packed package, as its author does it. Installing asks the npm registry
 * for dependencies that npm has not yet in its cache.
 */

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageFolder } from '../../src/cli/folders.ts';
import { finished, type Finished } from '../cli/workspace.ts';

const run = promisify(execFile);

/** Packs a package of this checkout; edgefeed is built for it. @returns path of the tarball */
export async function pack(folder: string, source: string = packageFolder): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: source,
    env: withoutSettings(),
    maxBuffer: 16 * 1024 * 1024,
  });
  // The output of the build comes first.
  const packed: unknown = JSON.parse(/^[[{][^]*/m.exec(stdout)![0]);
  const [{ filename }] = Object.values(packed as Record<string, { filename: string }>) as [
    { filename: string },
  ];
  return join(folder, filename);
}

/** The environment without what `npm test` adds to it: settings of this checkout's npm, and its programs. */
function withoutSettings(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', EDGEFEED_URL: '', EDGEFEED_TOKEN: '' };
  for (const name of Object.keys(env))
    if (/^(?:npm_|INIT_CWD$|NODE_ENV$|VITEST)/.test(name)) delete env[name];
  const path = process.env['PATH']!.split(delimiter).filter((folder) => !folder.startsWith(packageFolder));
  return { ...env, PATH: path.join(delimiter) };
}

export class InstalledSite {
  readonly folder: string;

  /** @param folder it is made if it is not there */
  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Runs a program in the folder of the site, in a process group of its own. */
  spawn(program: string, ...args: string[]): ChildProcess {
    return spawn(program, args, {
      cwd: this.folder,
      env: withoutSettings(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
  }

  /** Runs a program, and waits for its end. */
  async run(program: string, ...args: string[]): Promise<Finished> {
    return finished(this.spawn(program, ...args));
  }

  /** Runs a program that has to succeed. @returns its output */
  async succeeds(program: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(program, ...args);
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** Installs packages. @param tarballs their paths */
  async install(...tarballs: string[]): Promise<void> {
    await this.succeeds('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs);
  }

  /**
   * The command of a shell with which another site takes the packages of this one, so that npm has only to look at them. The
   * files are the same ones, but for the list that npm writes in place, and without the caches.
   */
  get handOver(): string {
    const [from, list] = [join(this.folder, 'node_modules'), '.package-lock.json'];
    return `cp -al ${from} . && rm -rf node_modules/.cache && cp --remove-destination ${from}/${list} node_modules/${list}`;
  }

  /** `edgefeed` as an author types it. */
  async edgefeed(...args: string[]): Promise<Finished> {
    return this.run('npx', '--no', '--', 'edgefeed', ...args);
  }
}

/** A tarball of another version, with the same code. */
export async function asVersion(tarball: string, version: string, folder: string): Promise<string> {
  const copy = join(folder, version);
  mkdirSync(copy);
  await run('tar', ['-xzf', tarball, '-C', copy]);
  const manifest = join(copy, 'package/package.json');
  const values = JSON.parse(readFileSync(manifest, 'utf8')) as object;
  writeFileSync(manifest, JSON.stringify({ ...values, version }));
  const packed = join(folder, `edgefeed-${version}.tgz`);
  await run('tar', ['-czf', packed, '-C', copy, 'package']);
  return packed;
}
