/** What tells a cache that the code which filled it has changed. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCheckout, packageFolder } from './folders.ts';

/** Of a build, these two change with everything: the entry names all other files, and they have hashes in their names. */
const built = ['package.json', 'dist/cli/main.js'].map((file) => join(packageFolder, file));

/**
 * A digest of the code that determines what a cache holds.
 * @param folder the folder of the module that asks
 * @param sources paths below it
 */
export function codeDigest(folder: string, sources: readonly string[]): Buffer {
  const digest = createHash('sha1');
  const files = isCheckout ? sources.map((source) => join(folder, source)) : built;
  for (const file of files) digest.update(readFileSync(file)).update('\0');
  return digest.digest();
}
