/**
 * The archive pages of a feed (RFC 5005, section 4, "Archived Feeds"). Pure: the catalog runs the queries.
 *
 * RFC 5005 has two conflicting requirements. The subscription document holds the newest articles, so it changes.
 * Archive documents are stable: a client may assume that one that it has fetched does not change significantly.
 * Numbered pages fail one of the two. Counted from the new end, all pages change with each article. Counted from the
 * old end, they overlap the subscription document or leave a gap, and a reader who pages while articles are published
 * sees some twice.
 *
 * So the address of a page is a cursor: the article that it starts after, and the number of its articles. Paging is then
 * a keyset scan: each step continues strictly below the last article, so each article appears once, even if others are
 * published meanwhile. The numbers align the pages to the old end, in blocks of 50:
 *
 *     newest                                                            oldest
 *     [ subscription: 50, floats ] [ head: 1–50 ] [ 50 ] [ 50 ] [ 50 ] … [ 50 ]
 *
 * Each publish creates a new head page at a new address, where its content stays. The blocks below keep their addresses
 * and bytes, so a client or a cache need not fetch them again. A block (or head) over the byte budget is split into
 * several pages; the address gives the number of articles left in it, so that the blocks below do not move. Deleting or
 * back-dating an article moves only the blocks newer than it. It does not disturb a client that is paging, since a
 * cursor is a position and its article may be gone.
 *
 * prev-archive follows from the articles of a page. next-archive does not, and must not appear later in a page that was
 * complete. It names the page of the articles just newer, and only if one more article lies above that page. For every
 * page below a head page this holds from the start: the subscription document is the longest run of newest articles that
 * fits into a document, so more articles lie above. Above a head page lies only the subscription document, so head pages,
 * which their address marks, never have a next-archive.
 *
 * A walk that began with `?limit=` has pages of its own, marked in their addresses: each has the number that the reader
 * asked for, as far as they fit, and none a next-archive.
 */

import type { Article } from '../article/article.ts';
import { pageSize, positionOf, type Cursor, type Position } from '../site/cursor.ts';
import { cutToBudget } from './budget.ts';

/** The position of a document among the pages of its feed (RFC 5005, section 4). */
export interface Paging {
  /** The document's own page; absent for the subscription document. */
  self?: Cursor;
  /** The page of the articles just older; absent if there are none. */
  older?: Cursor;
  /** The page of the articles just newer; absent for the subscription document and the pages next to it. */
  newer?: Cursor;
}

/**
 * The paging of a subscription document.
 * @param shown its articles, newest first
 * @param total number of live articles in its scope, these included
 * @param scannedUntil the end of a bounded scan, if articles beyond it are unknown
 * @param limit the number of articles that the reader asked for
 */
export function subscriptionPaging(
  shown: readonly Article[],
  total: number,
  scannedUntil?: Position,
  limit?: number,
): Paging {
  const last = shown.at(-1);
  const rest = total - shown.length;
  const after = last && rest > 0 ? positionOf(last) : scannedUntil;
  if (!after) return {};
  if (limit !== undefined) return { older: { after, take: limit, head: false, limited: true } };
  return { older: { after, take: last && rest > 0 ? ((rest - 1) % pageSize) + 1 : pageSize, head: true } };
}

/**
 * One archive page. Without articles the page does not exist (any more).
 * @param older live articles of the scope strictly older than `cursor.after`, newest first: a full page, and one more if
 *   there is one
 * @param newer live articles of the scope not older than `cursor.after`, oldest first: a full page, and one more if there
 *   is one; ignored for a head or limited page
 * @param options.scannedUntil the end of a bounded scan for older ones, if articles beyond it are unknown
 * @param options.isPodcast whether the articles are episodes of a podcast
 */
export function archivePage(
  cursor: Cursor,
  older: readonly Article[],
  newer: readonly Article[],
  { scannedUntil, isPodcast = false }: { scannedUntil?: Position | undefined; isPodcast?: boolean } = {},
): { articles: readonly Article[]; paging: Paging } {
  const articles = older.slice(0, cutToBudget(older, cursor.take, isPodcast));
  const paging: Paging = { self: cursor };
  const last = articles.at(-1);
  if (last && older.length > articles.length) {
    // The rest of this block comes next, then whole blocks.
    paging.older = next(cursor, positionOf(last), cursor.take - articles.length || pageSize);
  } else if (scannedUntil) {
    paging.older = next(cursor, scannedUntil, pageSize);
  }
  const above = standsAlone(cursor) ? undefined : newerPage(newer, isPodcast);
  if (above) paging.newer = above;
  return { articles, paging };
}

/** Whether a page never has a next-archive. */
export const standsAlone = ({ head, limited }: Cursor): boolean => head || limited === true;

/** @param take of the next page in blocks; a limited page is followed by one as long */
const next = ({ take: same, limited }: Cursor, after: Position, take: number): Cursor =>
  limited ? { after, take: same, head: false, limited } : { after, take, head: false };

/** The page that ends with the first of these articles; undefined without one more article for it to start after. */
function newerPage(newer: readonly Article[], isPodcast: boolean): Cursor | undefined {
  const take = cutToBudget(newer.slice(0, pageSize), undefined, isPodcast);
  const start = newer[take];
  return start && { after: positionOf(start), take, head: false };
}
