/** Unpacks a zip archive within bounds. The only file that imports yauzl, which refuses paths that lead out of the folder. */

import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { makeFolder } from '../../folders.ts';
import { formatBytes, formatNumber } from '../../output/numbers.ts';

export const isZip = (head: string): boolean => /^PK(?:\x03\x04|\x05\x06)/.test(head);

/**
 * @param folder empty
 * @param name of the archive, for messages
 * @param isWanted whether a file is unpacked, by its path in the archive
 * @throws CliError if the archive is damaged, too large, encrypted, or not safe
 */
export async function unzip(
  file: string,
  folder: string,
  name: string,
  isWanted: (path: string) => boolean,
): Promise<void> {
  const refuse = (why: string, cause?: unknown): never => {
    throw new CliError(exitCodes.usage, `${name}: ${why}.`, { cause });
  };
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(file, { autoClose: false, lazyEntries: true });
    if (zip.entryCount > limits.importZipFiles)
      refuse(
        `the zip file has ${formatNumber(zip.entryCount)} entries, more than the ${formatNumber(limits.importZipFiles)} that are read; unpack it, and import the folder`,
      );
    const wanted: Entry[] = [];
    let size = 0;
    for await (const entry of zip.eachEntry()) {
      const { fileName: path } = entry;
      if (path.endsWith('/') || !isWanted(path)) continue;
      if (/[\0-\x1f]/.test(path)) refuse('the zip file has a path with control characters');
      if (entry.isEncrypted()) refuse('the zip file is encrypted; unpack it, and import the folder');
      size += entry.uncompressedSize;
      wanted.push(entry);
    }
    if (size > limits.importZipBytes)
      refuse(
        `${formatBytes(size)} are in the zip file, more than the ${formatBytes(limits.importZipBytes)} that are unpacked; unpack it, and import the folder`,
      );
    for (const entry of wanted) await extract(zip, entry, join(folder, entry.fileName));
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'it has two files at one path' : message.replace(/\.$/, '');
    refuse(`the zip file cannot be unpacked (${why}); nothing of it was read`, error);
  } finally {
    zip?.close();
  }
}

/** yauzl refuses what is longer than the archive says, so that the sum above holds. */
async function extract(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  makeFolder(dirname(target));
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { flags: 'wx' }));
}
