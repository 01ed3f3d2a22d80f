/** Table `documents`: which version of each feed document KV holds, so that nothing equal is written twice. */

import type { Sql } from './sql.ts';

export interface DocumentRow {
  /** The key in KV. */
  key: string;
  etag: string;
  /** When the bytes last changed, ms. */
  lastModified: number;
  /** When KV last took a write of this key, ms. */
  writtenAt: number;
}

const toDocument = (row: Record<string, SqlStorageValue>): DocumentRow => ({
  key: row['key'] as string,
  etag: row['etag'] as string,
  lastModified: row['last_modified'] as number,
  writtenAt: row['written_at'] as number,
});

export class Documents {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get(key: string): DocumentRow | undefined {
    const rows = this.#sql.exec(
      'SELECT key, etag, last_modified, written_at FROM documents WHERE key = ?',
      key,
    );
    return Array.from(rows, toDocument)[0];
  }

  set({ key, etag, lastModified, writtenAt }: DocumentRow): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO documents (key, etag, last_modified, written_at) VALUES (?, ?, ?, ?)',
      key,
      etag,
      lastModified,
      writtenAt,
    );
  }

  delete(key: string): void {
    this.#sql.exec('DELETE FROM documents WHERE key = ?', key);
  }

  /** Forgets what KV holds, so that everything is written again. */
  clear(): void {
    this.#sql.exec('DELETE FROM documents');
  }
}
