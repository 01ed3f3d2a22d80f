/** Table `untold_changes`: changes of articles that the sender has not been told of, for webhooks. Empty without an endpoint. */

import type { ArticleEvent, ChangeNote } from '../../publish/webhooks.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

interface Row {
  revision: number;
  id: string;
  event: ArticleEvent;
  at: number;
  before: string;
  after: string;
}

/** UTF-16 code units of the scopes in one call to the sender: an article may be in 100 of them. */
const unitsAtOnce = 4_000_000;

export class UntoldChanges {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Notes the changes of one revision. */
  add(notes: readonly ChangeNote[]): void {
    const rows = notes.map(({ revision, id, event, at, before, after }) => [
      revision,
      id,
      event,
      at,
      JSON.stringify(before),
      JSON.stringify(after),
    ]);
    for (const chunk of chunksOf(rows)) {
      this.#sql.run(
        `INSERT INTO untold_changes (revision, id, event, at, before, after)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?)`,
        chunk,
      );
    }
  }

  /** The first ones, in order. @param most at most; fewer if they have many bytes */
  first(most: number): ChangeNote[] {
    const rows = this.#sql.each<Row>(
      'SELECT revision, id, event, at, before, after FROM untold_changes ORDER BY revision, id LIMIT ?',
      most,
    );
    const notes: ChangeNote[] = [];
    let units = 0;
    for (const { before, after, ...row } of rows) {
      units += before.length + after.length;
      if (units > unitsAtOnce && notes.length > 0) break;
      notes.push({ ...row, before: JSON.parse(before) as string[], after: JSON.parse(after) as string[] });
    }
    return notes;
  }

  get any(): boolean {
    return this.#sql.first('SELECT 1 FROM untold_changes LIMIT 1') !== undefined;
  }

  /** For an endpoint that is added later, they would be news of the past. */
  removeAll(): void {
    this.#sql.run('DELETE FROM untold_changes');
  }

  /** Removes those up to a change, which the sender has. */
  removeUntil({ revision, id }: Pick<ChangeNote, 'revision' | 'id'>): void {
    this.#sql.run('DELETE FROM untold_changes WHERE (revision, id) <= (?, ?)', revision, id);
  }
}
