/** `/v1/terms`: categories, tags and authors with their feeds, by kind and name. */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import { scopeOf, type Term } from '../../site/scope.ts';
import { decodeOpaque, encodeOpaque } from '../../site/opaque-cursor.ts';
import { pageUrl } from '../../site/urls.ts';
import type { Answer } from '../answer/representation.ts';
import { siteOf, type AppContext } from '../context.ts';
import { indexDocument } from '../documents/documents.ts';
import { json } from './answer.ts';
import { termsQuery } from './queries.ts';
import { pageLinks } from './links.ts';
import { badCursor, queryIn } from './query.ts';
import { feedsOf } from './site.ts';

/** Behind a term, or the term and those before it. */
const place = v.strictTuple([v.picklist(['terms', 'up to']), v.string(), v.string()]);

export async function serveTerms(c: AppContext): Promise<Answer | Response> {
  const query = queryIn(c, termsQuery);
  if (query instanceof Response) return query;
  const site = siteOf(c);
  const given = query.cursor === undefined ? undefined : decodeOpaque(place, query.cursor, site.url);
  if (query.cursor !== undefined && !given) return badCursor(c, 'cursor');
  const { terms, lastModified } = await indexDocument(c);
  const selected = terms
    .filter(({ kind }) => (query.kind ? kind === query.kind : kind !== 'all'))
    .sort(inOrder);
  const { start, end } = rangeOf(selected, given, query.limit ?? limits.appTerms);
  const document = {
    terms: selected.slice(start, end).map(({ kind, name, count }) => {
      const scope = scopeOf({ kind, name });
      return { kind, name, articles: count, url: pageUrl(site, scope), feeds: feedsOf(site, scope) };
    }),
  };
  const cursorAt = (way: 'terms' | 'up to', term: Term | undefined): string | undefined =>
    term && encodeOpaque([way, term.kind, term.name], site.url);
  const links = pageLinks(c, {
    next: end < selected.length ? cursorAt('terms', selected[end - 1]) : undefined,
    previous: cursorAt('up to', selected[start - 1]),
  });
  return json(document, lastModified, links);
}

function rangeOf(
  terms: readonly Term[],
  given: v.InferOutput<typeof place> | undefined,
  most: number,
): { start: number; end: number } {
  if (!given) return { start: 0, end: most };
  const [way, kind, name] = given;
  const behind = terms.findIndex((term) => inOrder({ kind: kind as Term['kind'], name }, term) < 0);
  const here = behind === -1 ? terms.length : behind;
  return way === 'terms' ? { start: here, end: here + most } : { start: Math.max(0, here - most), end: here };
}

/** By kind, then by name, character by character. */
function inOrder(a: Pick<Term, 'kind' | 'name'>, b: Pick<Term, 'kind' | 'name'>): number {
  const [one, other] = [`${a.kind} ${a.name}`, `${b.kind} ${b.name}`];
  return one === other ? 0 : one < other ? -1 : 1;
}
