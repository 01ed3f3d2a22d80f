/**
 * The errors with which Cloudflare answers instead of the worker.
 *
 * https://developers.cloudflare.com/workers/observability/errors/
 * https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/
 * https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
 */

export interface CloudflareError {
  /** Its number; a challenge and a blocked request have none. */
  code?: number;
  /** What is wrong, as a clause. */
  what: string;
  /** Sentences. */
  remedy: string;
  /** Whether the same request may succeed `later`, a `smaller` one may, or neither. */
  retry: 'later' | 'smaller' | 'never';
  /** Whether the platform counts by day, from 00:00 UTC. */
  daily?: boolean;
}

interface Row extends Omit<CloudflareError, 'code'> {
  codes: readonly number[];
}

const dns =
  'Check the DNS records of the domain, and the route or custom domain of the worker in wrangler.toml.';
const rule =
  "Let requests to /api/ through: Cloudflare's dashboard shows the rule under Security, Events. The workers.dev address of the worker has no such rules.";
const tail = 'Run `npx --no wrangler tail` to see why.';
const statusPage = 'Try again later; https://www.cloudflarestatus.com reports problems of the platform.';

const rows: readonly Row[] = [
  {
    codes: [1102],
    what: 'the request exceeds the CPU or memory limit of the Workers plan',
    remedy:
      'The free plan allows a request 10 ms of CPU time. Deploy with the binding PARSER of wrangler.toml, or move to the paid plan.',
    retry: 'smaller',
  },
  {
    codes: [1101],
    what: 'the worker threw an exception',
    remedy: tail,
    retry: 'later',
  },
  {
    codes: [1027],
    what: "the free plan's 100,000 requests of the day are used up",
    remedy: 'The paid plan has no daily limit.',
    retry: 'never',
    daily: true,
  },
  {
    codes: [1015],
    what: 'a rate limit of the domain was exceeded',
    remedy: 'Wait a few minutes, or exempt /api/ from the rate limiting rules of the domain.',
    retry: 'later',
  },
  {
    codes: [1025],
    what: 'a limit of the plan of the domain is reached',
    remedy: "See Cloudflare's dashboard.",
    retry: 'never',
  },
  {
    codes: [1019],
    what: 'the request runs in a circle between workers',
    remedy: 'Check the routes and service bindings that lead to the worker.',
    retry: 'never',
  },
  {
    codes: [1021, 1024, 1042],
    what: 'no worker answers at this address, or one that calls another worker in a way that is not allowed',
    remedy: 'Check the address: a deleted or disabled workers.dev address answers like this.',
    retry: 'never',
  },
  {
    codes: [1022],
    what: 'Cloudflare cannot route the request to the worker',
    remedy: statusPage,
    retry: 'later',
  },
  {
    codes: [1103],
    what: 'Cloudflare has disabled the worker',
    remedy: 'Contact Cloudflare Support.',
    retry: 'never',
  },
  {
    codes: [1200],
    what: 'too many requests wait at Cloudflare',
    remedy: statusPage,
    retry: 'later',
  },
  {
    codes: [1000, 1001, 1002, 1003, 1004, 1013, 1014, 1016, 1018, 1023, 1033, 1034],
    what: 'the DNS records of the address do not lead to the worker',
    remedy: dns,
    retry: 'never',
  },
  {
    codes: [1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1020],
    what: 'a security rule of the domain refuses the command',
    remedy: rule,
    retry: 'never',
  },
  {
    codes: [1035, 1036, 1037, 1040, 1041],
    what: 'a rule of the domain rewrites the address in a way that is not allowed',
    remedy: "Exempt /api/ from the transform rules of the domain, in Cloudflare's dashboard.",
    retry: 'never',
  },
  {
    codes: [520, 521, 522, 523, 524, 525, 526, 530],
    what: 'Cloudflare asks a server of the domain instead of the worker, and that does not answer',
    remedy: dns,
    retry: 'never',
  },
];

/** The error with a number. Numbers without a row get a general text. */
export function cloudflareError(code: number): CloudflareError {
  const row = rows.find(({ codes }) => codes.includes(code));
  if (row) {
    const { codes: _, ...error } = row;
    return { code, ...error };
  }
  const what =
    code >= 1100 && code < 1200
      ? "Cloudflare's runtime could not run the worker"
      : 'Cloudflare did not pass the request to the worker';
  return { code, what, remedy: statusPage, retry: 'later' };
}

/** A page that a browser must pass first. */
export const challenge: CloudflareError = {
  what: 'Cloudflare asks the command to prove that it is a browser',
  remedy: rule,
  retry: 'never',
};

/** A page of the firewall without a number. */
export const blocked: CloudflareError = {
  what: 'a security rule of the domain refuses the command',
  remedy: rule,
  retry: 'never',
};

/** Statuses that Cloudflare itself gives, whatever the body. */
export const isOriginStatus = (status: number): boolean => status >= 520 && status <= 530;
