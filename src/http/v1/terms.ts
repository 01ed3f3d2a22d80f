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
import { termsQuery } from './contract.ts';
import { badCursor, nextLink, queryIn } from './query.ts';
import { feedsOf } from './site.ts';

const place = v.strictTuple([v.literal('terms'), v.string(), v.string()]);

export async function serveTerms(c: AppContext): Promise<Answer | Response> {
  const query = queryIn(c, termsQuery);
  if (query instanceof Response) return query;
  const after = query.cursor === undefined ? undefined : decodeOpaque(place, query.cursor);
  if (query.cursor !== undefined && !after) return badCursor(c, 'cursor');
  const site = siteOf(c);
  const { terms, lastModified } = await indexDocument(c);
  const selected = terms
    .filter(({ kind }) => (query.kind ? kind === query.kind : kind !== 'all'))
    .sort(inOrder)
    .filter((term) => !after || inOrder({ kind: after[1] as Term['kind'], name: after[2] }, term) < 0);
  const shown = selected.slice(0, query.limit ?? limits.appTerms);
  const last = shown.at(-1);
  const document = {
    terms: shown.map(({ kind, name, count }) => {
      const scope = scopeOf({ kind, name });
      return { kind, name, articles: count, url: pageUrl(site, scope), feeds: feedsOf(site, scope) };
    }),
  };
  const more = last && shown.length < selected.length;
  return json(
    document,
    lastModified,
    more ? [nextLink(c, encodeOpaque(['terms', last.kind, last.name]))] : [],
  );
}

/** By kind, then by name, character by character. */
function inOrder(a: Pick<Term, 'kind' | 'name'>, b: Pick<Term, 'kind' | 'name'>): number {
  const [one, other] = [`${a.kind} ${a.name}`, `${b.kind} ${b.name}`];
  return one === other ? 0 : one < other ? -1 : 1;
}
