/**
 * Calls that cost the catalog much: one of a kind at a time in an isolate. The catalog is one thread, which publishing
 * needs too, and anybody may search.
 */

import { limits } from '../../limits.ts';
import { log } from '../../log.ts';

/** The kinds, as a client reads of them. */
const kinds = {
  search: 'searches',
  searchFeed: 'feeds of searches',
  archive: 'pages of the archive',
  list: 'pages of older articles',
  combination: 'combinations of categories',
  limit: 'feeds with a limit',
  sitemap: 'sitemaps',
  report: 'status reports',
  index: 'lists of feeds',
} as const;

export type Kind = keyof typeof kinds;

/** Seconds after which a client that was turned away may ask again. */
const retryAfter = 5;
/** ms after which a call is given up as lost: a request whose client has left may go on for 30 s. */
const lost = 30_000;
/** ms between two lines in the log that say the same. */
const quiet = 60_000;

/** Too many clients ask for things of one kind. */
export class Busy extends Error {
  override name = 'Busy';
  /** Seconds. */
  readonly retryAfter = retryAfter;

  constructor(kind: Kind) {
    super(`Too many clients ask for ${kinds[kind]} at the moment; try again in ${retryAfter} seconds.`);
  }
}

interface Call {
  /** What is asked for: equal calls share one answer. */
  what: string;
  /** ms */
  since: number;
  answer: Promise<unknown>;
}

export class Turns {
  /** By kind, in order: the first is under way, the others wait. */
  readonly #calls = new Map<Kind, Call[]>();
  readonly #toldAt = new Map<Kind, number>();

  /**
   * What a call answers, when its turn has come.
   * @param what tells it from others of its kind; must name everything that the answer depends on
   * @param keep lets the call go on when the client that it was made for has left: others may wait for it
   * @throws Busy when too many calls wait already, or the turn does not come
   */
  async take<T>(
    kind: Kind,
    what: string,
    ask: () => Promise<T>,
    keep: (call: Promise<unknown>) => void,
  ): Promise<T> {
    const now = Date.now();
    const calls = (this.#calls.get(kind) ?? []).filter(({ since }) => since <= now && now < since + lost);
    this.#calls.set(kind, calls);
    const same = calls.find((call) => call.what === what);
    if (same) return (await within(same.answer, same.since + lost - now, kind)) as T;
    if (calls.length > limits.waitingCalls) throw this.#turnAway(kind, now);
    const before = calls.at(-1)?.answer;
    const answer = this.#inTurn(kind, what, before, ask);
    calls.push({ what, since: now, answer });
    keep(answer.catch(() => {}));
    return answer;
  }

  async #inTurn<T>(
    kind: Kind,
    what: string,
    before: Promise<unknown> | undefined,
    ask: () => Promise<T>,
  ): Promise<T> {
    try {
      const ended = before?.catch(() => {});
      if (ended) await within(ended, limits.waitingSeconds * 1000, kind);
      return await ask();
    } finally {
      const calls = this.#calls.get(kind) ?? [];
      this.#calls.set(
        kind,
        calls.filter((call) => call.what !== what),
      );
    }
  }

  #turnAway(kind: Kind, now: number): Busy {
    const toldAt = this.#toldAt.get(kind);
    if (toldAt === undefined || now < toldAt || now >= toldAt + quiet) {
      log('warn', 'busy', { kind });
      this.#toldAt.set(kind, now);
    }
    return new Busy(kind);
  }
}

/**
 * A promise of another request. Waiting for it alone would look to the platform like a request that will never answer:
 * the timer is its own.
 */
async function within<T>(promise: Promise<T>, ms: number, kind: Kind): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Busy(kind)), ms);
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
