/** Names of archive pages: where a page begins and how long it is. feed/archive.ts explains why. */

import type { Article } from '../article/article.ts';

/** Articles of a document at most. */
export const pageSize = 50;

/** A place in the order of all feeds: by moment of publication, then by id (compared byte by byte), newest first. */
export type Position = Pick<Article, 'published' | 'id'>;

/** The name of an archive page. */
export interface Cursor {
  /** The page holds articles strictly older than this. The article itself may be gone. */
  after: Position;
  /** How many articles it holds, where there are as many and they fit: 1 to 50. */
  take: number;
  /** True for a page that a subscription document leads to. */
  head: boolean;
}

const pattern = /^(-?\d{1,16})-(\d{1,2})(h?)-([\w-]+)$/;

/** A cursor as one segment of a path, ASCII, nothing to escape: `1638361064000-50-<id in base64url>`; `50h` for a head. */
export function encodeCursor({ after, take, head }: Cursor): string {
  return `${after.published}-${take}${head ? 'h' : ''}-${Buffer.from(after.id).toString('base64url')}`;
}

/** @returns undefined for what `encodeCursor` never writes, so that each page has one address */
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
