/** What a client gets that gets no resource. Nothing of this is kept by anybody. */

import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { cacheControl } from './caching.ts';
import type { AppContext } from './context.ts';
import { everyAnswer, publicAnswer } from './headers.ts';

/** The titles of the answers that edgefeed gives, as people read them. */
const titles = {
  400: 'Bad request',
  401: 'Unauthorized',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
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
