/** Words that a misspelled one may stand for. */

import { distance } from './edit-distance.ts';

/** Words shorter than this have too many neighbours, and longer ones are none. */
const [shortest, longest] = [3, 24];
/** Letters at the beginning that a neighbour shares, unless one of them is the mistake. */
const mostShared = 4;

const alphabets: readonly (readonly [RegExp, string])[] = [
  [/^\p{sc=Latin}+$/u, 'abcdefghijklmnopqrstuvwxyz'],
  [/^\p{sc=Cyrillic}+$/u, 'абвгдежзийклмнопрстуфхцчшщъыьэюя'],
  [/^\p{sc=Greek}+$/u, 'αβγδεζηθικλμνξοπρστυφχψω'],
];

/** The beginning that neighbours of a word share; undefined: it is no word that can be misspelled. */
export function sharedBeginning(word: string): string | undefined {
  if (word.length < shortest || word.length > longest || !/^[\p{L}\p{M}]+$/u.test(word)) return undefined;
  return word.slice(0, Math.min(mostShared, Math.ceil(word.length / 2)));
}

/** Words with one mistake within the shared beginning: some 200. */
export function otherBeginnings(word: string): string[] {
  const end = sharedBeginning(word)?.length ?? 0;
  const letters = Array.from(alphabets.find(([script]) => script.test(word))?.[1] ?? '');
  const words = new Set<string>();
  for (let i = 0; i < end; i++) {
    const [before, letter, after] = [word.slice(0, i), word[i]!, word.slice(i + 1)];
    words.add(before + after);
    if (after !== '') words.add(before + after[0]! + letter + after.slice(1));
    for (const other of letters) words.add(before + other + after).add(before + other + letter + after);
  }
  words.delete(word);
  return [...words];
}

/** Those of some words that differ from a word in one letter or two, the nearest and most frequent first. */
export function nearestWords<Word extends { term: string; doc: number }>(
  word: string,
  words: readonly Word[],
): Word[] {
  const allowed = word.length < 6 ? 1 : 2;
  return words
    .filter(({ term }) => term !== word && Math.abs(term.length - word.length) <= allowed)
    .map((one) => ({ one, letters: distance(word, one.term) }))
    .filter(({ letters }) => letters <= allowed)
    .sort((a, b) => a.letters - b.letters || b.one.doc - a.one.doc || (a.one.term < b.one.term ? -1 : 1))
    .map(({ one }) => one);
}
