/** The database of the catalog, held to the limits of the platform: the local one takes more, and would hide a fault. */

import { bytesOf } from './chunks.ts';

/** Bytes of a value in SQLite on Cloudflare (https://developers.cloudflare.com/durable-objects/platform/limits/). */
const maxValueBytes = 2_000_000;

/** What the tables ask of the database. */
export type Sql = Pick<SqlStorage, 'exec'>;

/** The same database, which refuses what the platform would refuse. */
export function withinLimits(sql: Sql): Sql {
  return {
    exec(query, ...bindings) {
      for (const value of bindings) checkSize(value);
      return sql.exec(query, ...bindings);
    },
  };
}

/** @throws RangeError for a value that is larger than the platform takes */
function checkSize(value: unknown): void {
  const bytes =
    typeof value === 'string'
      ? bytesOf(value, maxValueBytes)
      : value instanceof ArrayBuffer
        ? value.byteLength
        : 0;
  if (bytes > maxValueBytes) {
    throw new RangeError(`a value has ${bytes} bytes, SQLite on the platform takes ${maxValueBytes}`);
  }
}
