/** What of an article is searched, and what of it a result shows. */

import { foldSpace } from '../../article/text.ts';
import { shorten } from '../../site/card.ts';
import { searchable } from '../../site/query.ts';
import { limits } from '../../limits.ts';

/** Characters of the text before the first word found, and of the whole excerpt. */
const lead = 24;
const excerptLength = 110;

/** Tags that part words; `<b>` inside of a word doesn't. */
const parting =
  /^<\/?(?:p|div|li|ul|ol|h[1-6]|br|hr|tr|td|th|table|pre|blockquote|figure|figcaption|dt|dd|section|article|details|summary|img)\b/i;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/**
 * The text of sanitised HTML. That is serialised by our own parser: tags are balanced, no `<` or `>` stands in an
 * attribute, and no other named entities occur, so two expressions will do, in a tenth of the time that parsing takes.
 */
export function textOf(html: string): string {
  const text = html
    .replace(/<[^<>]*>/g, (tag) => (parting.test(tag) ? ' ' : ''))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name]!);
  return foldSpace(text).slice(0, limits.searchedLength).toWellFormed();
}

/** The part of a text where the first of the words stands, or else its beginning. */
export function excerpt(text: string, words: readonly string[]): string {
  const lower = searchable(text);
  // Compared forms may differ in length from the text; then the place is only near, which does no harm.
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
