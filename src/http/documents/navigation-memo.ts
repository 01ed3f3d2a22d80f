/** The links at the top of every page: an isolate reads them from KV every few seconds at most. */

import { readSetting } from '../../site/settings.ts';
import type { NavigationDocument } from '../../store/documents.ts';
import { log, reasonOf } from '../../log.ts';
import { storeOf, type AppContext } from '../context.ts';

const none: NavigationDocument = { links: [], changedAt: 0 };

export class NavigationMemo {
  /** As they were read last; none before the first page. */
  known: NavigationDocument = none;
  /** When they were read, and until when they are used, ms. */
  #readAt = 0;
  #until = 0;

  /** Never throws: a page without its navigation is better than none. */
  async links(c: AppContext): Promise<NavigationDocument> {
    const now = Date.now();
    if (now >= this.#readAt && now < this.#until) return this.known;
    try {
      this.known = (await storeOf(c).navigation()) ?? none;
    } catch (error) {
      log('error', 'source', { source: 'kv', error: reasonOf(error) });
    }
    this.#readAt = now;
    this.#until = now + readSetting(c.env, 'MEMO_SECONDS') * 1000;
    return this.known;
  }
}
