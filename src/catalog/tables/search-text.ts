/** The text of an article that is searched, and the excerpt in a result. */

import { foldSpace } from '../../article/text.ts';
import { shorten } from '../../site/card.ts';
import { searchable } from '../../site/query.ts';
import { limits } from '../../limits.ts';

/** Characters of the text before the first word found, and of the whole excerpt. */
const lead = 24;
const excerptLength = 110;

/** Tags that separate words. `<b>` inside a word does not. */
const parting =
  /^<\/?(?:p|div|li|ul|ol|h[1-6]|br|hr|tr|td|th|table|pre|blockquote|figure|figcaption|dt|dd|section|article|details|summary|img)\b/i;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/**
 * The text of sanitised HTML. Our own serialiser writes it: tags are balanced, attributes contain no `<` or `>`, and no
 * other named entities occur. So two regular expressions are enough, in a tenth of the time that parsing takes.
 */
export function textOf(html: string): string {
  const text = html
    .replace(/<[^<>]*>/g, (tag) => (parting.test(tag) ? ' ' : ''))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name]!);
  return foldSpace(text).slice(0, limits.searchedLength).toWellFormed();
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
