/**
 * The pages behind a feed's subscription document (RFC 5005, section 4, "Archived Feeds"). Pure: the catalog runs
 * the queries.
 *
 * RFC 5005 asks for two things that pull apart. The subscription document floats: it holds the newest articles. But
 * archive documents stay: clients may take it that one that they have fetched does not change in any way that matters.
 * Numbered pages fail one or the other: counted from the new end all of them change with each article; counted from
 * the old end they overlap the subscription document or leave a gap, and a reader who walks while articles are
 * published meets some twice.
 *
 * So a page's address names the article that it starts after and how many articles it takes: `older than X, the next
 * N`. Walking is then a keyset scan: whatever is published meanwhile, each step goes on strictly below the last
 * article seen, so each article is met once. And the sizes keep the pages aligned to the old end, in blocks of 50:
 *
 *     newest                                                            oldest
 *     [ subscription: 50, floats ] [ head: 1–50 ] [ 50 ] [ 50 ] [ 50 ] … [ 50 ]
 *
 * Each publish makes another head page at another address, at which its content stays; the blocks below keep their
 * addresses and their bytes, and a client or a cache that holds one need not fetch it again. A block (or head) that is
 * over the byte budget is walked in several steps, the address saying how many of its articles are left, so that the
 * blocks below stay where they are. Deleting or back-dating an article moves the blocks newer than it, and no others; a walk
 * under way isn't disturbed, since a cursor is a position and its article need not exist any more.
 *
 * prev-archive is known from a page's own articles. next-archive isn't, and must not turn up later in a page that was
 * complete: it names the page of just those articles that are newer, and only where one more article lies above that
 * page. For every page below a head page that has been so from the beginning: the subscription document is the longest
 * run of newest articles that fits into a document, and above such a page there is more. Above a head page there is
 * just the subscription document, so head pages (they say so in their address) never name a next-archive. (A reader who asks
 * for fewer articles with `?limit=` walks through pages of the same kind, of which the newest may gain that link later.)
 */

import type { Article } from '../article/article.ts';
import { pageSize, positionOf, type Cursor, type Position } from '../site/cursor.ts';
import { cutToBudget } from './budget.ts';

/** Where a document stands among the pages of its feed (RFC 5005, section 4). */
export interface Paging {
  /** The page that the document is; absent for the subscription document. */
  self?: Cursor;
  /** The page of the articles just older than these; absent where there are none. */
  older?: Cursor;
  /** The page of the articles just newer than these; absent for the subscription document and its nearest pages. */
  newer?: Cursor;
}

/**
 * Where a subscription document leads to.
 * @param shown the articles that it holds, newest first
 * @param total all live articles of its scope, these included
 * @param scannedUntil how far they were looked for, where nothing is known of what lies behind it
 */
export function subscriptionPaging(
  shown: readonly Article[],
  total: number,
  scannedUntil?: Position,
): Paging {
  const last = shown.at(-1);
  const rest = total - shown.length;
  if (last && rest > 0) {
    return { older: { after: positionOf(last), take: ((rest - 1) % pageSize) + 1, head: true } };
  }
  return scannedUntil ? { older: { after: scannedUntil, take: pageSize, head: true } } : {};
}

/**
 * One page of the archive. No articles: there is no such page (any more).
 * @param older live articles of the scope strictly older than `cursor.after`, newest first: as many as the page may hold,
 *   and one more where there is one
 * @param newer live articles of the scope that are not older than `cursor.after`, oldest first: as many as a page may hold,
 *   and one more where there is one; not looked at for a head page
 * @param scannedUntil how far the older ones were looked for, where nothing is known of what lies behind it
 */
export function archivePage(
  cursor: Cursor,
  older: readonly Article[],
  newer: readonly Article[],
  scannedUntil?: Position,
): { articles: readonly Article[]; paging: Paging } {
  const articles = older.slice(0, cutToBudget(older.slice(0, cursor.take)));
  const paging: Paging = { self: cursor };
  const last = articles.at(-1);
  if (last && older.length > articles.length) {
    // What the budget kept out of this block comes next, and then whole blocks.
    const take = cursor.take - articles.length || pageSize;
    paging.older = { after: positionOf(last), take, head: false };
  } else if (scannedUntil) {
    paging.older = { after: scannedUntil, take: pageSize, head: false };
  }
  const above = cursor.head ? undefined : newerPage(newer);
  if (above) paging.newer = above;
  return { articles, paging };
}

/** The page that ends with the first of these articles, if there is one more article for it to start after. */
function newerPage(newer: readonly Article[]): Cursor | undefined {
  const take = cutToBudget(newer.slice(0, pageSize));
  const start = newer[take];
  return start && { after: positionOf(start), take, head: false };
}
