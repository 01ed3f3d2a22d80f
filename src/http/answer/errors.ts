/** What a client gets that gets no resource. No client keeps any of this. */

import { accepts } from 'hono/accepts';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ConfigError } from '../../site/settings.ts';
import { log, reasonOf } from '../../log.ts';
import { failurePage } from '../../pages/failure.tsx';
import { viewOf } from '../../pages/view.ts';
import { cacheControl } from './cache-control.ts';
import { pathnameOf, siteOf, type AppContext } from '../context.ts';
import { everyAnswer, pageAnswer, publicAnswer } from './headers.ts';
import { preferredLanguage } from './language.ts';
import { MalformedPath } from '../../site/paths.ts';
import { Busy } from '../documents/turns.ts';

/** The titles of the answers that edgefeed gives, as people read them. */
const titles = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  414: 'Address too long',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
} as const satisfies Partial<Record<ContentfulStatusCode, string>>;

export type ErrorStatus = keyof typeof titles;

/** Nothing is at an address, or nothing any more: KV and the catalog were asked, and need not be at once again. */
export class Missing {
  /** Bytes of memory, from above. */
  readonly size = 256;
  readonly status: 404 | 410;
  /** What to do about it. */
  readonly detail: string;

  constructor(status: 404 | 410, detail: string) {
    this.status = status;
    this.detail = detail;
  }
}

/**
 * Problem details (RFC 9457) for the API; for everything else a page where HTML is asked for, else a line of text.
 * @param detail what to do about it
 */
export function failure(
  c: AppContext,
  status: ErrorStatus,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const title = titles[status];
  const never = { 'Cache-Control': cacheControl.never, ...headers };
  if (c.req.path.startsWith('/api/')) {
    const type = 'application/problem+json';
    return c.body(JSON.stringify({ title, status, detail }), status, {
      ...everyAnswer,
      'Content-Type': type,
      ...never,
    });
  }
  const page = wantsPage(c) && pageOf(c, status, detail);
  return page
    ? c.body(page, status, { ...pageAnswer, ...never, Vary: 'Accept, Accept-Language' })
    : c.body(`${title}. ${detail}\n`, status, {
        ...publicAnswer,
        'Content-Type': 'text/plain; charset=utf-8',
        ...never,
        Vary: 'Accept',
      });
}

/** Browsers name HTML; feed readers and scripts, which take anything, get a line that fits into their log. */
const wantsPage = (c: AppContext): boolean =>
  accepts(c, { header: 'Accept', supports: ['text/plain', 'text/html'], default: 'text/plain' }) ===
  'text/html';

function pageOf(c: AppContext, status: ErrorStatus, detail: string): string | undefined {
  try {
    const site = siteOf(c);
    const language = preferredLanguage(c.req.header('Accept-Language') ?? null, site);
    const failure = { status, title: titles[status], detail, path: pathnameOf(c) };
    return failurePage(viewOf(site, language), failure);
  } catch (error) {
    // Without a site that is configured right there is no page; saying why is for who asked for this answer.
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** What was thrown as an answer. Why it was thrown stays in the log. */
export function apologise(error: Error, c: AppContext): Response {
  if (error instanceof MalformedPath) return failure(c, 400, 'The path is not percent-encoded UTF-8.');
  if (error instanceof Busy) {
    return failure(c, 503, error.message, { 'Retry-After': String(error.retryAfter) });
  }
  log('error', 'error', { method: c.req.method, path: pathnameOf(c), error: reasonOf(error) });
  if (error instanceof ConfigError) {
    return failure(c, 500, 'The site is not configured right; the log says what to change.');
  }
  return failure(c, 503, 'Something behind this page does not answer; try again.', { 'Retry-After': '30' });
}
