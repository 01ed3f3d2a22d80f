/** An article in a list: a few hundred bytes instead of its whole text. */

import { encodePath } from '../article/address.ts';
import type { ArticleHead } from '../article/article.ts';

/** Paths are absolute on this site and percent-encoded; texts are plain. */
export interface Card {
  id: string;
  /** `/articles/…` */
  path: string;
  title: string;
  /** Cut to two lines. */
  summary: string;
  /** Absent: an article. A page shows no date. */
  kind?: 'page';
  /** ms since 1970 */
  published: number;
  authors: string[];
  /** `/thumbnails/…`; absent: the article has no image. */
  thumbnail?: string;
  /** BCP 47; absent: the site's language. */
  language?: string;
}

/** UTF-16 code units of a summary in a list: two lines. */
const summaryLength = 110;

/** Cuts a text to `length` UTF-16 code units and adds an ellipsis. Never splits a surrogate pair. */
export function shorten(text: string, length = summaryLength): string {
  if (text.length <= length) return text;
  const cut = text
    .slice(0, length)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  // Cuts at a space, if there is one near the end.
  return `${cut.replace(/(?<=\s\S.*)\s\S{0,20}$/, '').trimEnd()}…`;
}

export function cardOf({
  id,
  address,
  title,
  summary,
  kind,
  published,
  authors,
  image,
  language,
}: ArticleHead): Card {
  return {
    id,
    path: `/articles/${encodePath(address)}`,
    title,
    summary: shorten(summary),
    ...(kind === 'page' && { kind }),
    published,
    authors: authors.map(({ name }) => name),
    ...(image !== undefined && { thumbnail: `/thumbnails/${encodePath(address)}` }),
    ...(language !== undefined && { language }),
  };
}
