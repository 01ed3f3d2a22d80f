/** What a search finds, for apps: the same articles in the same order as on the page of the search. */

import type { Article } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import type { Site } from '../../site/config.ts';
import { excerptOf } from '../../site/excerpt.ts';
import type { Query } from '../../site/query.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import { isOpen } from '../batch/article-changes.ts';
import type { Tables } from '../tables/tables.ts';
import { newestChange } from './entries.ts';
import { filling } from './facts.ts';
import { mostResults } from './search.ts';

interface Match {
  article: Article;
  /** The passage with the words; absent: they are in the title alone. */
  excerpt?: string;
}

export interface MatchesPage {
  /** The best first. */
  matches: Match[];
  /** How many matches lie before the next page; absent: there are no more. */
  next?: number;
  /** ms since 1970 */
  lastModified: number;
}

/** @param from the matches before @param most matches at most; fewer if their articles have many bytes */
export function renderMatches(
  tables: Tables,
  site: Site,
  { words }: Query,
  from: number,
  most: number,
): MatchesPage {
  const end = Math.min(from + most, mostResults);
  const ids = tables.search.find(words, 'relevance', end + 1);
  const fill = filling(tables, site);
  const found: StoredArticle[] = [];
  let bytes = 0;
  let next = from;
  for (const id of ids.slice(from, end)) {
    if (bytes >= limits.appBytes) break;
    next++;
    const stored = tables.articles.whole(id);
    // The index lags behind, so it may still find articles that are not live.
    if (!isOpen(stored)) continue;
    bytes += stored.article.html.length;
    found.push(stored);
  }
  const texts = tables.search.texts(found.map(({ article }) => article.id));
  const matches = found.map(({ article }): Match => {
    const excerpt = excerptOf(texts.get(article.id) ?? '', words);
    return { article: fill(article), ...(excerpt !== undefined && { excerpt }) };
  });
  const more = next < mostResults && ids.length > next;
  return { matches, ...(more && { next }), lastModified: newestChange(tables, found) };
}
