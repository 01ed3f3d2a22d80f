/** Restoring a backup: sending its lines to an empty catalog. */

import { join } from 'node:path';
import { limits } from '../../limits.ts';
import { kindsOfFormat } from '../../publish/backup/rows.ts';
import type { RebuildResult } from '../../publish/protocol.ts';
import type { Client } from '../client/client.ts';
import { BackupRefused } from '../client/errors.ts';
import type { Progress } from '../output/progress.ts';
import type { Backup } from './check.ts';
import { linesOf } from './lines.ts';
import { fileOf } from './manifest.ts';

export interface Restored extends RebuildResult {
  /** SITE_URL of the worker. */
  site: string;
}

/**
 * Restores a backup, or the rest of one whose restore was interrupted. When the worker refuses what it holds, the catalog is
 * left empty.
 * @throws CliError
 */
export async function restoreBackup(
  { folder, name, manifest, rows }: Backup,
  client: Client,
  progress: Progress,
): Promise<Restored> {
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  progress.stage('restoring', total, 'row');
  const { rows: done, site } = await client.beginRestore({ format: manifest.format, backup: name, rows });
  let sent = 0;
  try {
    for (const kind of kindsOfFormat(manifest.format)) {
      let from = done[kind];
      progress.update((sent += from));
      for await (const { lines, count } of slicesOf(join(folder, fileOf(kind)), from)) {
        await client.restore(kind, from, lines);
        from += count;
        progress.update((sent += count));
      }
    }
    return { ...(await client.completeRestore(name)), site };
  } catch (error) {
    // If that fails too, the reason of the refusal is still the one to show.
    if (error instanceof BackupRefused) await client.cancelRestore().catch(() => {});
    throw error;
  }
}

interface Slice {
  lines: Uint8Array;
  count: number;
}

/** The lines of a file in pieces that the worker takes at once. @param from lines to leave out */
async function* slicesOf(path: string, from: number): AsyncGenerator<Slice> {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  let line = 0;
  const slice = (): Slice => ({
    lines: Buffer.concat(pieces.flatMap((piece) => [piece, lineEnd])),
    count: pieces.length,
  });
  for await (const piece of linesOf(path)) {
    if (line++ < from) continue;
    if (
      pieces.length > 0 &&
      (pieces.length >= limits.backupRows || bytes + piece.byteLength > limits.backupBytes)
    ) {
      yield slice();
      pieces = [];
      bytes = 0;
    }
    pieces.push(piece);
    bytes += piece.byteLength + 1;
  }
  if (pieces.length > 0) yield slice();
}

const lineEnd = Buffer.from('\n');
