/** Links from a part of a list to the others (RFC 8288), and to what describes the API. */

import { pathnameOf, siteOf, type AppContext } from '../context.ts';

/** The description of this API (RFC 8631): for programs, and for people. @param siteUrl no slash at the end */
export const descriptionLinks = (siteUrl: string): { href: string; rel: string; type: string }[] => [
  { href: `${siteUrl}/v1/openapi.json`, rel: 'service-desc', type: 'application/json' },
  { href: `${siteUrl}/v1/`, rel: 'service-doc', type: 'text/html' },
];

/** The cursors of the parts beside this one; `''` is the first. */
interface Neighbours {
  next?: string | undefined;
  previous?: string | undefined;
}

/** `next`, which comes first for clients that read one link only, `prev`, and with a cursor `first`. */
export function pageLinks(c: AppContext, { next, previous }: Neighbours): { href: string; rel: string }[] {
  const parameters = new URL(c.req.url).searchParams;
  const isFirst = !parameters.has('cursor');
  return [
    ...(next === undefined ? [] : [link(c, parameters, 'next', next)]),
    ...(previous === undefined ? [] : [link(c, parameters, 'prev', previous)]),
    ...(isFirst ? [] : [link(c, parameters, 'first', '')]),
  ];
}

/** The same request with another cursor. */
function link(
  c: AppContext,
  asked: URLSearchParams,
  rel: string,
  cursor: string,
): { href: string; rel: string } {
  const parameters = new URLSearchParams(asked);
  if (cursor === '') parameters.delete('cursor');
  else parameters.set('cursor', cursor);
  const query = parameters.toString();
  return { href: `${siteOf(c).url}${pathnameOf(c)}${query === '' ? '' : `?${query}`}`, rel };
}
