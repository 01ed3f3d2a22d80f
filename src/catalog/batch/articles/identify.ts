/** What an article gets from the catalog: its id, its dates, its arrival, and whether it is a page. */

import type { Article, ParsedArticle } from '../../../article/article.ts';
import { isListed, type CatalogEntry } from '../../tables/entry.ts';
import type { Deciding } from '../deciding.ts';
import { idFor } from './ids.ts';
import type { ArticlePut } from '../parsed-batch.ts';

/** @param previous the article that the file was */
export function identify(
  state: Deciding,
  put: ArticlePut,
  parsed: ParsedArticle,
  previous: CatalogEntry | undefined,
): Article {
  // An id stays for good, also when the author takes it out of the front matter.
  const id = parsed.id ?? previous?.article.id ?? idFor(state, put);
  const published = parsed.published ?? previous?.article.published ?? state.now;
  const updated = Math.max(published, parsed.updated ?? published);
  const arrival = arrivalOf(id, previous);
  return {
    ...parsed,
    id,
    published,
    updated,
    ...(isPage(parsed, previous) && { kind: 'page' }),
    // The last key, as where SQLite adds it.
    ...(arrival !== undefined && { arrival }),
  };
}

/** The arrival that an article keeps; undefined: it gets one when it is listed for the first time. */
function arrivalOf(id: string, previous: CatalogEntry | undefined): number | undefined {
  if (!previous) return undefined;
  const { arrival } = previous.article;
  // Under another id it would pass for an article that was never listed.
  return previous.article.id !== id && isListed(previous) ? (arrival ?? 0) : arrival;
}

/**
 * Whether an article without a date is a page: news needs a date. An article that an earlier version published on the day
 * that it first saw it keeps that date, and its place in the feeds.
 */
function isPage({ published, kind }: ParsedArticle, previous: CatalogEntry | undefined): boolean {
  if (published !== undefined || kind !== undefined) return false;
  return previous === undefined || previous.article.kind === 'page';
}
