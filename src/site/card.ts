/** An article as lists of articles show it: a few hundred bytes instead of its whole text. */

import { encodePath } from '../article/address.ts';
import type { ArticleHead } from '../article/article.ts';

/** Paths are of this site and percent-encoded; texts are plain. */
export interface Card {
  id: string;
  /** `/articles/…` */
  path: string;
  title: string;
  /** Cut to what a list shows. */
  summary: string;
  /** ms since 1970 */
  published: number;
  authors: string[];
  /** `/thumbnails/…`; absent: the article has no image. */
  thumbnail?: string;
  /** BCP 47; absent: the site's language. */
  language?: string;
}

/** Characters of a summary in a list: two lines of it. */
const summaryLength = 110;

/** The beginning of a text, not cut inside a character, with an ellipsis where something is missing. */
export function shorten(text: string, length = summaryLength): string {
  if (text.length <= length) return text;
  const cut = text
    .slice(0, length)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  // A word is not cut in two where there are spaces to cut at.
  return `${cut.replace(/(?<=\s\S.*)\s\S{0,20}$/, '').trimEnd()}…`;
}

export function cardOf({
  id,
  address,
  title,
  summary,
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
    published,
    authors: authors.map(({ name }) => name),
    ...(image !== undefined && { thumbnail: `/thumbnails/${encodePath(address)}` }),
    ...(language !== undefined && { language }),
  };
}
