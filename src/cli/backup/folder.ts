/** The folder of a backup: whether it may be replaced, and replacing it in one step. */

import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError, exitCodes } from '../exit.ts';
import { makeFolder } from '../folders.ts';
import { manifestName, readManifest } from './manifest.ts';

/** Others must not read scheduled articles. */
const ownerOnly = 0o700;

/** How old what a killed export left must be before the next one deletes it, ms. No export takes so long. */
const abandoned = 24 * 60 * 60_000;

/** A place for a backup. */
export interface Place {
  /** Absolute; the target of a link, if the folder is one. */
  path: string;
  /** Permissions of the folder that is there. */
  mode?: number;
}

/**
 * Where a backup will be.
 * @param folder as given on the command line
 * @throws CliError if something else is there
 */
export function placeFor(folder: string): Place {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat) return { path: resolve(folder) };
  if (!stat.isDirectory()) throw new CliError(exitCodes.usage, `${folder} is not a folder.`);
  const path = realpathSync.native(folder);
  // It is replaced as a whole, and a shell would stay in the old one.
  if (path === process.cwd())
    throw new CliError(exitCodes.usage, `${folder} is the working directory; name a folder in it.`);
  const stranger = strangerIn(path);
  if (stranger !== undefined) {
    const message = `${folder} has other files (${stranger}). Choose an empty folder, or one with an earlier export.`;
    throw new CliError(exitCodes.usage, message);
  }
  return { path, mode: stat.mode & 0o7777 };
}

/** A name in a folder that belongs to no backup. */
function strangerIn(path: string): string | undefined {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const read = readManifest(path);
  if (read.status !== 'ok') return entries[0]?.name;
  const isOfBackup = (name: string): boolean =>
    name === manifestName || Object.hasOwn(read.manifest.files, name);
  return entries.find((entry) => !entry.isFile() || !isOfBackup(entry.name))?.name;
}

/** A folder beside the place, in which the backup is made. Nobody else has its name. */
export class Draft {
  readonly path: string;
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
    const { path } = place;
    makeFolder(dirname(path));
    const suffix = randomBytes(6).toString('hex');
    this.path = join(dirname(path), `${draftPrefix(path)}${suffix}`);
    mkdirSync(this.path, { mode: ownerOnly });
  }

  /** Puts the backup in its place. A crash leaves the old one, or both under names of their own; never half of one. */
  publish(): void {
    const { path, mode } = this.#place;
    if (mode !== undefined) chmodSync(this.path, mode);
    syncFolder(this.path);
    if (mode === undefined) renameSync(this.path, path);
    else this.#replace(path);
    syncFolder(dirname(path));
    deleteAbandoned(path);
  }

  #replace(path: string): void {
    const old = `${this.path}.old`;
    renameSync(path, old);
    try {
      renameSync(this.path, path);
    } catch (error) {
      renameSync(old, path);
      throw error;
    }
    rmSync(old, { recursive: true, force: true });
  }

  discard(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

const draftPrefix = (path: string): string => `.${basename(path).slice(0, 100)}.`;

/** Deletes what exports to a place left when they were killed: scheduled articles may be in it. @param path of a backup */
function deleteAbandoned(path: string): void {
  const prefix = draftPrefix(path);
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(prefix) || !/^[0-9a-f]{12}(?:\.old)?$/.test(name.slice(prefix.length))) continue;
    const left = join(dirname(path), name);
    const modified = statSync(left, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (modified < Date.now() - abandoned) rmSync(left, { recursive: true, force: true });
  }
}

/** After a power cut the names in the folder are there. */
function syncFolder(path: string): void {
  // Windows opens no folders.
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
