/** Table `told_changes`: the last change that the catalog has told the sender of. It has one row. */

import type { Sql } from '../../catalog/tables/sql.ts';
import type { ChangeNote, ChangeNotes } from '../../publish/webhooks.ts';

interface Place {
  log: string;
  revision: number;
  id: string;
}

export class ToldChanges {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Those that are new: the catalog tells everything in order, and again if it has not heard the answer. */
  newIn({ log, notes }: ChangeNotes): ChangeNote[] {
    const last = this.#sql.first<{ [K in keyof Place]: Place[K] }>(
      'SELECT log, revision, id FROM told_changes',
    );
    // A catalog that was restored begins a log of its own.
    if (!last || last.log !== log) return notes;
    return notes.filter(({ revision, id }) =>
      revision === last.revision ? bytewise(id, last.id) > 0 : revision > last.revision,
    );
  }

  set(log: string, { revision, id }: Pick<ChangeNote, 'revision' | 'id'>): void {
    this.#sql.run(
      'INSERT OR REPLACE INTO told_changes (number, log, revision, id) VALUES (1, ?, ?, ?)',
      log,
      revision,
      id,
    );
  }
}

/** As SQLite orders texts. */
const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
