/** Cursors, the names of archive pages: the start of a page and its length. feed/archive.ts explains why. */

import type { Article } from '../article/article.ts';
import { limits } from '../limits.ts';

/** The maximum number of articles in a document. */
export const pageSize = 50;

/**
 * A position in the order of all feeds, newest first: by date, then by arrival, then by id (compared byte by byte). Only
 * articles without an arrival, which counts as 0, share one.
 */
export type Position = Pick<Article, 'published' | 'arrival' | 'id'>;

/** The name of an archive page. */
export interface Cursor {
  /** The page has articles strictly older than this one, which may be gone. */
  after: Position;
  /** The number of articles, if there are as many and they fit: 1 to 50; with `limited` 1 to `limits.limitArticles`. */
  take: number;
  /** Whether a subscription document links to the page. */
  head: boolean;
  /** The page belongs to a walk that began with `?limit=`: the pages after it have the same number. */
  limited?: true;
}

/** Files of a publish that have arrivals of their own; all others share the last one. */
const filesOfPublish = 1_000_000;
/** The largest arrival: ten digits of base 36; see place.ts. */
export const lastArrival = 36 ** 10 - 1;

/** @param publish from 1 @param file from 0 */
export const arrivalOf = (publish: number, file: number): number =>
  Math.min(publish * filesOfPublish + Math.min(file, filesOfPublish - 1), lastArrival);

const pattern = /^(-?\d{1,16})(?:\.([1-9]\d{0,15}))?-(\d{1,3})([hl]?)-([\w-]+)$/;

/**
 * Encodes a cursor as one path segment in unreserved ASCII: `1638361064000.7-50-<id in base64url>`; `50h` for a head,
 * `50l` for a limited one. `.7` is the arrival. Cursors from before there were arrivals have none, and keep their meaning.
 */
export function encodeCursor({ after, take, head, limited }: Cursor): string {
  const arrival = after.arrival ? `.${after.arrival}` : '';
  const id = Buffer.from(after.id).toString('base64url');
  const kind = head ? 'h' : limited ? 'l' : '';
  return `${after.published}${arrival}-${take}${kind}-${id}`;
}

/** Decodes a cursor. @returns undefined for anything that `encodeCursor` never writes, so that a page has one address */
export function decodeCursor(segment: string): Cursor | undefined {
  const [, published, arrival, take, kind, id = ''] = pattern.exec(segment) ?? [];
  const after: Position = {
    published: Number(published),
    ...(arrival !== undefined && { arrival: Number(arrival) }),
    id: Buffer.from(id, 'base64url').toString(),
  };
  const limited = kind === 'l';
  const cursor: Cursor = { after, take: Number(take), head: kind === 'h', ...(limited && { limited }) };
  const most = limited ? limits.limitArticles : pageSize;
  if (!(cursor.take >= 1 && cursor.take <= most) || encodeCursor(cursor) !== segment) return undefined;
  return cursor;
}

export function positionOf({ published, arrival, id }: Position): Position {
  return { published, ...(arrival && { arrival }), id };
}
