/** The rules of the site's `_redirects` file, ready for use: an isolate reads them from KV every few seconds at most. */

import { limits } from '../../limits.ts';
import { RedirectMatcher } from '../../redirects/matcher.ts';
import { readSetting } from '../../site/settings.ts';
import type { AppContext } from '../context.ts';
import { storedRules } from './documents.ts';

export class RulesMemo {
  #matcher: RedirectMatcher | undefined;
  /** When they were read, and until when they are used, ms. */
  #readAt = 0;
  #until = 0;

  async matcher(c: AppContext): Promise<RedirectMatcher> {
    const now = Date.now();
    if (this.#matcher && now >= this.#readAt && now < this.#until) return this.#matcher;
    const matcher = new RedirectMatcher((await storedRules(c)) ?? []);
    this.#matcher = matcher;
    this.#readAt = now;
    // As long as addresses where nothing is; with MEMO_SECONDS at 0 changes must show immediately.
    this.#until = now + Math.min(readSetting(c.env, 'MEMO_SECONDS'), limits.missSeconds) * 1000;
    return matcher;
  }
}
