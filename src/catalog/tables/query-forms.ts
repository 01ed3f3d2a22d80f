/** Table `query_forms`: which parameters the former addresses of a path have (`/index.php?p=1`: `p`). */

import { queryFormOf, type QueryForm } from '../../article/query-address.ts';
import { limits } from '../../limits.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

interface Row {
  path: string;
  names: string;
}

export class QueryForms {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The forms of paths, by path; those that have none are left out. */
  of(paths: readonly string[]): Map<string, QueryForm[]> {
    const forms = new Map<string, QueryForm[]>();
    for (const path of paths) {
      const rows = this.#sql.all<Row>(
        'SELECT path, names FROM query_forms WHERE path = ? ORDER BY names LIMIT ?',
        path,
        limits.queryForms,
      );
      if (rows.length > 0)
        forms.set(
          path,
          rows.map(({ names }) => JSON.parse(names) as QueryForm),
        );
    }
    return forms;
  }

  /** Records the forms of these addresses. They stay, as addresses do. @returns the paths that have a new one */
  add(addresses: readonly string[]): Set<string> {
    const changed = new Set<string>();
    const rows = new Map<string, [path: string, names: string]>();
    for (const address of addresses) {
      const form = queryFormOf(address);
      if (!form) continue;
      const names = JSON.stringify(form.names);
      rows.set(`${form.path}\0${names}`, [form.path, names]);
    }
    for (const chunk of chunksOf(rows.values())) {
      const added = this.#sql.all<Row>(
        `INSERT INTO query_forms (path, names) SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
         ON CONFLICT DO NOTHING RETURNING path, names`,
        chunk,
      );
      for (const { path } of added) changed.add(path);
    }
    return changed;
  }

  /** Every path that has a form, by keyset pagination: the consumer may write in between. */
  *paths(): Generator<string> {
    for (let last = ''; ;) {
      const rows = this.#sql.all<Pick<Row, 'path'>>(
        'SELECT DISTINCT path FROM query_forms WHERE path > ? ORDER BY path LIMIT 1000',
        last,
      );
      for (const { path } of rows) yield path;
      if (rows.length === 0) return;
      last = rows.at(-1)!.path;
    }
  }
}
