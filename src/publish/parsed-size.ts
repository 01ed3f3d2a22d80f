/** How much memory a parsed file takes on its way through the worker. */

import type { ParseResult } from '../article/parse.ts';

/** Bytes of the article as JSON, nearly: escaping is not counted. */
export function parsedBytes(result: ParseResult): number {
  if (!('article' in result)) return 0;
  const { html, ...head } = result.article;
  return Buffer.byteLength(html) + Buffer.byteLength(JSON.stringify(head));
}
