/** What stands between the router and the handlers: their answers are remembered, and given again when nothing answers. */

import { ConfigError, readSetting } from '../../site/settings.ts';
import { limits } from '../../limits.ts';
import { log, reasonOf } from '../../log.ts';
import { edgeMissControl } from './cache-control.ts';
import type { AppContext } from '../context.ts';
import { failure, Missing } from './errors.ts';
import { Memo } from './memory-cache.ts';
import { MalformedPath } from '../../site/paths.ts';
import type { Answer } from './representation.ts';
import { Busy } from '../documents/turns.ts';

/** `Missing` and `Answer` are remembered, a `Response` is given to this client only. */
export type Handler<Answers = Answer | Missing | Response> = (c: AppContext) => Promise<Answers>;

/** For how long a stale answer may be given while KV and the catalog are down, ms: as long as `stale-if-error` says. */
const usable = 24 * 60 * 60 * 1000;

/** What an isolate remembers of its answers. */
export class Memory {
  readonly #answers = new Memo<Answer>(limits.memoBytes);
  readonly #misses = new Memo<Missing>(limits.missBytes);
  readonly #resourceOf: (url: string) => string;

  /** @param resourceOf one key for all URLs with the same answer */
  constructor(resourceOf: (url: string) => string) {
    this.#resourceOf = resourceOf;
  }

  /** The answer to a GET or HEAD that was given just now. */
  recall(request: Request): Response | undefined {
    const { method, url } = request;
    if ((method !== 'GET' && method !== 'HEAD') || url.length > limits.requestUrlLength) return undefined;
    const now = Date.now();
    return this.#answers.get(this.#resourceOf(url), now)?.respond(request, now);
  }

  /** Gives what a handler answers, and remembers it for the next client, and for when nothing behind it answers. */
  giving(handler: Handler): Handler<Response> {
    const give = async (c: AppContext): Promise<Response> => {
      const resource = this.#resourceOf(c.req.url);
      const miss = this.#misses.get(resource, Date.now());
      if (miss) return missed(c, miss);
      try {
        const answer = await handler(c);
        return answer instanceof Response ? answer : this.#keep(c, resource, answer);
      } catch (error) {
        const expected = error instanceof MalformedPath || error instanceof ConfigError;
        const known = expected ? undefined : this.#answers.stale(resource, Date.now());
        if (!known) throw error;
        if (!(error instanceof Busy)) log('warn', 'stale', { path: c.req.path, error: reasonOf(error) });
        return known.respond(c.req.raw, Date.now());
      }
    };
    return give;
  }

  #keep(c: AppContext, resource: string, answer: Answer | Missing): Response {
    const now = Date.now();
    if (answer instanceof Missing) {
      this.#answers.delete(resource);
      const until = now + missSeconds(c) * 1000;
      if (until > now) this.#misses.set(resource, answer, until, until, now);
      return missed(c, answer);
    }
    this.#answers.set(resource, answer, now + readSetting(c.env, 'MEMO_SECONDS') * 1000, now + usable, now);
    return answer.respond(c.req.raw, now);
  }
}

/** Whoever wants each change at once (MEMO_SECONDS is 0) is not kept waiting for what is new either. */
const missSeconds = (c: AppContext): number =>
  Math.min(readSetting(c.env, 'MEMO_SECONDS'), limits.missSeconds);

function missed(c: AppContext, { status, detail }: Missing): Response {
  const seconds = missSeconds(c);
  return failure(c, status, detail, seconds > 0 ? edgeMissControl(seconds) : {});
}
