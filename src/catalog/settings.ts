/** Table `settings`: single facts that the catalog remembers. */

import type { Sql } from './sql.ts';

/**
 * `site_id`: UUID of the namespace of minted ids. `source_epoch`, `feed_epoch`: what parsing and rendering depended on
 * when they were last done. `revision`: commits so far. `last_publish`: when a publisher last changed something, ms.
 * `last_removal`: when an article last changed, went, or left a term, ms. `push`: the newest push, JSON.
 * `push_ancestors`: ids of commits that it descends from, as it named them, between spaces.
 * `search_epoch`: the form of the search index.
 * `hold`: since and until when the outbox waits for the rest of a publish, JSON.
 * `pause`: until when the outbox waits because KV takes nothing, JSON; empty: it doesn't.
 * `ring`: an alarm that has begun, and into how many parts it divides its work, JSON; absent: it ended, undivided.
 */
export type Setting =
  | 'site_id'
  | 'source_epoch'
  | 'feed_epoch'
  | 'revision'
  | 'last_publish'
  | 'last_removal'
  | 'search_epoch'
  | 'push'
  | 'push_ancestors'
  | 'hold'
  | 'pause'
  | 'ring';

export class Settings {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get(name: Setting): string | undefined {
    return this.#sql.exec<{ value: string }>('SELECT value FROM settings WHERE name = ?', name).toArray()[0]
      ?.value;
  }

  set(name: Setting, value: string): void {
    this.#sql.exec('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)', name, value);
  }

  remove(name: Setting): void {
    this.#sql.exec('DELETE FROM settings WHERE name = ?', name);
  }

  /** Counts one more commit and returns its number. */
  nextRevision(): number {
    const revision = Number(this.get('revision') ?? 0) + 1;
    this.set('revision', String(revision));
    return revision;
  }
}
