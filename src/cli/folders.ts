/** The folders that the command line uses: the package's own, and caches. The folder of the site is in site-config.ts. */

import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether the command runs from the sources of a checkout. A package that was installed has only what was built from them. */
export const isCheckout: boolean = import.meta.filename.endsWith('.ts');

/** The folder of edgefeed itself, with its `package.json`. */
export const packageFolder: string = folderOfPackage(import.meta.dirname);

function folderOfPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderOfPackage(dirname(folder));
}

/** The folder of one kind of cache. Its contents may be deleted at any time. */
export const cacheFolder = (kind: string): string =>
  join(isCheckout ? join(packageFolder, 'node_modules') : dirname(packageFolder), '.cache/edgefeed', kind);

/** Deletes the entries of a folder that are older than `ms`. */
export function deleteOlder(folder: string, ms: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (modified < Date.now() - ms) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Makes a folder and its missing parents. `recursive: true` would never return below /proc, where no folder can be made.
 * @param mode permissions of new folders
 * @throws the error of the system
 */
export function makeFolder(path: string, mode = 0o777): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}
