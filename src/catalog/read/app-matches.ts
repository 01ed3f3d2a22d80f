/** What a search finds, for apps: the same articles in the same order as on the page of the search. */

import type { AppField } from '../../feed/app-article.ts';
import { limits } from '../../limits.ts';
import type { Site } from '../../site/config.ts';
import { excerptOf } from '../../site/excerpt.ts';
import type { Query } from '../../site/query.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import { isOpen } from '../batch/article-changes.ts';
import type { Tables } from '../tables/tables.ts';
import { appJson, arrayOf } from './app-json.ts';
import { newestChange } from './entries.ts';
import { mostResults } from './search.ts';

export interface MatchesPage {
  /** JSON: an array with the best first. Each match has its article and, unless the words are in the title alone, an excerpt. */
  matches: string;
  /** How many matches lie before the next page; absent: there are no more. */
  next?: number;
  /** ms since 1970 */
  lastModified: number;
}

/**
 * @param from the matches before
 * @param most matches at most; fewer if their articles have many bytes
 * @param fields of articles; absent: all
 */
export function renderMatches(
  tables: Tables,
  site: Site,
  { words }: Query,
  from: number,
  most: number,
  fields?: readonly AppField[],
): MatchesPage {
  const end = Math.min(from + most, mostResults);
  const ids = tables.search.find(words, 'relevance', end + 1);
  const { bodies, write } = appJson(tables, site, fields);
  const wanted = ids.slice(from, end);
  const found: StoredArticle[] = [];
  let bytes = 0;
  let next = from + wanted.length;
  for (const stored of tables.articles.inOrder(wanted, bodies)) {
    // The index lags behind, so it may still find articles that are not live.
    if (!isOpen(stored)) continue;
    bytes += stored.article.html.length;
    found.push(stored);
    if (bytes < limits.appBytes) continue;
    next = from + wanted.indexOf(stored.article.id) + 1;
    break;
  }
  const texts = tables.search.texts(found.map(({ article }) => article.id));
  const matches = found.map(({ article }) => {
    const excerpt = excerptOf(texts.get(article.id) ?? '', words);
    const before = excerpt === undefined ? '' : `"excerpt":${JSON.stringify(excerpt)},`;
    return `{${before}"article":${write(article)}}`;
  });
  const more = next < mostResults && ids.length > next;
  return {
    matches: arrayOf(matches),
    ...(more && { next }),
    lastModified: newestChange(tables, found),
  };
}
