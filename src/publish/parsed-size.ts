/** Estimates the memory of a parsed file in the worker. */

import type { ParsedFile } from './parse.ts';

/** Approximate bytes of the article as JSON: escaping is not counted. */
export function parsedBytes(result: ParsedFile): number {
  if (result.status === 'redirects') return Buffer.byteLength(JSON.stringify(result.rules));
  if (result.status === 'show') return Buffer.byteLength(JSON.stringify(result.show));
  if (!('article' in result)) return 0;
  const { html, ...head } = result.article;
  return Buffer.byteLength(html) + Buffer.byteLength(JSON.stringify(head));
}
