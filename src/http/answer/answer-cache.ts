/** The cache of answers between the router and the handlers: fresh ones, and stale ones while everything else fails. */

import { ConfigError, readSetting } from '../../site/settings.ts';
import { limits } from '../../limits.ts';
import { log, reasonOf } from '../../log.ts';
import { edgeNotFoundControl } from './cache-control.ts';
import type { AppContext } from '../context.ts';
import { errorResponse, NotFound, wantsPage } from './errors.ts';
import { MemoryCache } from './memory-cache.ts';
import { MalformedPath } from '../../site/paths.ts';
import type { Answer } from './representation.ts';
import { Declined } from '../documents/declined.ts';

/** `Answer` and `NotFound` are cached; a `Response` goes to this client only. */
export type Handler<Answers = Answer | NotFound | Response> = (c: AppContext) => Promise<Answers>;

/** How long a stale answer may be served while KV and the catalog are down, ms: the same as `stale-if-error`. */
const maxStale = 24 * 60 * 60 * 1000;

/** The answers that one isolate keeps in memory. */
export class AnswerCache {
  readonly #answers = new MemoryCache<Answer>(limits.memoBytes);
  readonly #files = new MemoryCache<Answer>(limits.memoFileBytes);
  readonly #notFound = new MemoryCache<NotFound>(limits.missBytes);
  readonly #keyOf: (url: string) => string;

  /** @param keyOf maps all URLs with the same answer to one cache key */
  constructor(keyOf: (url: string) => string) {
    this.#keyOf = keyOf;
  }

  /** The fresh answer to a GET or HEAD, if there is one. */
  match(request: Request): Response | undefined {
    const { method, url } = request;
    if ((method !== 'GET' && method !== 'HEAD') || url.length > limits.requestUrlLength) return undefined;
    const now = Date.now();
    const key = this.#keyOf(url);
    const answer = this.#answers.get(key, now) ?? this.#files.get(key, now);
    if (answer?.yields && url.includes('?') && answer.yields(new URL(url).search)) return undefined;
    return answer?.respond(request, now);
  }

  /** Wraps a handler: its answers are cached, and a stale one is served when it throws. */
  caching(handler: Handler): Handler<Response> {
    const serveCached = async (c: AppContext): Promise<Response> => {
      const key = this.#keyOf(c.req.url);
      const notFound = this.#notFound.get(key, Date.now());
      if (notFound) return await notFoundResponse(c, notFound);
      try {
        const answer = await handler(c);
        return answer instanceof Response ? answer : await this.#put(c, key, answer);
      } catch (error) {
        const expected = error instanceof MalformedPath || error instanceof ConfigError;
        const now = Date.now();
        const stale = expected ? undefined : (this.#answers.stale(key, now) ?? this.#files.stale(key, now));
        if (!stale) throw error;
        if (!(error instanceof Declined)) log('warn', 'stale', { path: c.req.path, error: reasonOf(error) });
        return stale.respond(c.req.raw, now);
      }
    };
    return serveCached;
  }

  async #put(c: AppContext, key: string, answer: Answer | NotFound): Promise<Response> {
    const now = Date.now();
    // An address may change from one kind to another.
    const [its, other] =
      answer instanceof NotFound || !answer.isFile
        ? [this.#answers, this.#files]
        : [this.#files, this.#answers];
    other.delete(key);
    if (answer instanceof NotFound) {
      its.delete(key);
      const until = now + notFoundSeconds(c) * 1000;
      if (until > now && !answer.hints.forms) this.#notFound.set(key, answer, until, until, now);
      return notFoundResponse(c, answer);
    }
    its.set(key, answer, now + readSetting(c.env, 'MEMO_SECONDS') * 1000, now + maxStale, now);
    return answer.respond(c.req.raw, now);
  }
}

/** With MEMO_SECONDS at 0 changes must show immediately, and so must new addresses. */
const notFoundSeconds = (c: AppContext): number =>
  Math.min(readSetting(c.env, 'MEMO_SECONDS'), limits.missSeconds);

async function notFoundResponse(c: AppContext, { status, detail }: NotFound): Promise<Response> {
  // The page of the error shows them, too.
  if (wantsPage(c)) await Promise.all([c.var.pages?.read(c), c.var.pages?.newest.get(c)]);
  const seconds = notFoundSeconds(c);
  return errorResponse(c, status, detail, seconds > 0 ? edgeNotFoundControl(seconds) : {});
}
