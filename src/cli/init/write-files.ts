/** Writes the files of a new site: all of them, or none. */

import {
  copyFileSync,
  constants,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, exitCodes, terminationSignals } from '../exit.ts';
import { replaceFile } from '../remote/replace-file.ts';
import type { Step } from './plan.ts';

/** The folder below that of the site in which the files are written first. */
const stagePrefix = '.edgefeed-init-';

/** How old the one of a killed run must be before it is deleted, ms. A run takes less than a second. */
const abandoned = 60_000;

/**
 * Files get their names when all of them are on the disk; an error before the last one undoes those before it. A signal is
 * ignored meanwhile, which is some ten milliseconds.
 * @throws CliError when the folder can't be written
 */
export function writeFiles(folder: string, steps: readonly Step[]): void {
  /** Undo what was done, the last first. */
  const undo: (() => void)[] = [];
  const ignore = (): void => {};
  for (const signal of terminationSignals) process.on(signal, ignore);
  try {
    makeFolders(folder, undo);
    const stage = stageIn(folder);
    try {
      write(folder, stage, steps, undo);
    } finally {
      rmSync(stage, { recursive: true, force: true });
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    if (error instanceof CliError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = `${folder} can't be written (${code}), so nothing was. Check its permissions, and the space on the disk.`;
    throw new CliError(exitCodes.usage, why, { cause: error });
  } finally {
    for (const signal of terminationSignals) process.off(signal, ignore);
  }
}

function write(folder: string, stage: string, steps: readonly Step[], undo: (() => void)[]): void {
  const written = steps.filter(({ after }) => after !== undefined);
  for (const [i, { after }] of written.entries()) writeFileSync(join(stage, String(i)), after!);
  for (const [i, { file, before, after }] of written.entries()) {
    const path = join(folder, file.path);
    if (before === undefined) {
      makeFolders(dirname(path), undo);
      name(join(stage, String(i)), path);
      undo.push(() => rmSync(path, { force: true }));
    } else {
      const why = replaceFile(path, before, after!);
      if (why !== undefined)
        throw new CliError(exitCodes.usage, `${path} can't be changed: ${why}. Nothing was written.`);
      undo.push(() => void replaceFile(path, after!, before));
    }
  }
}

/** Gives a file its name. @throws if the name is taken, also if it has just been taken */
function name(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw error;
    // A file system without links, such as that of a memory card.
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

function makeFolders(folder: string, undo: (() => void)[]): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder), undo);
  mkdirSync(folder);
  undo.push(() => rmdirSync(folder));
}

function stageIn(folder: string): string {
  for (const entry of readdirSync(folder)) {
    if (!entry.startsWith(stagePrefix)) continue;
    const path = join(folder, entry);
    if (statSync(path).mtimeMs < Date.now() - abandoned) rmSync(path, { recursive: true, force: true });
  }
  return mkdtempSync(join(folder, stagePrefix));
}
