/** A page of what a search finds, for people. */

import { limits } from '../../limits.ts';
import { excerptOf } from '../../site/excerpt.ts';
import type { Query } from '../../site/query.ts';
import type { SearchDocument } from '../../store/documents.ts';
import type { Tables } from '../tables/tables.ts';
import { cardsOf, newestChange } from './entries.ts';
import { suggestionsFor } from './suggestions.ts';

/** Results on a page. */
const pageLength = 15;
/** Results of a search, on all of its pages. */
export const mostResults = limits.searchPages * pageLength;

/** The articles that a search finds, the best first, each with an excerpt. @param page from 1 to `limits.searchPages` */
export function renderSearch(tables: Tables, query: Query, page = 1): SearchDocument {
  const { words } = query;
  const end = Math.min(page, limits.searchPages) * pageLength;
  const ids = tables.search.find(words, 'relevance', end + 1);
  const shown = ids.slice(end - pageLength, end);
  const found = tables.articles.withIds(shown);
  const texts = tables.search.texts(shown);
  // The index lags behind, so it may still find articles that are not live.
  const entries = shown.flatMap((id) => found.get(id) ?? []).filter(({ live }) => live);
  const excerpts = entries.map(({ article }) => excerptOf(texts.get(article.id) ?? '', words));
  const beginnings = entries.map((entry, i) => {
    // Without an excerpt, the words are in the title.
    const html =
      excerpts[i] === undefined ? tables.articles.beginning(entry.article.id, limits.leadLength) : '';
    return { ...entry, article: { ...entry.article, html } };
  });
  const cards = cardsOf(beginnings).map((card, i) => ({ ...card, summary: excerpts[i] ?? card.summary }));
  return {
    cards,
    more: ids.length > end,
    ...(cards.length === 0 && page === 1 && { suggestions: suggestionsFor(tables, query) }),
    lastModified: newestChange(tables, entries),
  };
}
