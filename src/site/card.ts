/** An article in a list: a few hundred bytes instead of its whole text. */

import { encodePath } from '../article/address.ts';
import type { Article } from '../article/article.ts';
import { leadOf } from './lead.ts';

/** Paths are absolute on this site and percent-encoded; texts are plain. */
export interface Card {
  id: string;
  /** `/articles/…` */
  path: string;
  title: string;
  /** Its lead: two lines or three. */
  summary: string;
  /** Absent: an article. A page shows no date. */
  kind?: 'page';
  /** The category to name above the title. Absent: none. */
  category?: string;
  /** ms since 1970 */
  published: number;
  authors: string[];
  /** `/thumbnails/…`; absent: the article has no image. */
  thumbnail?: string;
  /** BCP 47; absent: the site's language. */
  language?: string;
}

/** Raise it whenever the card of an article changes: catalogs then write those of the home page again. */
export const cardFormat = 1;

/** @param article with as much of its body as a lead needs */
export function cardOf({
  id,
  address,
  title,
  summary,
  html,
  kind,
  published,
  authors,
  image,
  language,
}: Article): Card {
  return {
    id,
    path: `/articles/${encodePath(address)}`,
    title,
    summary: leadOf({ title, summary, html }),
    ...(kind === 'page' && { kind }),
    published,
    authors: authors.map(({ name }) => name),
    ...(image !== undefined && { thumbnail: `/thumbnails/${encodePath(address)}` }),
    ...(language !== undefined && { language }),
  };
}
