/** A cache of the batch size that each site was found to take. Only sites that met a limit have a note. */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchLimits } from '../../publish/protocol.ts';
import { cacheFolder, deleteOlder } from '../folders.ts';
import { BatchSize } from './batch-size.ts';

const notes = cacheFolder('batch-sizes');

/** Age at which notes are deleted, ms: the next publish then looks for the size again. */
const maxAge = 30 * 24 * 3_600_000;

/** The batch size of a site. @param url its origin @param folder of the notes */
export function batchSizeOf(url: string, folder: string = notes): BatchSize {
  const file = noteOf(url, folder);
  return new BatchSize(read(file), (files) => write(file, folder, files));
}

/** Path of a site's note. @param url its origin */
export const noteOf = (url: string, folder: string = notes): string =>
  join(folder, `${createHash('sha1').update(url).digest('hex')}.json`);

/** @returns undefined for a missing or damaged note */
function read(file: string): number | undefined {
  try {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as { files?: unknown };
    return Number.isInteger(files) && Number(files) > 0
      ? Math.min(Number(files), batchLimits.files)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes or deletes a note. Failures are ignored: publishing works without notes. */
function write(file: string, folder: string, files: number | undefined): void {
  try {
    if (files === undefined) return rmSync(file, { force: true });
    mkdirSync(folder, { recursive: true });
    // Another command may be reading it.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify({ files })}\n`);
    renameSync(draft, file);
    deleteOlder(folder, maxAge);
  } catch {
    // The project is read-only, or the disk full.
  }
}
