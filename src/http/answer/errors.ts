/** Error responses. No client may cache them. */

import { accepts } from 'hono/accepts';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { QueryForm } from '../../article/query-address.ts';
import { ConfigError } from '../../site/settings.ts';
import { log, reasonOf } from '../../log.ts';
import { errorPage } from '../../pages/error.tsx';
import { viewOf } from '../../pages/view.ts';
import { platformLimitOf, type PlatformLimit } from '../../publish/platform-limits.ts';
import { cacheControl } from './cache-control.ts';
import { pathnameOf, siteOf, type AppContext } from '../context.ts';
import { pageHeaders, publicHeaders, securityHeaders } from './headers.ts';
import { preferredLanguage } from './language.ts';
import { MalformedPath } from '../../site/paths.ts';
import { isRestoring, restoring } from '../../publish/backup/protocol.ts';
import { Declined } from '../documents/declined.ts';

/** The error statuses that edgefeed answers with, and their titles. */
const titles = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length required',
  412: 'Precondition failed',
  413: 'Too large',
  414: 'Address too long',
  416: 'Range not satisfiable',
  422: 'Unprocessable content',
  423: 'Locked',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
  507: 'Limit reached',
} as const satisfies Partial<Record<ContentfulStatusCode, string>>;

export type ErrorStatus = keyof typeof titles;

interface Hints {
  /** An absolute address that differs in spelling only, where the resource is. */
  instead?: string;
  /** The parameters with which an old link may lead on from here; the answer is then not that of all queries. */
  forms?: readonly QueryForm[];
}

/** There is no resource at an address (404), or no longer (410). Cached, so that KV and the catalog are not asked again. */
export class NotFound {
  /** Bytes of memory, rounded up. */
  readonly size = 256;
  readonly status: 404 | 410;
  /** A sentence: what is wrong, and what to do about it. */
  readonly detail: string;
  readonly hints: Hints;

  constructor(status: 404 | 410, detail: string, hints: Hints = {}) {
    this.status = status;
    this.detail = detail;
    this.hints = hints;
  }
}

/**
 * Problem details (RFC 9457) for the API; for everything else a page if the client asks for HTML, else a line of text.
 * @param detail a sentence: what is wrong, and what to do about it
 * @param members further members of the problem details
 */
export function errorResponse(
  c: AppContext,
  status: ErrorStatus,
  detail: string,
  headers: Record<string, string> = {},
  members: Record<string, unknown> = {},
): Response {
  const title = titles[status];
  const uncached = { 'Cache-Control': cacheControl.never, ...headers };
  const isPublic = /^\/v1(?:\/|$)/.test(c.req.path);
  if (isPublic || c.req.path.startsWith('/api/')) {
    const type = 'application/problem+json';
    return c.body(JSON.stringify({ title, status, detail, ...members }), status, {
      ...(isPublic ? publicHeaders : securityHeaders),
      'Content-Type': type,
      ...uncached,
    });
  }
  const page = wantsPage(c) && pageOf(c, status, detail);
  return page
    ? c.body(page, status, {
        ...pageHeaders(siteOf(c), c.env.CHANGES !== undefined),
        ...uncached,
        Vary: 'Accept, Accept-Language',
      })
    : c.body(`${title}. ${detail}\n`, status, {
        ...publicHeaders,
        'Content-Type': 'text/plain; charset=utf-8',
        ...uncached,
        Vary: 'Accept',
      });
}

/**
 * A limit of the plan is used up. The status is 507 rather than 503, since repeating the request does not help (RFC 4918,
 * 11.5): 00:00 UTC may be hours away.
 */
export function limitResponse(c: AppContext, limit: PlatformLimit): Response {
  const until = limit.resetsAt === undefined ? '' : '; the limit is reset at 00:00 UTC';
  const detail = `${limit.why}${until}. Readers still get what is published.`;
  return errorResponse(c, 507, detail, {}, { limit });
}

/** The catalog takes no changes, since a later version of edgefeed has changed it. @param detail as `Locked.why` */
export const lockedResponse = (c: AppContext, detail: string): Response =>
  errorResponse(c, 409, detail, {}, { catalog: 'later' });

/** Browsers ask for HTML by name. Feed readers and scripts accept anything, and get a line that fits into their log. */
export const wantsPage = (c: AppContext): boolean =>
  accepts(c, { header: 'Accept', supports: ['text/plain', 'text/html'], default: 'text/plain' }) ===
  'text/html';

function pageOf(c: AppContext, status: ErrorStatus, detail: string): string | undefined {
  try {
    const site = siteOf(c);
    const language = preferredLanguage(c.req.header('Accept-Language') ?? null, site);
    return errorPage(
      viewOf(site, language, {
        reloads: c.env.CHANGES !== undefined,
        ...c.var.pages?.known,
      }),
      {
        status,
        title: titles[status],
        detail,
        path: pathnameOf(c),
        // An address where nothing is leads on; where something fails, the newest articles may fail, too.
        newest: status === 404 || status === 410 ? (c.var.pages?.newest.known ?? []) : [],
      },
    );
  } catch (error) {
    // A page needs a valid configuration. The line of text does not, and the caller knows the reason.
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** Maps what a handler throws to a response. The reason goes to the log, never to the client. */
export function onError(error: Error, c: AppContext): Response {
  if (error instanceof MalformedPath) {
    return errorResponse(c, 400, 'The path is not valid percent-encoded UTF-8; check the address.');
  }
  if (error instanceof Declined) {
    return errorResponse(c, error.status, error.message, { 'Retry-After': String(error.retryAfter) });
  }
  // The owner, and GitHub's list of deliveries, may know which limit of the plan is used up; readers need not.
  const limit = /^\/(?:api|hooks)\//.test(c.req.path) ? platformLimitOf(error, Date.now()) : undefined;
  if (limit) return limitResponse(c, limit);
  if (isRestoring(error)) {
    // 423 (RFC 4918, 11.3) rather than 503: a publisher that repeats its request would wait in vain.
    if (c.req.path.startsWith('/api/')) return errorResponse(c, 423, `${restoring}.`);
    const detail = 'The site is being restored from a backup; try again in 30 seconds.';
    return errorResponse(c, 503, detail, { 'Retry-After': '30' });
  }
  log('error', 'error', { method: c.req.method, path: pathnameOf(c), error: reasonOf(error) });
  if (error instanceof ConfigError) {
    return errorResponse(c, 500, 'The site is misconfigured; its log names the setting to change.');
  }
  return errorResponse(c, 503, 'The site cannot load this right now; try again in 30 seconds.', {
    'Retry-After': '30',
  });
}
