/** What is made once and can be made again at any time. */

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project.ts';

/** The folder of one kind of such things. */
export const cacheOf = (kind: string): string => join(projectFolder, 'node_modules/.cache/edgefeed', kind);

/** Removes what has not been made, or made again, for so many ms. */
export function forgetOlder(folder: string, ms: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (made < Date.now() - ms) rmSync(path, { recursive: true, force: true });
  }
}
