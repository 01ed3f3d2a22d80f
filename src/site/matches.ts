/** Where the words of a query stand in a text, as the index finds them. */

import { limits } from '../limits.ts';
import { foldText, FoldedText } from './folded-text.ts';
import { isPrefix, spaceless, termsOf } from './search-terms.ts';

/** A part of a text, in UTF-16 code units, and the word of the query that it is, by its number. */
export interface Match {
  start: number;
  end: number;
  word: number;
}

/** What is looked for: the beginning of a word, or any part of a text. */
interface Form {
  text: string;
  word: number;
  begins: boolean;
  ends: boolean;
  /** Where it stands next; -1: nowhere any more. */
  at: number;
}

const startsAsWord = /^[\p{L}\p{N}]/u;
const spacelessStart = new RegExp(`^${spaceless.source}`, 'u');
const letterBefore = /[\p{L}\p{N}]$/u;

/**
 * The places of the words in a text, in order, none within another; of those that begin together the longest. Words are
 * compared as plain text, never as a regular expression, so the time is linear in the text.
 * @param words as many and as long as a query allows; others are ignored
 * @param most places at most
 */
export function matchesIn(text: string, words: readonly string[], most = Infinity): Match[] {
  const wanted = words
    .slice(0, limits.queryWords)
    .map((word, number) => ({ word, number }))
    // A lone surrogate would match half of a character.
    .filter(({ word }) => word.length <= limits.queryWordLength && word.isWellFormed());
  if (wanted.length === 0) return [];
  const plain = new FoldedText(text);
  const { folded } = plain;
  const forms = wanted
    .flatMap(({ word, number }) => formsOf(folded, word, number))
    .toSorted((a, b) => b.text.length - a.text.length);
  const matches: Match[] = [];
  for (let end = 0; matches.length < most;) {
    let next: Form | undefined;
    for (const form of forms) {
      if (form.at !== -1 && form.at < end) form.at = placeAfter(folded, form, end);
      // Longer forms come first, so a tie goes to the longest.
      if (form.at !== -1 && (!next || form.at < next.at)) next = form;
    }
    if (!next) break;
    end = next.at + next.text.length;
    const [start, stop] = [plain.placeOf(next.at), plain.placeOf(end)];
    // Of a character that becomes several, such as ½, a part may be found.
    if (stop > start) matches.push({ start, end: stop, word: next.word });
  }
  return matches;
}

/** A word as it was typed; if the text does not have it like that, its parts, which the index finds on their own. */
function formsOf(folded: string, word: string, number: number): Form[] {
  const typed = formOf(folded, foldText(word), number);
  if (typed.at !== -1) return [typed];
  return termsOf([word])
    .flatMap(({ text, isSpaceless }) => (isSpaceless ? [text] : text.split(/[^\p{L}\p{N}\p{M}]+/u)))
    .filter((part) => part !== word)
    .map((part) => formOf(folded, foldText(part), number));
}

function formOf(folded: string, text: string, word: number): Form {
  const isWord = startsAsWord.test(text) && !spacelessStart.test(text);
  const form = { text, word, begins: isWord, ends: isWord && text.length === 1 && !isPrefix(text), at: -1 };
  if (text !== '') form.at = placeAfter(folded, form, 0);
  return form;
}

function placeAfter(folded: string, { text, begins, ends }: Omit<Form, 'at'>, from: number): number {
  for (let at = folded.indexOf(text, from); at !== -1; at = folded.indexOf(text, at + 1)) {
    const end = at + text.length;
    // Two code units: the letter may be a pair of surrogates.
    if (begins && letterBefore.test(folded.slice(Math.max(0, at - 2), at)) && !isSpacelessBefore(folded, at))
      continue;
    if (ends && startsAsWord.test(folded.slice(end, end + 2))) continue;
    return at;
  }
  return -1;
}

/** In 用Rust写, the word begins after a character of a script without spaces. */
const isSpacelessBefore = (text: string, at: number): boolean =>
  spacelessEnd.test(text.slice(Math.max(0, at - 2), at));
const spacelessEnd = new RegExp(`(?:${spaceless.source})$`, 'u');
