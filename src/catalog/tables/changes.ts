/**
 * Table `changes`: what has changed for readers since edgefeed keeps the table, one row for each article: its last change.
 * So the table grows with the articles, not with the changes, and who asks for all changes gets each article once.
 */

import { chunksOf } from './chunks.ts';
import type { Settings } from './settings.ts';
import type { Sql } from './sql.ts';

/** What has become of an article in one revision of the catalog. */
export interface ArticleChange {
  id: string;
  change: 'added' | 'updated' | 'moved' | 'removed';
}

/** A place among the changes: behind this article of this revision. Changes are in the order of revisions, then of ids. */
export interface ChangePlace {
  revision: number;
  id: string;
}

/** The last change of an article. */
export interface ChangeRow extends ChangePlace {
  /** The revision in which readers got it last: for the first time, or again after a removal. 0: before there was the table. */
  added: number;
  /** The revision in which it was removed before it was added again; 0: it never was, or that has been forgotten. */
  gone: number;
  /** The revision in which its address changed last; 0: never. */
  moved: number;
  /** When it was removed, ms since 1970; null: it is there. */
  removedAt: number | null;
}

interface Row {
  id: string;
  revision: number;
  added: number;
  gone: number;
  moved: number;
  removed_at: number | null;
}

const columns = 'id, revision, added, gone, moved, removed_at';

const toChange = ({ removed_at, ...row }: Row): ChangeRow => ({ ...row, removedAt: removed_at });

export class Changes {
  readonly #sql: Sql;
  readonly #settings: Settings;

  constructor(sql: Sql, settings: Settings) {
    this.#sql = sql;
    this.#settings = settings;
  }

  /** Notes what a revision changes. An article occurs once. @param now ms */
  note(changes: readonly ArticleChange[], revision: number, now: number): void {
    const rows = changes.map(({ id, change }) => [id, change]);
    for (const chunk of chunksOf(rows)) {
      this.#sql.run(
        `INSERT INTO changes (id, revision, added, moved, removed_at)
         SELECT value ->> 0, ?2, iif(value ->> 1 = 'added', ?2, 0), iif(value ->> 1 = 'moved', ?2, 0),
                iif(value ->> 1 = 'removed', ?3, NULL)
         FROM json_each(?1) WHERE true
         ON CONFLICT (id) DO UPDATE SET
           revision = excluded.revision,
           added = max(added, excluded.added),
           gone = iif(removed_at IS NOT NULL AND excluded.added > 0, revision, gone),
           moved = max(moved, excluded.moved),
           removed_at = excluded.removed_at`,
        chunk,
        revision,
        now,
      );
    }
  }

  /** Rows behind a place, in order. */
  after({ revision, id }: ChangePlace, most: number): ChangeRow[] {
    return this.#sql
      .all<Row>(
        `SELECT ${columns} FROM changes
         WHERE (revision, id) > (?, ?) ORDER BY revision, id LIMIT ?`,
        revision,
        id,
        most,
      )
      .map(toChange);
  }

  /** The last changes of these articles, by id; none for an article that has not changed since there is the table. */
  of(ids: readonly string[]): Map<string, ChangeRow> {
    const found = new Map<string, ChangeRow>();
    for (const chunk of chunksOf(ids)) {
      const rows = this.#sql.each<Row>(
        `SELECT ${columns} FROM changes WHERE id IN (SELECT value FROM json_each(?))`,
        chunk,
      );
      for (const row of rows) found.set(row.id, toChange(row));
    }
    return found;
  }

  /** The revision of the last change, also if it has been forgotten; 0: nothing has changed yet. */
  latest(): number {
    const { latest } = this.#sql.one<{ latest: number | null }>(
      'SELECT max(revision) AS latest FROM changes',
    );
    return Math.max(latest ?? 0, this.log.forgotten);
  }

  /** The name of this log of changes, and the last revision with a removal that it has forgotten. */
  get log(): { name: string; forgotten: number } {
    // The migration that makes the table names the log, and a restore names a new one.
    return this.#settings.get('changes')!;
  }

  /** Begins anew: the revisions of a catalog that was restored are not those of the one before. */
  beginAnew(): void {
    this.#sql.run('DELETE FROM changes');
    this.#settings.set('changes', { name: crypto.randomUUID(), forgotten: 0 });
  }

  /** When the oldest removal was, ms since 1970. */
  oldestRemoval(): number | undefined {
    const { at } = this.#sql.one<{ at: number | null }>(
      'SELECT min(removed_at) AS at FROM changes WHERE removed_at IS NOT NULL',
    );
    return at ?? undefined;
  }

  /** Forgets removals before a moment, some at a time. @param moment ms */
  forgetBefore(moment: number, most: number): void {
    const rows = this.#sql.all<{ id: string; revision: number }>(
      'SELECT id, revision FROM changes WHERE removed_at < ? ORDER BY removed_at LIMIT ?',
      moment,
      most,
    );
    if (rows.length === 0) return;
    for (const chunk of chunksOf(rows.map(({ id }) => id)))
      this.#sql.run('DELETE FROM changes WHERE id IN (SELECT value FROM json_each(?))', chunk);
    const { name, forgotten } = this.log;
    this.#settings.set('changes', {
      name,
      forgotten: Math.max(forgotten, ...rows.map(({ revision }) => revision)),
    });
  }
}
