/** Table `settings`: single facts, each with a name and a type. */

import type { RowCounts } from '../../publish/backup/protocol.ts';
import type { Push } from '../../publish/protocol.ts';
import type { Sql } from './sql.ts';

/** Moments are ms since 1970. docs/storage.md lists when each fact is written. */
export interface Facts {
  /** UUID of the namespace of minted ids. */
  site_id: string;
  /** The values that stored data was made with; see epochs.ts. */
  source_epoch: unknown;
  feed_epoch: unknown;
  search_epoch: unknown;
  fold_epoch: unknown;
  card_epoch: unknown;
  page_epoch: unknown;
  /** The documents of articles that are written again: those after an address, from a moment on; see pages.ts. */
  pages: { after: string; at: number };
  /** Changes so far. */
  revision: number;
  /** The last publish that listed an article: its number, its name, and the number of the next file; see arrivals.ts. */
  arrivals: { publishes: number; name?: string; next: number };
  /** When a publisher last changed something. */
  last_publish: number;
  /** When an article last changed, or was removed from the catalog or a term. */
  last_removal: number;
  /** The newest push. `enteredAt`: when it was published, if its own time was in the future then. */
  push: Push & { enteredAt?: number };
  /** The git commits that the newest push descends from, separated by spaces. */
  push_ancestors: string;
  /** The hold of the outbox during a publish; see hold.ts. */
  hold: { since: number; until: number };
  /** The pause of the outbox while KV takes no writes; `tries`: failed flushes in a row. */
  pause: { until: number; tries: number };
  /** Whether an alarm has begun and not ended, and how many parts it divides its work into; see parts.ts. */
  ring: { begun: boolean; parts: number };
  /** The backup that is being restored: its name, its rows, and those that the catalog has taken. */
  restore: { backup: string; rows: RowCounts; done: RowCounts };
  /** The log of changes: its name, and the last revision with a removal that it has forgotten; see changes.ts. */
  changes: { name: string; forgotten: number };
  /** Set while the sender has an endpoint of a webhook: how often one was added, and when a failed call is made again. */
  webhooks: { added: number; tries: number; tryAt: number };
  /** The name of the backup that was restored. */
  restored: string;
}

export type Setting = keyof Facts;

/** Facts stored as plain text; all others are JSON. */
const texts: ReadonlySet<Setting> = new Set(['site_id', 'push_ancestors', 'restored']);

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

  /** Counts a change and returns its number. */
  nextRevision(): number {
    const revision = (this.get('revision') ?? 0) + 1;
    this.set('revision', revision);
    return revision;
  }
}
