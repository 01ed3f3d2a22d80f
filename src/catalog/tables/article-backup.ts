/** Articles as a backup has them: table `articles`, with the numbers of its rows. */

import type { ArticleHead } from '../../article/article.ts';
import type { BackupRow } from '../../publish/backup/rows.ts';
import { articleColumns, toArticle, type ArticleRow } from './article-row.ts';
import { liveOf } from './articles.ts';
import type { CatalogEntry } from './entry.ts';
import type { Sql } from './sql.ts';

/** An article of a backup cannot be restored. `why` is a sentence without its period. */
export class Clash extends Error {
  override name = 'Clash';
  /** The article among those that were to be restored. */
  readonly index: number;

  constructor(index: number, why: string) {
    super(why);
    this.index = index;
  }
}

export class ArticleBackup {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The articles after an id, by id. @param after the id in a JSON list */
  *after(after: string): Generator<BackupRow<'articles'>> {
    const rows = this.#sql.each<ArticleRow & { row: number }>(
      `SELECT a.rowid AS "row", ${articleColumns} FROM articles a WHERE a.id > ?1 ->> 0 ORDER BY a.id`,
      after,
    );
    for (const { row, ...columns } of rows) {
      const { article, live, wakeAt, changedAt } = toArticle(columns);
      const { html, ...head } = article;
      // What an article lacks, JSON leaves out; the type says that it is absent.
      yield { row, live, wakeAt, changedAt, article: head, html } as BackupRow<'articles'>;
    }
  }

  /** Adds articles of a backup. @returns their entries @throws Clash */
  restore(rows: readonly BackupRow<'articles'>[]): CatalogEntry[] {
    return rows.map((row, index) => {
      const { live, wakeAt, changedAt, html } = row;
      const article = row.article as ArticleHead;
      try {
        this.#sql.run(
          `INSERT INTO articles (rowid, id, path, address, live, wake_at, changed_at, json, html)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          row.row,
          article.id,
          article.path,
          article.address,
          liveOf(article, live),
          wakeAt,
          changedAt,
          JSON.stringify(article),
          html,
        );
      } catch (error) {
        const [, column] = /UNIQUE constraint failed: articles\.(\w+)/.exec(String(error)) ?? [];
        if (column === undefined) throw error;
        throw new Clash(index, `another article has the same ${column === 'rowid' ? 'row' : column}`);
      }
      return { article, live, wakeAt, changedAt };
    });
  }
}
