/** An article as the catalog keeps it, and the facts that derive from it alone. */

import type { ArticleHead } from '../../article/article.ts';
import type { FileOrder } from '../../publish/protocol.ts';
import type { Term } from '../../site/scope.ts';

/** An article as the catalog keeps it, without its body. Times are milliseconds since 1970. */
export interface CatalogEntry {
  article: ArticleHead;
  /** Whether readers see it: published already, and not expired. */
  live: boolean;
  /** When `live` changes: the moment of publication, otherwise of expiry; null if neither is in the future. */
  wakeAt: number | null;
  /** When the article, or whether it is live, last changed. */
  changedAt: number;
}

/** An entry that is to be written. */
export interface Change extends CatalogEntry {
  /** The article as stored: the head as JSON, and the body. Absent: both stay as they are. */
  stored?: { json: string; html: string };
  /** The place of its file in the publish. */
  order?: FileOrder;
}

/** Whether the article stands in feeds and lists. */
export const isListed = (entry: CatalogEntry | undefined): entry is CatalogEntry =>
  entry !== undefined && entry.live && entry.article.kind === undefined;

/** The terms that an article is listed under, everything first. Pages and unlisted articles are under none. */
export function termsOf(article: ArticleHead): Term[] {
  if (article.kind !== undefined) return [];
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
