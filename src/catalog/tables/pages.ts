/** Table `pages`: the live pages of the site, for the links on the home page. */

import { chunksOf } from './chunks.ts';
import type { CatalogEntry } from './entry.ts';
import type { Sql } from './sql.ts';

const isLivePage = ({ live, article }: CatalogEntry): boolean => live && article.kind === 'page';

export class Pages {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @returns whether pages are among the articles */
  replace(before: readonly CatalogEntry[], after: readonly CatalogEntry[]): boolean {
    const [gone, come] = [before, after].map((entries) =>
      entries.filter(isLivePage).map(({ article }) => article),
    );
    for (const chunk of chunksOf(gone!.map(({ address }) => address))) {
      this.#sql.run('DELETE FROM pages WHERE address IN (SELECT value FROM json_each(?))', chunk);
    }
    for (const { address, id } of come!) {
      this.#sql.run('INSERT OR REPLACE INTO pages (address, id) VALUES (?, ?)', address, id);
    }
    return gone!.length + come!.length > 0;
  }

  /** The ids of the first pages by address. */
  first(most: number): string[] {
    const rows = this.#sql.all<{ id: string }>('SELECT id FROM pages ORDER BY address LIMIT ?', most);
    return rows.map(({ id }) => id);
  }
}
