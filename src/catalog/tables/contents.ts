/** All tables that a backup is restored to, at once. */

import type { BackupKind } from '../../publish/backup/rows.ts';
import type { Sql } from './sql.ts';
import { settingsInBackups, tableClasses } from './table-classes.ts';

/** The settings are in one table with those that stay. FTS5 has a command of its own (search.ts), and `vocabulary` shows its words. */
const clearedElsewhere: readonly string[] = ['migrations', 'settings', 'search', 'searchable', 'vocabulary'];

export class Contents {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Whether nothing was ever published. Drafts are files, and deleted articles leave addresses. */
  get isEmpty(): boolean {
    return ['files', 'articles', 'addresses', 'assets'].every(
      (table) => this.#sql.first(`SELECT 1 FROM ${table} LIMIT 1`) === undefined,
    );
  }

  /** Rows that a backup has of a table. */
  count(kind: BackupKind): number {
    const which = kind === 'settings' ? 'WHERE name IN (SELECT value FROM json_each(?))' : '';
    return this.#sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM ${kind} ${which}`,
      ...(which ? [JSON.stringify(settingsInBackups)] : []),
    ).n;
  }

  /** Empties every table of which a backup has the rows, or from whose rows they follow. */
  clear(): void {
    for (const [table, kept] of Object.entries(tableClasses)) {
      if (kept !== 'transient' && !clearedElsewhere.includes(table)) this.#sql.run(`DELETE FROM ${table}`);
    }
    this.#sql.run(
      'DELETE FROM settings WHERE name IN (SELECT value FROM json_each(?))',
      JSON.stringify(settingsInBackups),
    );
  }
}
