/** The text of an article that is searched, and the excerpt in a result. */

import { foldSpace } from '../../article/text.ts';
import { decoded, isParting } from '../../site/html-text.ts';
import { shorten } from '../../site/shorten.ts';
import { searchable } from '../../site/query.ts';
import { limits } from '../../limits.ts';

/** Characters of the text before the first word found, and columns of the whole excerpt. */
const lead = 24;
const excerptLength = 220;

/** The text of sanitised HTML, white space folded, as long as it is indexed. */
export function textOf(html: string): string {
  const text = html.replace(/<\/?([a-z][a-z0-9]*)[^<>]*>/g, (_, tag: string) =>
    isParting(tag) || tag === 'img' ? ' ' : '',
  );
  return foldSpace(decoded(text)).slice(0, limits.searchedLength).toWellFormed();
}

/** The part of a text around the first of the words, otherwise its beginning. */
export function excerpt(text: string, words: readonly string[]): string {
  const lower = searchable(text);
  // The form that is compared may have another length than the text; then the excerpt begins a little off.
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const place = places.length > 0 ? Math.min(...places) : 0;
  if (place <= lead) return shorten(text, excerptLength);
  const start = place - lead;
  return `…${shorten(
    text
      .slice(start)
      .toWellFormed()
      .replace(/^\uFFFD/, ''),
    excerptLength,
  )}`;
}
