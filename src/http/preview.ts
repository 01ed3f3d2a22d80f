/** Answers as authors need them while they write, under `npm start` only: nothing is cached, and pages reload themselves. */

import { changesPath } from '../pages/reload-script.ts';

/**
 * @param changes the binding that `npm start` has, and no deployment
 * @param answer the worker's own answer
 */
export async function preview(
  request: Request,
  changes: Fetcher,
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  if (new URL(request.url).pathname === changesPath) return changes.fetch(request);
  const response = await answer();
  // Not a copy: it would be compressed twice. A browser revalidates, so an unchanged page costs a 304.
  if (response.headers.get('Cache-Control')?.startsWith('public')) {
    response.headers.set('Cache-Control', 'no-cache');
  }
  // Cloudflare adds it to each answer (RFC 9110, 6.6.1).
  response.headers.set('Date', new Date().toUTCString());
  return response;
}
