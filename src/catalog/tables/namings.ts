/** Table `namings`: which articles name which files, so that they are written again when such a file changes. */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

/** Articles that are written again for one file, at most: a logo may be in all of them. */
const mostPerFile = 200;

/** A file that an article names, as the table has it. */
export interface Named {
  /** Of the article. */
  id: string;
  path: string;
}

const toNamed = ([id, path]: [string, string]): Named => ({ id, path });

export class Namings {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Replaces what these articles name; writes only what differs.
   * @param namings by the id of the article
   * @returns the names that are new, and those that are gone
   */
  set(namings: readonly { id: string; paths: readonly string[] }[]): { added: Named[]; removed: Named[] } {
    const before = this.#of(namings.map(({ id }) => id));
    const [added, removed]: [string, string][][] = [[], []];
    for (const { id, paths } of namings) {
      const old = before.get(id) ?? new Set();
      const now = new Set(paths);
      for (const path of now) if (!old.has(path)) added!.push([id, path]);
      for (const path of old) if (!now.has(path)) removed!.push([id, path]);
    }
    for (const chunk of chunksOf(removed!)) {
      this.#sql.run(
        `DELETE FROM namings WHERE (id, path) IN
           (SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS TEXT) FROM json_each(?))`,
        chunk,
      );
    }
    for (const chunk of chunksOf(added!)) {
      this.#sql.run(
        'INSERT OR IGNORE INTO namings (id, path) SELECT value ->> 0, value ->> 1 FROM json_each(?)',
        chunk,
      );
    }
    return { added: added!.map(toNamed), removed: removed!.map(toNamed) };
  }

  /** The rows after another one, by id and path. @param after both in a JSON list */
  after(after: string): Iterable<Named> {
    return this.#sql.each<Named>(
      'SELECT id, path FROM namings WHERE (id, path) > (?1 ->> 0, ?1 ->> 1) ORDER BY id, path',
      after,
    );
  }

  /** Adds rows as they are; writes only those that are not there. */
  add(rows: readonly Named[]): void {
    for (const chunk of chunksOf(rows.map(({ id, path }) => [id, path]))) {
      this.#sql.run(
        'INSERT OR IGNORE INTO namings (id, path) SELECT value ->> 0, value ->> 1 FROM json_each(?)',
        chunk,
      );
    }
  }

  /** Forgets what these articles name. @returns it */
  remove(ids: readonly string[]): Named[] {
    const removed = this.of(ids);
    for (const chunk of chunksOf(ids))
      this.#sql.run('DELETE FROM namings WHERE id IN (SELECT value FROM json_each(?))', chunk);
    return removed;
  }

  /** What these articles name. */
  of(ids: readonly string[]): Named[] {
    return [...this.#of(ids)].flatMap(([id, paths]) => Array.from(paths, (path) => ({ id, path })));
  }

  /** The articles that name each of these paths. */
  naming(paths: readonly string[]): Named[] {
    return paths.flatMap((path) => {
      const select = 'SELECT id FROM namings WHERE path = ? ORDER BY id LIMIT ?';
      const rows = this.#sql.all<{ id: string }>(select, path, mostPerFile);
      return rows.map(({ id }) => ({ id, path }));
    });
  }

  #of(ids: readonly string[]): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    for (const chunk of chunksOf(ids)) {
      const rows = this.#sql.each<Named>(
        'SELECT id, path FROM namings WHERE id IN (SELECT value FROM json_each(?))',
        chunk,
      );
      for (const { id, path } of rows) found.set(id, (found.get(id) ?? new Set()).add(path));
    }
    return found;
  }
}
