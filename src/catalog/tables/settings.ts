/** Table `settings`: single facts that the catalog remembers. */

import type { Push } from '../../publish/protocol.ts';
import type { Sql } from './sql.ts';

/** Moments are ms since 1970. docs/storage.md tells when each fact is written. */
export interface Facts {
  /** UUID of the namespace of minted ids. */
  site_id: string;
  /** What parsing, rendering and indexing depended on when they were last done; see epochs.ts. */
  source_epoch: unknown;
  feed_epoch: unknown;
  search_epoch: unknown;
  /** Commits so far. */
  revision: number;
  /** When a publisher last changed something. */
  last_publish: number;
  /** When an article last changed, went, or left a term. */
  last_removal: number;
  /** The newest push. `enteredAt`: when it took its place, where that was before its time, as a clock was ahead. */
  push: Push & { enteredAt?: number };
  /** The ids of commits that the newest push descends from, as it named them, separated by spaces. */
  push_ancestors: string;
  /** Since and until when the outbox waits for the rest of a publish. */
  hold: { since: number; until: number };
  /** Until when the outbox waits as KV takes nothing, and how many flushes in a row have failed. */
  pause: { until: number; tries: number };
  /** Whether an alarm has begun, and into how many parts it divides its work; see parts.ts. */
  ring: { begun: boolean; parts: number };
}

export type Setting = keyof Facts;

/** Stored as they are. All others are stored as JSON. */
const texts: ReadonlySet<Setting> = new Set(['site_id', 'push_ancestors']);

export class Settings {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get<K extends Setting>(name: K): Facts[K] | undefined {
    const row = this.#sql.first<{ value: string }>('SELECT value FROM settings WHERE name = ?', name);
    // Earlier versions emptied `pause` instead of removing it.
    if (!row || row.value === '') return undefined;
    return (texts.has(name) ? row.value : JSON.parse(row.value)) as Facts[K];
  }

  set<K extends Setting>(name: K, value: Facts[K]): void {
    this.#sql.run(
      'INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)',
      name,
      texts.has(name) ? (value as string) : JSON.stringify(value),
    );
  }

  remove(name: Setting): void {
    this.#sql.run('DELETE FROM settings WHERE name = ?', name);
  }

  /** Counts one more commit and returns its number. */
  nextRevision(): number {
    const revision = (this.get('revision') ?? 0) + 1;
    this.set('revision', revision);
    return revision;
  }
}
