/** The JSON that `edgefeed export` and `edgefeed restore` exchange with the worker. */

import * as v from 'valibot';
import { backupKinds, type BackupKind } from './rows.ts';

/** Raised when a version writes what an earlier one cannot read. An earlier format is always read. */
export const backupFormat = 2;

/** `POST /api/backup`: a page of one kind of rows. */
export interface BackupQuery {
  kind: BackupKind;
  /** The key of the last row of the page before; absent: the first page. */
  after?: (string | number)[];
  /** `state` of the page before: the answer is 412 if the catalog has changed since. */
  state?: string;
}

/** The first line of the answer; the rows follow, a line each. */
export interface BackupPage {
  /** The same as long as the catalog is not changed. */
  state: string;
  /** SITE_URL of the worker. */
  site: string;
  /** Where the next page begins; absent: this is the last one. */
  next?: (string | number)[];
}

/** How many rows each kind has. */
export type RowCounts = Record<BackupKind, number>;

/** `POST /api/restore`: begins to restore a backup, or goes on with the same one. */
export interface RestoreQuery {
  format: number;
  /** SHA-256 of the manifest, in hex: the name of the backup. */
  backup: string;
  rows: RowCounts;
}

/** The answer: the rows that the catalog has taken. */
export interface RestoreProgress {
  rows: RowCounts;
  /** SITE_URL of the worker. */
  site: string;
}

const rowCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A kind that an earlier format does not have has no rows in it. */
const rowCounts = v.object(
  Object.fromEntries(backupKinds.map((kind) => [kind, v.optional(rowCount, 0)])) as {
    [Kind in BackupKind]: v.OptionalSchema<typeof rowCount, 0>;
  },
) satisfies v.GenericSchema<unknown, RowCounts>;

export const backupQuery = v.object({
  kind: v.picklist(backupKinds),
  after: v.exactOptional(v.pipe(v.array(v.union([v.string(), v.number()])), v.maxLength(3))),
  state: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<unknown, BackupQuery>;

export const restoreQuery = v.object({
  format: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  backup: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  rows: rowCounts,
}) satisfies v.GenericSchema<unknown, RestoreQuery>;

/** While a backup is being restored, every call of the catalog fails with this sentence. */
export const restoring =
  'A backup is being restored, and the site answers again when that is done; if it was interrupted, run `edgefeed restore` again';

export const isRestoring = (error: unknown): boolean =>
  error instanceof Error && error.message.includes(restoring);
