/** Whether an article fits where the catalog keeps it. */

import { limits } from '../limits.ts';
import type { ParsedArticle } from './article.ts';

/** Bytes that the catalog adds to an article: an id that it mints, and the dates that the author left out. */
const added = 200;

/** What is wrong with an article, or with a body, of which too much HTML is made. */
export const tooMuchHtml = `the article is over ${Math.floor(limits.articleBytes / 1e5) / 10} MB as HTML; split it, or link to its parts`;

/** @returns what is wrong with the front matter, or with the article as a whole */
export function tooLarge({
  html,
  ...head
}: ParsedArticle): { part: 'head' | 'whole'; message: string } | undefined {
  const headBytes = Buffer.byteLength(JSON.stringify(head));
  if (headBytes > limits.headBytes) {
    const [size, most] = [headBytes, limits.headBytes].map((bytes) => Math.round(bytes / 1000));
    return {
      part: 'head',
      message: `the article takes ${size} KB without its body, and ${most} KB are the most; give it fewer or shorter aliases, media and terms`,
    };
  }
  const room = limits.articleBytes - headBytes - added;
  // A UTF-16 code unit takes three bytes at most: `html` has no control characters, and no half surrogates.
  if (3 * html.length <= room || Buffer.byteLength(JSON.stringify(html)) <= room) return undefined;
  return { part: 'whole', message: tooMuchHtml };
}
