/** Whether an article fits into a row of the catalog. */

import { limits } from '../limits.ts';
import type { ParsedArticle } from './article.ts';

/** Bytes that the catalog adds to an article: a minted id, and dates that the author left out. */
const overhead = 200;

/** This many terms, aliases and media always fit: each takes at most 5 KB, and the texts of an article 30 KB. */
const smallCount = 15;

/** The message for an article, or a body, that becomes too much HTML. */
export const tooMuchHtml = `the article is over ${Math.floor(limits.articleBytes / 1e5) / 10} MB as HTML; split it, or link to its parts`;

/** @returns which part is too large, with the message; undefined if the article fits */
export function tooLarge(article: ParsedArticle): { part: 'head' | 'whole'; message: string } | undefined {
  const { html, categories, tags, authors, aliases, media, episode } = article;
  const values = categories.length + tags.length + authors.length + aliases.length + media.length;
  // Fast path. A UTF-16 code unit takes at most three bytes: `html` has no control characters and no lone surrogates.
  if (
    values <= smallCount &&
    !episode &&
    3 * html.length + limits.headBytes + overhead <= limits.articleBytes
  )
    return undefined;

  const headBytes = Buffer.byteLength(JSON.stringify({ ...article, html: '' }));
  if (headBytes > limits.headBytes) {
    const [size, most] = [headBytes, limits.headBytes].map((bytes) => Math.round(bytes / 1000));
    const excess = `the article without its body takes ${size} KB, more than the ${most} KB allowed`;
    return {
      part: 'head',
      message: `${excess}; use fewer or shorter aliases, media addresses and terms${episode ? ', persons and chapters' : ''}`,
    };
  }
  const bytes = headBytes + Buffer.byteLength(JSON.stringify(html)) + overhead;
  return bytes > limits.articleBytes ? { part: 'whole', message: tooMuchHtml } : undefined;
}
