/** A database that takes no writes, as on a day whose rows are used up. */

import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { catalog } from './batches.ts';

/** The tables that a trigger can be put on: none of SQLite, of the platform, or behind the index of the search. */
const tablesIn = (sql: SqlStorage): string[] =>
  sql
    .exec<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
       AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'search_*'`,
    )
    .toArray()
    .map(({ name }) => name);

/** Makes every write to some tables fail with a message. @param tables default: all */
export async function fill(message: string, tables?: readonly string[]): Promise<void> {
  await runInDurableObject(catalog(), (_, { storage: { sql } }) => {
    for (const table of tables ?? tablesIn(sql)) {
      for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
        sql.exec(
          `CREATE TRIGGER full_${table}_${event} BEFORE ${event} ON ${table}
           BEGIN SELECT RAISE(ABORT, '${message.replaceAll("'", "''")}'); END`,
        );
      }
    }
  });
}

/** Lets it take writes again. */
export async function empty(): Promise<void> {
  await runInDurableObject(catalog(), (_, { storage: { sql } }) => {
    const triggers = sql.exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'full_*'",
    );
    for (const { name } of triggers.toArray()) sql.exec(`DROP TRIGGER ${name}`);
  });
}

/** Starts the object again. */
export const restart = async (): Promise<void> => evictDurableObject(catalog());
