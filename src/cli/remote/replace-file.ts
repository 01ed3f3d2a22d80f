/** Replaces a file in one step: readers see the old content or the new one, and a crash leaves one of them. */

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * @param before the content that the new one was made from
 * @returns why the file was left as it is; undefined if it has the new content
 */
export function replaceFile(file: string | Buffer, before: Buffer, after: Buffer): string | undefined {
  try {
    // A link stays, and its target changes.
    const target = realpathSync.native(file);
    const stat = statSync(target);
    if (stat.nlink > 1) return 'the file has several names (hard links)';
    const draft = join(
      dirname(target),
      `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}`,
    );
    try {
      const handle = openSync(draft, 'wx', 0o600);
      try {
        writeFileSync(handle, after);
        fchmodSync(handle, stat.mode & 0o7777);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      const { uid, gid } = statSync(draft);
      if (uid !== stat.uid || gid !== stat.gid) return 'the file belongs to another user or group';
      if (!readFileSync(target).equals(before)) return 'the file has just changed';
      renameSync(draft, target);
      return undefined;
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    return `the file cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
  }
}
