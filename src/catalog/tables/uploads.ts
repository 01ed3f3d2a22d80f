/** Tables `uploads` and `upload_parts`: files that arrive in parts, as far as R2 has them. */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

export interface Upload {
  blob: string;
  /** The id that R2 gave the upload. */
  upload: string;
  /** Bytes of the whole file. */
  bytes: number;
  type: string;
  /** ms since 1970 */
  begunAt: number;
  /** By number. */
  parts: { number: number; etag: string }[];
}

interface Row {
  blob: string;
  upload: string;
  bytes: number;
  type: string;
  begun_at: number;
}

export class Uploads {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get(blob: string): Upload | undefined {
    const row = this.#sql.first<Row>(
      'SELECT blob, upload, bytes, type, begun_at FROM uploads WHERE blob = ?',
      blob,
    );
    if (!row) return undefined;
    const parts = this.#sql.all<{ number: number; etag: string }>(
      'SELECT number, etag FROM upload_parts WHERE blob = ? ORDER BY number',
      blob,
    );
    const { begun_at: begunAt, ...upload } = row;
    return { ...upload, begunAt, parts };
  }

  /** Begins an upload, in place of an earlier one of the same file. */
  begin({ blob, upload, bytes, type, begunAt }: Omit<Upload, 'parts'>): void {
    this.end(blob);
    this.#sql.run(
      'INSERT INTO uploads (blob, upload, bytes, type, begun_at) VALUES (?, ?, ?, ?, ?)',
      blob,
      upload,
      bytes,
      type,
      begunAt,
    );
  }

  /** Ignores a part of an upload that has ended meanwhile. */
  addPart(blob: string, upload: string, number: number, etag: string): void {
    this.#sql.run(
      `INSERT OR REPLACE INTO upload_parts (blob, number, etag)
       SELECT blob, ?, ? FROM uploads WHERE blob = ? AND upload = ?`,
      number,
      etag,
      blob,
      upload,
    );
  }

  /** When the oldest upload began, ms. */
  oldest(): number | undefined {
    return this.#sql.first<{ at: number | null }>('SELECT min(begun_at) AS at FROM uploads')?.at ?? undefined;
  }

  /** Forgets uploads that began before a moment. */
  endBefore(moment: number): void {
    const rows = this.#sql.all<{ blob: string }>('SELECT blob FROM uploads WHERE begun_at < ?', moment);
    for (const { blob } of rows) this.end(blob);
  }

  end(blob: string): void {
    this.#sql.run('DELETE FROM upload_parts WHERE blob = ?', blob);
    this.#sql.run('DELETE FROM uploads WHERE blob = ?', blob);
  }

  /** The numbers of the parts that R2 has, of the files that are on their way. */
  partsOf(blobs: readonly string[]): Map<string, number[]> {
    const found = new Map<string, number[]>();
    for (const chunk of chunksOf(blobs)) {
      const rows = this.#sql.each<{ blob: string; number: number }>(
        `SELECT blob, number FROM upload_parts
         WHERE blob IN (SELECT value FROM json_each(?)) ORDER BY blob, number`,
        chunk,
      );
      for (const { blob, number } of rows) {
        const numbers = found.get(blob) ?? [];
        numbers.push(number);
        found.set(blob, numbers);
      }
    }
    return found;
  }
}
