/**
 * Table `shows`: the podcasts of the site, by the path of their files. The row of a show whose file is deleted stays,
 * without the show, for its guid: directories know a podcast by it, also when the file comes back.
 */

import type { PublishedShow, Show } from '../../show/show.ts';
import type { ShowRow } from './show-row.ts';
import type { Sql } from './sql.ts';

interface Row {
  path: string;
  category: string;
  guid: string;
  json: string | null;
  changed_at: number;
}

const columns = 'path, category, guid, json, changed_at';

const toRow = ({ json, changed_at, ...others }: Row): ShowRow => ({
  ...others,
  show: json === null ? null : (JSON.parse(json) as Show),
  changedAt: changed_at,
});

export class Shows {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The row of a path, with a show or without. */
  at(path: string): ShowRow | undefined {
    const row = this.#sql.first<Row>(`SELECT ${columns} FROM shows WHERE path = ?`, path);
    return row && toRow(row);
  }

  /** The rows of a category, with a show and without. @param category '': the whole site */
  inCategory(category: string): ShowRow[] {
    return this.#sql.all<Row>(`SELECT ${columns} FROM shows WHERE category = ?`, category).map(toRow);
  }

  /** The rows that have a guid, with a show and without. */
  withGuid(guid: string): ShowRow[] {
    return this.#sql.all<Row>(`SELECT ${columns} FROM shows WHERE guid = ?`, guid).map(toRow);
  }

  /** The show of a category, and when it last changed, ms. */
  of(category: string): { show: PublishedShow; changedAt: number } | undefined {
    const row = this.#sql.first<Row>(
      `SELECT ${columns} FROM shows WHERE category = ? AND json IS NOT NULL`,
      category,
    );
    if (!row) return undefined;
    const { show, guid, changedAt } = toRow(row);
    return { show: { ...show!, guid }, changedAt };
  }

  /** The first of these categories that has a show. @param categories '': the whole site */
  firstWith(categories: readonly string[]): string | undefined {
    return categories.find(
      (category) =>
        this.#sql.first('SELECT 1 FROM shows WHERE category = ? AND json IS NOT NULL', category) !==
        undefined,
    );
  }

  /** The first shows, the one of the whole site first, then by category. */
  first(most: number): PublishedShow[] {
    const rows = this.#sql.all<Row>(
      `SELECT ${columns} FROM shows WHERE json IS NOT NULL ORDER BY category LIMIT ?`,
      most,
    );
    return rows.map(toRow).map(({ show, guid }) => ({ ...show!, guid }));
  }

  /** The categories that have a show; '': the whole site. */
  categories(): string[] {
    const rows = this.#sql.all<{ category: string }>('SELECT category FROM shows WHERE json IS NOT NULL');
    return rows.map(({ category }) => category);
  }

  set({ path, category, guid, show, changedAt }: ShowRow): void {
    this.#sql.run(
      `INSERT OR REPLACE INTO shows (${columns}) VALUES (?, ?, ?, ?, ?)`,
      path,
      category,
      guid,
      show && JSON.stringify(show),
      changedAt,
    );
  }

  /** Removes a row with its guid, which another row has now. */
  delete(path: string): void {
    this.#sql.run('DELETE FROM shows WHERE path = ?', path);
  }

  /** The rows after a path, by path. @param after the path in a JSON list */
  *after(after: string): Generator<ShowRow> {
    const rows = this.#sql.each<Row>(
      `SELECT ${columns} FROM shows WHERE path > ?1 ->> 0 ORDER BY shows.path`,
      after,
    );
    for (const row of rows) yield toRow(row);
  }
}
