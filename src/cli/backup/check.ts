/** Reading a whole backup before anything of it is sent, so that a damaged one changes nothing. */

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { RowCounts } from '../../publish/backup/protocol.ts';
import {
  backupKinds,
  keyOfRow,
  kindsOfFormat,
  readBackupRow,
  type BackupKind,
} from '../../publish/backup/rows.ts';
import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import type { Progress } from '../output/progress.ts';
import { formatNumber } from '../output/numbers.ts';
import { LineTooLong, linesOf } from './lines.ts';
import { fileOf, manifestName, misfit, readManifest, type FileFacts, type Manifest } from './manifest.ts';

/** A backup that was read to its end. */
export interface Backup {
  folder: string;
  /** Its name, for the worker. */
  name: string;
  manifest: Manifest;
  rows: RowCounts;
}

const refused = (message: string): CliError => new CliError(exitCodes.usage, message);

/** @param folder as given on the command line @throws CliError that names file and line */
export async function checkBackup(folder: string, progress: Progress): Promise<Backup> {
  const read = readManifest(folder);
  if (read.status === 'absent')
    throw refused(
      `${folder} has no backup: there is no ${manifestName}. Name the folder of an \`edgefeed export\`.`,
    );
  if (read.status === 'invalid') throw refused(`${join(folder, manifestName)} can't be read: ${read.why}.`);
  const { manifest, backup: name } = read;
  const why = misfit(manifest);
  if (why !== undefined) throw refused(`The backup in ${folder} can't be restored: ${why}.`);
  const rows = Object.fromEntries(
    backupKinds.map((kind) => [kind, manifest.files[fileOf(kind)]?.rows ?? 0]),
  ) as RowCounts;
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  progress.stage('checking the backup', total, 'row');
  // Sizes first: that a file is incomplete is better said of it than of its last line.
  const kinds = kindsOfFormat(manifest.format);
  for (const kind of kinds) checkSize(join(folder, fileOf(kind)), manifest.files[fileOf(kind)]!);
  for (const kind of kinds)
    await checkFile(kind, join(folder, fileOf(kind)), manifest.files[fileOf(kind)]!, progress);
  progress.end();
  return { folder, name, manifest, rows };
}

const damaged = 'The backup is incomplete, or was changed. Use another copy of it.';

function checkSize(path: string, { bytes }: FileFacts): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw refused(`${path} is missing. ${damaged}`);
  if (stat.size === bytes) return;
  const sizes = `${formatNumber(stat.size)} bytes instead of ${formatNumber(bytes)}`;
  throw refused(`${path} has ${sizes}. ${damaged}`);
}

async function checkFile(
  kind: BackupKind,
  path: string,
  { rows, sha256 }: FileFacts,
  progress: Progress,
): Promise<void> {
  const digest = createHash('sha256');
  let line = 0;
  let key = '';
  try {
    for await (const bytes of linesOf(path, digest)) {
      line++;
      const read = readBackupRow(kind, bytes);
      if (read.status === 'invalid') throw refused(`${path}:${line}: ${read.why}. ${damaged}`);
      const before = key;
      key = keyOfRow(kind, read.row);
      if (key === before) throw refused(`${path}:${line}: the line before has the same key. ${damaged}`);
      progress.advance();
    }
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    throw refused(
      `${path}:${line + 1}: the line has more than ${formatNumber(limits.backupLineBytes)} bytes. ${damaged}`,
    );
  }
  if (line !== rows) throw refused(`${path} has ${line} lines instead of ${rows}. ${damaged}`);
  if (digest.digest('hex') !== sha256)
    throw refused(`${path} has other content than the manifest says. ${damaged}`);
}
