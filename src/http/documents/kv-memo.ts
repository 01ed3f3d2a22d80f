/** A small document that many pages need: an isolate reads it from KV every few seconds at most. */

import { log, reasonOf } from '../../log.ts';
import { readSetting } from '../../site/settings.ts';
import type { AppContext } from '../context.ts';

export class KvMemo<Value> {
  /** As it was read last. */
  known: Value;
  readonly #none: Value;
  readonly #read: (c: AppContext) => Promise<Value | null>;
  /** When it was read, and until when it is used, ms. */
  #readAt = 0;
  #until = 0;

  /** @param none the value where KV has none, and before the first reading */
  constructor(none: Value, read: (c: AppContext) => Promise<Value | null>) {
    this.known = none;
    this.#none = none;
    this.#read = read;
  }

  /** Never throws: a page without it is better than none. */
  async get(c: AppContext): Promise<Value> {
    const now = Date.now();
    if (now >= this.#readAt && now < this.#until) return this.known;
    try {
      this.known = (await this.#read(c)) ?? this.#none;
    } catch (error) {
      log('error', 'source', { source: 'kv', error: reasonOf(error) });
    }
    this.#readAt = now;
    this.#until = now + readSetting(c.env, 'MEMO_SECONDS') * 1000;
    return this.known;
  }
}
