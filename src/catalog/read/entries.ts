/** Facts about the articles of a document. */

import type { Article } from '../../article/article.ts';
import { cardOf, type Card } from '../../site/card.ts';
import type { Scope } from '../../site/scope.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { CatalogEntry } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';

/** Cards for one list. Of articles with the same picture the first shows it. */
export function cardsOf(entries: readonly StoredArticle[]): Card[] {
  const shown = new Set<string>();
  return entries.map(({ article }) => {
    const { image } = article;
    const { thumbnail, ...card } = cardOf(article);
    if (image === undefined || thumbnail === undefined || shown.has(image)) return card;
    shown.add(image);
    return { ...card, thumbnail };
  });
}

export const articlesOf = (entries: readonly StoredArticle[]): Article[] =>
  entries.map(({ article }) => article);

/** Whether a scope combines several categories. */
export const isCombination = (scope: Scope): boolean => scope.kind === 'category' && scope.names.length > 1;

/**
 * When these articles last changed, or an article may have left from among them, ms. It may be too late, which costs a
 * request; too early would leave a client with a stale document.
 */
export function newestChange(tables: Tables, entries: readonly CatalogEntry[]): number {
  const removal = tables.settings.get('last_removal') ?? 0;
  return Math.max(removal, ...entries.map(({ changedAt }) => changedAt));
}
