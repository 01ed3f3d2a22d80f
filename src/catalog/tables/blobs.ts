/** Table `blobs`: the files whose bytes are stored and checked, by git blob id. */

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

export class BlobTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(blobs: readonly string[]): Map<string, StoredBlob> {
    const found = new Map<string, StoredBlob>();
    for (const chunk of chunksOf(blobs)) {
      const rows = this.#sql.each<Row>(
        `SELECT blob, store, bytes, type, stored_at FROM blobs
         WHERE blob IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const { stored_at, ...row } of rows) found.set(row.blob, { ...row, storedAt: stored_at });
    }
    return found;
  }

  set({ blob, store, bytes, type, storedAt }: StoredBlob): void {
    this.#sql.run(
      'INSERT OR REPLACE INTO blobs (blob, store, bytes, type, stored_at) VALUES (?, ?, ?, ?, ?)',
      blob,
      store,
      bytes,
      type,
      storedAt,
    );
  }

  delete(blobs: readonly string[]): void {
    for (const chunk of chunksOf(blobs))
      this.#sql.run('DELETE FROM blobs WHERE blob IN (SELECT value FROM json_each(?))', chunk);
  }
}
