/**
 * Whether the catalog may write: not before its schema is up to date, not if a later version of edgefeed has changed it, and
 * not while a limit of the plan is used up. It can be read all the while.
 */

import { log, reasonOf } from '../log.ts';
import { platformLimitOf, type PlatformLimit } from '../publish/platform-limits.ts';
import type { Limited, Locked } from './batch/outcome.ts';
import { Restoring } from './backup/restoring.ts';
import { migrate } from './tables/migrations.ts';
import { Settings } from './tables/settings.ts';
import { Sql } from './tables/sql.ts';

export const locked: Locked = {
  status: 'locked',
  why: 'The catalog was changed by a later version of edgefeed, so this one only reads it; deploy that version again.',
};

export class WriteGate {
  readonly #storage: DurableObjectStorage;
  readonly #settings: Settings;
  /** Whether the schema is up to date; a limit of the plan may put that off. */
  #isMigrated = false;
  /** A later version of edgefeed has changed the database: this one reads it and writes nothing. */
  isLocked = false;
  /** Absent: not known yet. */
  #isRestoring: boolean | undefined;
  /** The limit that the last change met. */
  limit: PlatformLimit | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#settings = new Settings(new Sql(storage.sql));
  }

  /** Brings the schema up to date. */
  migrate(): void {
    if (this.#isMigrated) return;
    this.isLocked = migrate(this.#storage).isNewer;
    this.#isMigrated = true;
  }

  /** Whether the tables hold a part of a backup: nothing but its other parts is written. */
  get isRestoring(): boolean {
    return (this.#isRestoring ??= this.#settings.get('restore') !== undefined);
  }

  /** Keeps the limit that an error is about, for the status. */
  noteLimit(error: unknown): PlatformLimit | undefined {
    const limit = platformLimitOf(error, Date.now());
    if (limit) this.limit = limit;
    if (limit) log('error', 'limit', { limit: limit.name, error: reasonOf(error) });
    return limit;
  }

  /**
   * Makes a change, unless the catalog is locked.
   * @returns a limit of the plan instead of throwing it
   * @throws Restoring
   */
  async change<T>(change: () => Promise<T>): Promise<T | Locked | Limited> {
    return this.#unlessLocked(async () => {
      if (this.isRestoring) throw new Restoring();
      return change();
    });
  }

  /** Makes a change that belongs to the restore of a backup. */
  async restore<T>(change: () => T): Promise<T | Locked | Limited> {
    try {
      return await this.#unlessLocked(async () => change());
    } finally {
      this.#isRestoring = undefined;
    }
  }

  async #unlessLocked<T>(change: () => Promise<T>): Promise<T | Locked | Limited> {
    try {
      this.migrate();
      if (this.isLocked) return locked;
      const result = await change();
      this.limit = undefined;
      return result;
    } catch (error) {
      const limit = this.noteLimit(error);
      if (!limit) throw error;
      return { status: 'limited', limit };
    }
  }

  /** Makes a small change. @throws the error of the platform if a limit of the plan is met; http says which */
  note(write: () => void): Locked | undefined {
    this.migrate();
    if (this.isLocked) return locked;
    if (this.isRestoring) throw new Restoring();
    this.#storage.transactionSync(write);
    return undefined;
  }
}
