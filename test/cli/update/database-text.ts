/** A SQLite database as SQL, which a reviewer can read, and back. */

import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

interface Table {
  name: string;
  type: 'table' | 'virtual' | 'shadow';
  /** 1: WITHOUT ROWID */
  wr: number;
}

/** @param file also one whose last changes are in the file beside it, `-wal` @returns statements that make it again */
export function textOf(file: string): string {
  const database = new DatabaseSync(file);
  try {
    const tables = database
      .prepare(
        `SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'`,
      )
      .all() as unknown as Table[];
    const shadows = new Set(tables.filter(({ type }) => type === 'shadow').map(({ name }) => name));
    const made = database
      .prepare(
        `SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
      )
      .all() as unknown as { name: string; sql: string }[];
    const schema = made.filter(({ name }) => !shadows.has(name)).map(({ sql }) => `${sql};`);
    const rows = tables
      .filter(({ type }) => type !== 'virtual')
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((table) => rowsOf(database, table));
    return `${['BEGIN;', ...schema, ...rows, 'COMMIT;'].join('\n')}\n`;
  } finally {
    database.close();
  }
}

function rowsOf(database: DatabaseSync, { name, type, wr }: Table): string[] {
  const columns = database
    .prepare('SELECT name, pk, type FROM pragma_table_xinfo(?)')
    .all(name) as unknown as {
    name: string;
    pk: number;
    type: string;
  }[];
  const names = columns.map((column) => `"${column.name}"`);
  const keys = columns.filter(({ pk }) => pk > 0);
  const isNumbered = keys.length === 1 && keys[0]!.type.toUpperCase() === 'INTEGER';
  // The rows of a table may be known by a number that is no column of it.
  const all = wr === 0 && !isNumbered ? ['rowid', ...names] : names;
  const order = wr === 0 ? 'rowid' : keys.map((key) => `"${key.name}"`).join();
  const quoted = all.map((column) => `quote(${column})`).join(` || ',' || `);
  const lines = database.prepare(`SELECT ${quoted} AS line FROM "${name}" ORDER BY ${order}`).all();
  // The virtual table itself has written some.
  const emptied = type === 'shadow' ? [`DELETE FROM "${name}";`] : [];
  return [
    ...emptied,
    ...lines.map(({ line }) => `INSERT INTO "${name}" (${all.join()}) VALUES (${String(line)});`),
  ];
}

/** Makes a database of such a text. @param file a new one */
export function makeDatabase(file: string, sql: string): void {
  if (existsSync(file)) throw new Error(`${file} is there already.`);
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL;');
    database.exec(sql);
  } finally {
    database.close();
  }
}
