/** Table `navigation`: the live articles that are in the navigation of the site, in its order. */

import type { CatalogEntry } from './entry.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

const isShown = ({ live, article }: CatalogEntry): boolean =>
  live && article.kind !== 'unlisted' && article.navigation !== undefined;

/** Of an article that gives none: after all others. */
const last = 1e15;

export class NavigationTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @returns whether articles of the navigation are among these */
  replace(before: readonly CatalogEntry[], after: readonly CatalogEntry[]): boolean {
    const [gone, come] = [before, after].map((entries) =>
      entries.filter(isShown).map(({ article }) => article),
    );
    for (const chunk of chunksOf(gone!.map(({ id }) => id)))
      this.#sql.run('DELETE FROM navigation WHERE id IN (SELECT value FROM json_each(?))', chunk);
    for (const { id, address, navigation } of come!) {
      this.#sql.run(
        'INSERT OR REPLACE INTO navigation (id, weight, address) VALUES (?, ?, ?)',
        id,
        navigation?.weight ?? last,
        address,
      );
    }
    return gone!.length + come!.length > 0;
  }

  /** The ids of the first articles by weight, then by address. */
  first(most: number): string[] {
    const rows = this.#sql.all<{ id: string }>(
      'SELECT id FROM navigation ORDER BY weight, address LIMIT ?',
      most,
    );
    return rows.map(({ id }) => id);
  }
}
