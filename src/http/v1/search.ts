/** `/v1/search`: what the page of a search shows. */

import * as v from 'valibot';
import { decodeOpaque, encodeOpaque } from '../../site/opaque-cursor.ts';
import type { Answer } from '../answer/representation.ts';
import { siteOf, type AppContext } from '../context.ts';
import { matchesOf } from '../documents/documents.ts';
import { written } from './answer.ts';
import { searchQuery, usualArticles } from './queries.ts';
import { pageLinks } from './links.ts';
import { badCursor, queryIn } from './query.ts';

/** With the words, since a place among the matches of one search says nothing of another. */
const place = v.strictTuple([
  v.literal('search'),
  v.string(),
  v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
]);

export async function serveMatches(c: AppContext): Promise<Answer | Response> {
  const query = queryIn(c, searchQuery);
  if (query instanceof Response) return query;
  const { q, fields, limit = usualArticles, cursor } = query;
  const { url } = siteOf(c);
  const given = cursor === undefined ? undefined : decodeOpaque(place, cursor, url);
  if (cursor !== undefined && given?.[1] !== q) return badCursor(c, 'cursor');
  const from = given?.[2] ?? 0;
  const { matches, next, lastModified } = await matchesOf(c, q, from, limit, fields);
  const cursorAt = (at: number): string => (at <= 0 ? '' : encodeOpaque(['search', q, at], url));
  const links = pageLinks(c, {
    next: next === undefined ? undefined : cursorAt(next),
    previous: from === 0 ? undefined : cursorAt(from - limit),
  });
  return written(`{"matches":${matches}}`, lastModified, links);
}
