/**
 * Limits of Cloudflare's plans that the storage of a worker can meet, recognised by the messages of their errors: the
 * platform gives them no code. docs/publishing.md describes what happens then.
 *
 * https://developers.cloudflare.com/durable-objects/platform/pricing/, …/durable-objects/platform/spend-management/,
 * https://developers.cloudflare.com/kv/platform/limits/
 */

interface Row {
  message: RegExp;
  /** A sentence without its period. */
  why: string;
  /** Whether the platform counts by day, from 00:00 UTC. */
  daily: boolean;
}

const rows = {
  'rows-written': {
    message: /Exceeded allowed rows written/i,
    why: 'The rows that Durable Objects may write in a day (100,000 in the free plan of Cloudflare) are used up',
    daily: true,
  },
  'rows-read': {
    message: /Exceeded allowed rows read/i,
    why: 'The rows that Durable Objects may read in a day (5 million in the free plan of Cloudflare) are used up',
    daily: true,
  },
  'object-requests': {
    message: /Exceeded allowed volume of requests in Durable Objects/i,
    why: 'The requests that Durable Objects may get in a day (100,000 in the free plan of Cloudflare) are used up',
    daily: true,
  },
  'object-duration': {
    message: /Exceeded allowed duration in Durable Objects/i,
    why: 'The time that Durable Objects may run in a day (13,000 GB-s in the free plan of Cloudflare) is used up',
    daily: true,
  },
  'kv-writes': {
    message: /KV (?:put|delete)\(\) limit exceeded for the day/i,
    why: 'The writes to KV of a day (1,000 in the free plan of Cloudflare) are used up',
    daily: true,
  },
  'kv-reads': {
    message: /KV (?:get\w*|list)\(\) limit exceeded for the day/i,
    why: 'The reads of KV of a day (100,000 in the free plan of Cloudflare) are used up',
    daily: true,
  },
  storage: {
    message: /SQLITE_FULL|database or disk is full/i,
    why: 'The storage of the catalog is full (10 GB, or 5 GB for all Durable Objects of an account in the free plan of Cloudflare)',
    daily: false,
  },
  spending: {
    message: /Exceeded the account's spending cap/i,
    why: "The account's spending limit for Durable Objects is reached; raise it in Cloudflare's dashboard",
    daily: false,
  },
  // After the others: daily limits of a kind that is not listed above.
  daily: {
    message: /Exceeded allowed [\w ]+ in Durable Objects free tier|limit exceeded for the day/i,
    why: 'A daily limit of the free plan of Cloudflare is reached',
    daily: true,
  },
} as const satisfies Record<string, Row>;

type LimitName = keyof typeof rows;

export const limitNames = Object.keys(rows) as LimitName[];

/** A limit that was met. */
export interface PlatformLimit {
  name: LimitName;
  /** A sentence without its period. */
  why: string;
  /** When the limit is reset, ISO 8601 UTC; absent: not by itself. */
  resetsAt?: string;
}

/** The limit that an error, or its message, is about; undefined: none. @param now ms */
export function platformLimitOf(error: unknown, now: number): PlatformLimit | undefined {
  const message = error instanceof Error ? error.message : String(error);
  for (const [name, row] of Object.entries(rows) as [LimitName, Row][]) {
    if (!row.message.test(message)) continue;
    const { why, daily } = row;
    return { name, why, ...(daily && { resetsAt: new Date(nextDay(now)).toISOString() }) };
  }
  return undefined;
}

/** The next 00:00 UTC, ms. @param now ms */
export const nextDay = (now: number): number => (Math.floor(now / dayLength) + 1) * dayLength;

const dayLength = 86_400_000;

/**
 * Whether a call ended because the Durable Object ran out of CPU time, memory or time for its storage: less work may
 * succeed. https://developers.cloudflare.com/durable-objects/observability/troubleshooting/
 */
export function isExhausted(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return /exceeded its (?:CPU time|memory) limit|storage operation exceeded timeout/i.test(message);
}
