/** Restoring a backup, in slices. Until the last one is in, the catalog answers no reader; see catalog.ts. */

import { limits } from '../../limits.ts';
import { backupFormat, type RestoreQuery, type RowCounts } from '../../publish/backup/protocol.ts';
import { backupKinds, readBackupRow, type BackupKind, type BackupRow } from '../../publish/backup/rows.ts';
import type { RebuildResult } from '../../publish/protocol.ts';
import { writeEverything } from '../jobs/rebuild.ts';
import { Clash } from '../tables/article-backup.ts';
import type { Tables } from '../tables/tables.ts';
import { kindsOfRows } from './kinds.ts';

/** Nothing was written. `why` is a sentence for the author. */
export interface Refused {
  status: 'refused';
  why: string;
  /** Whether the backup is at fault, rather than the state of the catalog. */
  invalid: boolean;
}

const conflict = (why: string): Refused => ({ status: 'refused', why, invalid: false });
const invalid = (why: string): Refused => ({ status: 'refused', why, invalid: true });

const noRestore = conflict('No backup is being restored; begin again.');

const none = (): RowCounts => Object.fromEntries(backupKinds.map((kind) => [kind, 0])) as RowCounts;

/**
 * Begins to restore a backup, or goes on with it. Another one that was interrupted is given up. Call inside a transaction.
 * @returns the rows that are in
 */
export function beginRestore(tables: Tables, { format, backup, rows }: RestoreQuery): RowCounts | Refused {
  const { settings, contents } = tables;
  if (format > backupFormat)
    return invalid('The backup was made by a later version of edgefeed; deploy that version first.');
  const current = settings.get('restore');
  if (current?.backup === backup) return current.done;
  if (!current && !contents.isEmpty)
    return conflict(
      'The catalog holds articles or files already; restore a backup to a new site, or to a state folder of its own.',
    );
  empty(tables);
  settings.set('restore', { backup, rows, done: none() });
  return none();
}

/** Leaves an empty catalog. Call inside a transaction. @returns whether a backup was being restored */
export function cancelRestore(tables: Tables): boolean {
  if (!tables.settings.get('restore')) return false;
  empty(tables);
  tables.settings.remove('restore');
  return true;
}

function empty({ contents, redirects, changes }: Tables): void {
  contents.clear();
  changes.beginAnew();
  // Also forgets the rules in memory.
  redirects.set([]);
}

/** Lines of a file of a backup. */
export interface Slice {
  kind: BackupKind;
  /** The lines of the file before these. */
  from: number;
  body: Uint8Array;
}

/**
 * Restores the next lines of a file. Lines that are in already, since an answer was lost, are skipped.
 * @param transaction runs each slice: all of it or nothing
 */
export function restoreSlice(
  tables: Tables,
  { kind, from, body }: Slice,
  transaction: <T>(write: () => T) => T,
): RowCounts | Refused {
  const restore = tables.settings.get('restore');
  if (!restore) return noRestore;
  const done = restore.done[kind];
  if (from > done) return conflict(`Line ${done + 1} of ${kind}.jsonl has to come first.`);
  const lines = linesIn(body);
  if (lines.length > limits.backupRows)
    return invalid(`A slice can have at most ${limits.backupRows} lines; split it.`);
  const rows: BackupRow<typeof kind>[] = [];
  for (const [i, line] of lines.entries()) {
    if (from + i < done) continue;
    const read = readBackupRow(kind, line);
    if (read.status === 'invalid') return invalid(`${kind}.jsonl:${from + i + 1}: ${read.why}.`);
    rows.push(read.row);
  }
  const sum = { ...restore.done, [kind]: done + rows.length };
  if (sum[kind] > restore.rows[kind])
    return invalid(`${kind}.jsonl:${restore.rows[kind] + 1}: the manifest counts fewer lines.`);
  try {
    return transaction(() => {
      addRows(tables, kind, rows);
      tables.settings.set('restore', { ...restore, done: sum });
      return sum;
    });
  } catch (error) {
    if (!(error instanceof Clash)) throw error;
    return invalid(`${kind}.jsonl:${done + error.index + 1}: ${error.message}.`);
  }
}

function addRows<Kind extends BackupKind>(
  tables: Tables,
  kind: Kind,
  rows: readonly BackupRow<Kind>[],
): void {
  kindsOfRows[kind].restore(tables, rows);
}

/** The lines of a text, without the empty one behind the last line break. */
function linesIn(body: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < body.byteLength;) {
    const end = body.indexOf(0x0a, start);
    lines.push(body.subarray(start, end < 0 ? undefined : end));
    start = end < 0 ? body.byteLength : end + 1;
  }
  return lines;
}

/**
 * Ends a restore: everything is put into the outbox. Call inside a transaction, and enter the epochs afterwards.
 * @param backup its name
 * @param now ms
 */
export function completeRestore(tables: Tables, backup: string, now: number): RebuildResult | Refused {
  const { settings, contents, heldAssets } = tables;
  const restore = settings.get('restore');
  // The answer to the first request may have been lost.
  if (!restore && settings.get('restored') === backup) return { feeds: 0, addresses: 0 };
  if (restore?.backup !== backup) return noRestore;
  for (const kind of backupKinds) {
    const [wanted, taken] = [restore.rows[kind], restore.done[kind]];
    if (taken < wanted) return conflict(`Line ${taken + 1} of ${kind}.jsonl has not arrived yet.`);
    // A line that repeats the key of another one has replaced it.
    const held = contents.count(kind);
    if (held !== wanted)
      return invalid(`${kind}.jsonl has ${wanted} lines, but only ${held} are different rows.`);
  }
  settings.remove('restore');
  settings.set('restored', backup);
  // Which files their articles hold back follows from the rows, and is decided by the alarm. Until then no bytes are there.
  heldAssets.add({ folder: '', after: '' });
  // When what readers get last changed: a document that is not as the backup says is not older than that.
  const moments = [settings.get('last_publish') ?? 0, settings.get('last_removal') ?? 0];
  return writeEverything(tables, Math.max(...moments) || now);
}
