/** The database with typed rows, held to the platform's limits: the local SQLite takes larger values and would hide a bug. */

import { bytesOf } from './chunks.ts';

/** Bytes of a value in SQLite on Cloudflare (https://developers.cloudflare.com/durable-objects/platform/limits/). */
const maxValueBytes = 2_000_000;

/** The part of `SqlStorage` that the catalog uses. */
export type Database = Pick<SqlStorage, 'exec'>;

/** `Row` names the columns of a statement. It is not checked. */
export type Columns<Row> = Record<keyof Row, SqlStorageValue>;

/** Statements with `?` for values. @throws RangeError for a value that is larger than the platform takes */
export class Sql {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  run(statement: string, ...values: SqlStorageValue[]): void {
    this.each(statement, ...values);
  }

  all<Row extends Columns<Row>>(statement: string, ...values: SqlStorageValue[]): Row[] {
    return Array.from(this.each<Row>(statement, ...values));
  }

  /** The first row, if there is one. */
  first<Row extends Columns<Row>>(statement: string, ...values: SqlStorageValue[]): Row | undefined {
    return this.all<Row>(statement, ...values)[0];
  }

  /** The row of a statement that always has one, such as a count. */
  one<Row extends Columns<Row>>(statement: string, ...values: SqlStorageValue[]): Row {
    return this.first<Row>(statement, ...values)!;
  }

  /** Row by row, for results that may not fit into memory. */
  each<Row extends Columns<Row>>(statement: string, ...values: SqlStorageValue[]): Iterable<Row> {
    for (const value of values) checkSize(value);
    return this.#database.exec(statement, ...values) as Iterable<
      Record<string, SqlStorageValue>
    > as Iterable<Row>;
  }
}

function checkSize(value: SqlStorageValue): void {
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
