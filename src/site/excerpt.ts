/** The part of a text that a search result shows. */

import { matchesIn, type Match } from './matches.ts';
import { columnsOf, shorten } from './shorten.ts';

/** Columns (see `columnsOf`) of an excerpt … */
const excerptColumns = 240;
/** … and most of those before its first match. A page shows two lines: the match has to be in the first one. */
const leadColumns = 60;
/** UTF-16 code units of the parts of a text in which matches are looked for, one after the other … */
const partLength = 4_000;
/** … and of two of them together: as many as an excerpt has. */
const overlap = 240;
/** Matches that are compared. */
const mostMatches = 200;

/**
 * The part of a text with the most words of a query, from the beginning of a sentence or of a word on.
 * @returns undefined if the text has none of them
 */
export function excerptOf(text: string, words: readonly string[]): string | undefined {
  const matches = firstMatches(text, words);
  const best = richest(matches);
  if (!best) return undefined;
  const start = beginningBefore(text, best.start);
  const excerpt = shorten(text.slice(start).trimStart(), excerptColumns);
  return start === 0 ? excerpt : `…${excerpt}`;
}

/** The matches in the first part of a text that has any: nearly always the very first one, so the rest need not be folded. */
function firstMatches(text: string, words: readonly string[]): Match[] {
  for (let from = 0; from < text.length; from += partLength - overlap) {
    const part = text.slice(from, from + partLength).toWellFormed();
    const matches = matchesIn(part, words, mostMatches);
    // The part may begin within a word.
    const whole = from === 0 ? matches : matches.filter(({ start }) => start > 0);
    if (whole.length > 0)
      return whole.map((match) => ({ ...match, start: match.start + from, end: match.end + from }));
  }
  return [];
}

/** The first of the matches from which on an excerpt has the most different words. */
function richest(matches: readonly Match[]): Match | undefined {
  let best: Match | undefined;
  let most = 0;
  for (const [i, first] of matches.entries()) {
    const within = new Set<number>();
    for (let j = i; j < matches.length && matches[j]!.end <= first.start + excerptColumns / 2; j++) {
      within.add(matches[j]!.word);
    }
    if (within.size > most) [best, most] = [first, within.size];
  }
  return best;
}

/** Ends of sentences and, where there are none, of clauses. */
const sentenceEnd = /[.!?](?=\s)|[。！？；…]/g;
const clauseEnd = /[,;:)](?=\s)|[，、：）」』》]/g;

/** The place that an excerpt begins at, so that the match at `place` is in its first line. */
function beginningBefore(text: string, place: number): number {
  let from = Math.max(0, place - leadColumns);
  while (columnsOf(text.slice(from, place)) > leadColumns) from++;
  if (from === 0) return 0;
  const before = text.slice(from, place);
  const end =
    lastEnd(before, sentenceEnd) ?? wordStart(before) ?? lastEnd(before, clauseEnd) ?? segmentStart(before);
  return from + end;
}

function lastEnd(text: string, ends: RegExp): number | undefined {
  const last = Array.from(text.matchAll(ends)).at(-1);
  return last && last.index + last[0].length;
}

/** After the first space, in a text that has several. */
function wordStart(text: string): number | undefined {
  const space = text.indexOf(' ');
  return space !== -1 && text.includes(' ', space + 1) ? space + 1 : undefined;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The second word: the first one may be cut. */
function segmentStart(text: string): number {
  const [, second] = segmenter.segment(text.toWellFormed());
  return second?.index ?? text.length;
}
