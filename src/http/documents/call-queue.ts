/**
 * A queue in front of expensive catalog calls: one call of a kind at a time per isolate, and equal calls share one
 * answer. The catalog has a single thread, which publishing needs too, and anybody may search.
 */

import { limits } from '../../limits.ts';
import { log } from '../../log.ts';
import { Declined } from './declined.ts';

interface Facts {
  /** As the error message calls them. */
  name: string;
  /** Whether they count against the client. Feeds do not: the readers of a service share its address. */
  counted: boolean;
}

/** The kinds of calls. */
const kinds = {
  search: { name: 'searches', counted: true },
  /** Each is a search, and nothing links to it but the page of that search. */
  searchFeed: { name: 'search feeds', counted: true },
  archive: { name: 'archive pages', counted: false },
  list: { name: 'pages of older articles', counted: true },
  combination: { name: 'combined categories', counted: false },
  limit: { name: 'feeds with a limit', counted: false },
  sitemap: { name: 'sitemaps', counted: true },
  status: { name: 'the status page', counted: true },
  app: { name: 'articles and changes for apps', counted: true },
  index: { name: 'the list of feeds', counted: false },
} as const satisfies Record<string, Facts>;

export type Kind = keyof typeof kinds;

/** Whether a call counts against the client that causes it. */
export const isCounted = (kind: Kind): boolean => kinds[kind].counted;

/** Seconds, for the `Retry-After` of a rejected request. */
const retryAfter = 5;
/** After this many ms a call counts as lost: a request goes on for up to 30 s after its client has left. */
const callTimeout = 30_000;
/** Minimum ms between two log lines about the same kind. */
const logInterval = 60_000;

/** Too many calls of one kind are waiting. */
export class Overloaded extends Declined {
  override name = 'Overloaded';

  constructor(kind: Kind) {
    const what = kinds[kind].name;
    super(
      503,
      retryAfter,
      `Too many requests for ${what} at the moment; try again in ${retryAfter} seconds.`,
    );
  }
}

interface Call {
  key: string;
  /** ms */
  since: number;
  answer: Promise<unknown>;
}

export class CallQueue {
  /** By kind, in order: the first call is running, the others wait. */
  readonly #calls = new Map<Kind, Call[]>();
  readonly #loggedAt = new Map<Kind, number>();

  /**
   * Runs a call after those of the same kind before it, or joins an equal one.
   * @param key of the answer among its kind; must name everything that the answer depends on
   * @param waitUntil keeps the call alive after its client has left: other requests may have joined it
   * @throws Overloaded when the queue is full, or the call has waited too long
   */
  async run<T>(
    kind: Kind,
    key: string,
    call: () => Promise<T>,
    waitUntil: (answer: Promise<unknown>) => void,
  ): Promise<T> {
    const now = Date.now();
    const calls = (this.#calls.get(kind) ?? []).filter(
      ({ since }) => since <= now && now < since + callTimeout,
    );
    this.#calls.set(kind, calls);
    const same = calls.find((other) => other.key === key);
    if (same) return (await within(same.answer, same.since + callTimeout - now, kind)) as T;
    if (calls.length > limits.waitingCalls) throw this.#reject(kind, now);
    const answer = this.#runAfter(calls.at(-1)?.answer, kind, key, call);
    calls.push({ key, since: now, answer });
    waitUntil(answer.catch(() => {}));
    return answer;
  }

  async #runAfter<T>(
    previous: Promise<unknown> | undefined,
    kind: Kind,
    key: string,
    call: () => Promise<T>,
  ): Promise<T> {
    try {
      const settled = previous?.catch(() => {});
      if (settled) await within(settled, limits.waitingSeconds * 1000, kind);
      return await call();
    } finally {
      const calls = this.#calls.get(kind) ?? [];
      this.#calls.set(
        kind,
        calls.filter((other) => other.key !== key),
      );
    }
  }

  #reject(kind: Kind, now: number): Overloaded {
    const loggedAt = this.#loggedAt.get(kind);
    if (loggedAt === undefined || now < loggedAt || now >= loggedAt + logInterval) {
      log('warn', 'busy', { kind });
      this.#loggedAt.set(kind, now);
    }
    return new Overloaded(kind);
  }
}

/**
 * Awaits a promise of another request. workerd cancels a request that has nothing of its own to wait for ("would never
 * generate a response"), so this one gets a timer.
 */
async function within<T>(promise: Promise<T>, ms: number, kind: Kind): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Overloaded(kind)), ms);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
