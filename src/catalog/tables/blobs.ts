/** Table `blobs`: the files whose bytes are stored and checked, by git blob id. */

import type { Assets } from './assets.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

export interface StoredBlob {
  blob: string;
  /** The store that has it. */
  store: 'r2' | 'kv';
  bytes: number;
  /** The media type that its publisher gave. */
  type: string;
  /** ms since 1970 */
  storedAt: number;
}

interface Row {
  blob: string;
  store: StoredBlob['store'];
  bytes: number;
  type: string;
  stored_at: number;
}

/** `unnamed_at` of a file whose bytes are being deleted. */
const leaving = 0;

export class BlobTable {
  readonly #sql: Sql;
  readonly #assets: Pick<Assets, 'arrived'>;

  constructor(sql: Sql, assets: Pick<Assets, 'arrived'>) {
    this.#sql = sql;
    this.#assets = assets;
  }

  find(blobs: readonly string[]): Map<string, StoredBlob> {
    const found = new Map<string, StoredBlob>();
    for (const chunk of chunksOf(blobs)) {
      const rows = this.#sql.each<Row>(
        `SELECT blob, store, bytes, type, stored_at FROM blobs
         WHERE blob IN (SELECT value FROM json_each(?)) AND unnamed_at IS NOT ${leaving}`,
        chunk,
      );
      for (const { stored_at, ...row } of rows) found.set(row.blob, { ...row, storedAt: stored_at });
    }
    return found;
  }

  /** Notes a file, which usually no path names yet. @returns the paths whose bytes were missing */
  set({ blob, store, bytes, type, storedAt }: StoredBlob): string[] {
    this.#sql.run(
      `INSERT OR REPLACE INTO blobs (blob, store, bytes, type, stored_at, unnamed_at)
       VALUES (?1, ?2, ?3, ?4, ?5, iif(EXISTS (SELECT 1 FROM assets WHERE assets.blob = ?1), NULL, ?5))`,
      blob,
      store,
      bytes,
      type,
      storedAt,
    );
    return this.#assets.arrived(blob);
  }

  /** Notes since when no path names these files; null: one does. @param at ms */
  name(blobs: Iterable<string>, at: number | null): void {
    for (const chunk of chunksOf(blobs)) {
      this.#sql.run(
        'UPDATE blobs SET unnamed_at = ?2 WHERE blob IN (SELECT value FROM json_each(?1))',
        chunk,
        at,
      );
    }
  }

  /** Keeps files for another while that a publisher is about to name. @param now ms */
  renew(blobs: readonly string[], now: number): void {
    for (const chunk of chunksOf(blobs)) {
      this.#sql.run(
        `UPDATE blobs SET unnamed_at = ?2
         WHERE blob IN (SELECT value FROM json_each(?1)) AND unnamed_at > 0`,
        chunk,
        now,
      );
    }
  }

  /** Since when the file is unnamed that has been for longest, ms; undefined: all are named. */
  unnamedSince(): number | undefined {
    const select = 'SELECT min(unnamed_at) AS at FROM blobs WHERE unnamed_at IS NOT NULL';
    return this.#sql.first<{ at: number | null }>(select)?.at ?? undefined;
  }

  /** Files that no path has named since before a moment. */
  unnamedBefore(moment: number, most: number): string[] {
    const select = 'SELECT blob FROM blobs WHERE unnamed_at < ? ORDER BY unnamed_at LIMIT ?';
    return this.#sql.all<{ blob: string }>(select, moment, most).map(({ blob }) => blob);
  }

  /** Begins to delete files: from now on they count as missing. @see gone */
  leave(blobs: readonly string[]): void {
    this.name(blobs, leaving);
  }

  /** Forgets files whose bytes are deleted, unless they have arrived again meanwhile. */
  gone(blobs: readonly string[]): void {
    for (const chunk of chunksOf(blobs)) {
      this.#sql.run(
        `DELETE FROM blobs WHERE blob IN (SELECT value FROM json_each(?)) AND unnamed_at = ${leaving}`,
        chunk,
      );
    }
  }
}
