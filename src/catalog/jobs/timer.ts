/** Setting the alarm of the Durable Object. */

import { log, reasonOf } from '../../log.ts';
import type { PlatformLimit } from '../../publish/platform-limits.ts';
import type { Tables } from '../tables/tables.ts';
import { nextAlarm } from './alarm.ts';

/** How long the alarm sleeps after a failure of its own, ms. */
const afterFailure = 3000;
/** How long it sleeps if a limit of the plan is used up, ms: the site may move to the paid plan before the day ends. */
const afterLimit = 15 * 60_000;
/** How long it sleeps while a later version of edgefeed has the catalog, ms. */
const whileLocked = 3_600_000;

export class Timer {
  readonly #storage: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>;
  readonly #tables: Tables;

  constructor(storage: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>, tables: Tables) {
    this.#storage = storage;
    this.#tables = tables;
  }

  /** Sets the alarm for the next job that is due, if there is one. */
  async arm(): Promise<void> {
    const now = Date.now();
    const next = nextAlarm(this.#tables, now);
    if (next === undefined) return;
    // Setting the alarm is a write, and each batch would put it off. An alarm that rings too early sets the next one.
    const set = await this.#storage.getAlarm();
    if (set === null || set < now || set > next) await this.#storage.setAlarm(next);
  }

  /** Sets the alarm again, so that it still rings when the later version of edgefeed has been deployed again. Never throws. */
  async armWhileLocked(): Promise<void> {
    await this.#armIn(whileLocked);
  }

  /**
   * Sets the alarm for a retry. Never throws: a storage that takes no writes may not take this one either. The next start
   * of the object then sets it.
   */
  async armAfterFailure(limit?: PlatformLimit): Promise<void> {
    await this.#armIn(limit ? afterLimit : afterFailure);
  }

  async #armIn(ms: number): Promise<void> {
    try {
      await this.#storage.setAlarm(Date.now() + ms);
    } catch (error) {
      log('error', 'alarm', { error: reasonOf(error) });
    }
  }
}
