/** Cursors, the names of archive pages: the start of a page and its length. feed/archive.ts explains why. */

import type { Article } from '../article/article.ts';

/** The maximum number of articles in a document. */
export const pageSize = 50;

/** A position in the order of all feeds: by time of publication, then by id (compared byte by byte), newest first. */
export type Position = Pick<Article, 'published' | 'id'>;

/** The name of an archive page. */
export interface Cursor {
  /** The page has articles strictly older than this one, which may be gone. */
  after: Position;
  /** The number of articles, if there are as many and they fit: 1 to 50. */
  take: number;
  /** Whether a subscription document links to the page. */
  head: boolean;
}

const pattern = /^(-?\d{1,16})-(\d{1,2})(h?)-([\w-]+)$/;

/** Encodes a cursor as one path segment in unreserved ASCII: `1638361064000-50-<id in base64url>`; `50h` for a head. */
export function encodeCursor({ after, take, head }: Cursor): string {
  return `${after.published}-${take}${head ? 'h' : ''}-${Buffer.from(after.id).toString('base64url')}`;
}

/** Decodes a cursor. @returns undefined for anything that `encodeCursor` never writes, so that a page has one address */
export function decodeCursor(segment: string): Cursor | undefined {
  const [, published, take, head, id = ''] = pattern.exec(segment) ?? [];
  const after = { published: Number(published), id: Buffer.from(id, 'base64url').toString() };
  const cursor = { after, take: Number(take), head: head === 'h' };
  if (!(cursor.take >= 1 && cursor.take <= pageSize) || encodeCursor(cursor) !== segment) return undefined;
  return cursor;
}

export function positionOf({ published, id }: Position): Position {
  return { published, id };
}
