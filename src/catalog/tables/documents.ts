/** Table `documents`: the version of each feed document in KV, so that equal documents are not written again. */

import type { Sql } from './sql.ts';

export interface StoredDocument {
  /** The key in KV. */
  key: string;
  etag: string;
  /** When the bytes last changed, ms. */
  lastModified: number;
  /** When KV last took a write of this key, ms. 0: it never did, since the row comes from a backup. */
  writtenAt: number;
}

interface Row {
  key: string;
  etag: string;
  last_modified: number;
  written_at: number;
}

const toDocument = ({ key, etag, last_modified, written_at }: Row): StoredDocument => ({
  key,
  etag,
  lastModified: last_modified,
  writtenAt: written_at,
});

export class Documents {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get(key: string): StoredDocument | undefined {
    const row = this.#sql.first<Row>(
      'SELECT key, etag, last_modified, written_at FROM documents WHERE key = ?',
      key,
    );
    return row && toDocument(row);
  }

  set({ key, etag, lastModified, writtenAt }: StoredDocument): void {
    this.#sql.run(
      'INSERT OR REPLACE INTO documents (key, etag, last_modified, written_at) VALUES (?, ?, ?, ?)',
      key,
      etag,
      lastModified,
      writtenAt,
    );
  }

  delete(key: string): void {
    this.#sql.run('DELETE FROM documents WHERE key = ?', key);
  }

  /** The documents after a key, by key. @param after the key in a JSON list */
  *after(after: string): Generator<StoredDocument> {
    const rows = this.#sql.each<Row>(
      'SELECT key, etag, last_modified, written_at FROM documents WHERE key > ?1 ->> 0 ORDER BY key',
      after,
    );
    for (const row of rows) yield toDocument(row);
  }

  /** Has everything written again. */
  clear(): void {
    this.#sql.run('DELETE FROM documents');
  }
}
