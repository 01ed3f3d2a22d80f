/** An article as the catalog keeps it, and what follows from it alone. */

import type { Article } from '../article/article.ts';
import type { Term } from '../feed/scope.ts';

/** An article as the catalog keeps it. Times are milliseconds since 1970. */
export interface CatalogEntry {
  article: Article;
  /** The article as it is stored: the same as JSON. */
  json: string;
  /** Whether readers see it: published already, and not expired. */
  live: boolean;
  /** When `live` changes by itself: the moment of publication, else of expiry, if they are still to come. */
  wakeAt: number | null;
  /** When the article, or whether it is live, last changed. */
  changedAt: number;
}

/** Whether readers see an article at a moment, and when that changes next. */
export function liveness(article: Article, now: number): Pick<CatalogEntry, 'live' | 'wakeAt'> {
  const { published, expires = Infinity } = article;
  if (now >= expires) return { live: false, wakeAt: null };
  if (now < published) return { live: false, wakeAt: published };
  return { live: true, wakeAt: Number.isFinite(expires) ? expires : null };
}

/** The terms that an article is listed under, everything first. */
export function termsOf(article: Article): Term[] {
  const named = (kind: Term['kind'], names: string[]) => [...new Set(names)].map((name) => ({ kind, name }));
  return [
    { kind: 'all', name: '' },
    ...named('category', article.categories),
    ...named('tag', article.tags),
    ...named(
      'author',
      article.authors.map((author) => author.name),
    ),
  ];
}

/**
 * Where an article has neighbours: in its last category, since authors write categories from the general to the
 * special, else among all.
 */
export function neighbourhoodOf({ categories }: Article): Term {
  const name = categories.at(-1);
  return name === undefined ? { kind: 'all', name: '' } : { kind: 'category', name };
}
