/**
 * Table `withdrawn`: the ids of articles that were unpublished, by the path of their file. An article that comes back has the
 * id that readers know, also where its path does not give it.
 */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

export interface WithdrawnRow {
  /** Of the file. */
  path: string;
  /** Of the article that it was. */
  id: string;
}

export class Withdrawn {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get isEmpty(): boolean {
    return this.#sql.first('SELECT 1 FROM withdrawn LIMIT 1') === undefined;
  }

  at(path: string): string | undefined {
    return this.#sql.first<{ id: string }>('SELECT id FROM withdrawn WHERE path = ?', path)?.id;
  }

  /** Those of the paths that an id is kept for. */
  among(paths: readonly string[]): string[] {
    return [...chunksOf(paths)].flatMap((chunk) =>
      this.#sql
        .all<{ path: string }>(
          'SELECT path FROM withdrawn WHERE path IN (SELECT value FROM json_each(?)) ORDER BY path',
          chunk,
        )
        .map(({ path }) => path),
    );
  }

  /** The paths that an id is kept for. */
  pathsOf(id: string): string[] {
    return this.#sql
      .all<{ path: string }>('SELECT path FROM withdrawn WHERE id = ? ORDER BY path', id)
      .map(({ path }) => path);
  }

  set(rows: readonly WithdrawnRow[]): void {
    for (const chunk of chunksOf(rows.map(({ path, id }) => [path, id]))) {
      this.#sql.run(
        `INSERT OR REPLACE INTO withdrawn (path, id)
         SELECT value ->> 0, value ->> 1 FROM json_each(?)`,
        chunk,
      );
    }
  }

  remove(paths: readonly string[]): void {
    for (const chunk of chunksOf(paths))
      this.#sql.run('DELETE FROM withdrawn WHERE path IN (SELECT value FROM json_each(?))', chunk);
  }

  /** The rows after a path, by path. @param after the path in a JSON list */
  after(after: string): Iterable<WithdrawnRow> {
    return this.#sql.each<{ path: string; id: string }>(
      'SELECT path, id FROM withdrawn WHERE path > ?1 ->> 0 ORDER BY path',
      after,
    );
  }
}
