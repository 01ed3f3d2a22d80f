/** What a client gets that gets no resource. Nothing of this is kept by anybody. */

import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ConfigError } from '../config.ts';
import { log, reasonOf } from '../log.ts';
import { cacheControl } from './caching.ts';
import { pathnameOf, type AppContext } from './context.ts';
import { everyAnswer, publicAnswer } from './headers.ts';
import { MalformedPath } from './place.ts';

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

/** Problem details (RFC 9457) for the API, a line of text for everything else. @param detail what to do about it */
export function failure(
  c: AppContext,
  status: ErrorStatus,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const api = c.req.path.startsWith('/api/');
  const common = { ...(api ? everyAnswer : publicAnswer), 'Cache-Control': cacheControl.never, ...headers };
  const title = titles[status];
  return api
    ? c.body(JSON.stringify({ title, status, detail }), status, {
        ...common,
        'Content-Type': 'application/problem+json',
      })
    : c.body(`${title}. ${detail}\n`, status, { ...common, 'Content-Type': 'text/plain; charset=utf-8' });
}

/** What was thrown as an answer. Why it was thrown stays in the log. */
export function apologise(error: Error, c: AppContext): Response {
  if (error instanceof MalformedPath) return failure(c, 400, 'The path is not percent-encoded UTF-8.');
  log('error', 'error', { method: c.req.method, path: pathnameOf(c), error: reasonOf(error) });
  if (error instanceof ConfigError) {
    return failure(c, 500, 'The site is not configured right; the log says what to change.');
  }
  return failure(c, 503, 'Something behind this page does not answer; try again.', { 'Retry-After': '30' });
}
