/** SQLite that counts what is read through it: what a request costs on a plan that charges for rows. */

import type { Database } from '../../src/catalog/tables/sql.ts';

type Row = Record<string, SqlStorageValue>;

export interface Cost {
  statements: number;
  rows: number;
  bytes: number;
}

export interface Counted {
  database: Database;
  /** Statements, rows that SQLite looked at, and bytes of what came back, since the last call. */
  take(): Cost;
}

export function counted(storage: Database): Counted {
  let cursors: SqlStorageCursor<Row>[] = [];
  let bytes = 0;
  const weigh = <T>(row: T): T => {
    for (const value of Object.values(row as Row)) bytes += typeof value === 'string' ? value.length : 8;
    return row;
  };
  const exec = <T extends Row>(query: string, ...bindings: SqlStorageValue[]): SqlStorageCursor<T> => {
    const cursor = storage.exec<T>(query, ...bindings);
    cursors.push(cursor);
    return new Proxy(cursor, {
      get(target, name) {
        if (name === 'toArray') return () => target.toArray().map(weigh);
        if (name === 'one') return () => weigh(target.one());
        if (name === Symbol.iterator) {
          return function* rows() {
            for (const row of target) yield weigh(row);
          };
        }
        return Reflect.get(target, name) as unknown;
      },
    });
  };
  return {
    database: { exec },
    take() {
      const rows = cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
      const taken = { statements: cursors.length, rows, bytes };
      cursors = [];
      bytes = 0;
      return taken;
    },
  };
}
