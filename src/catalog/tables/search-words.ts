/**
 * Words for the index, also in scripts without spaces. FTS5 takes a run of letters for one word, which in Chinese is a
 * whole clause. So runs in such scripts are indexed as bigrams: 服务网格 → 服务 务网 网格 格. A query becomes the phrase of
 * its own bigrams, which finds words of any length exactly. (FTS5's tokenizer `trigram` took 2.6 times as long and four
 * times the space, and finds no word of two characters, which most Chinese words are.)
 */

import { isPrefix, spaceless, termsOf } from '../../site/search-terms.ts';

/** A text with spaces between the words of the index. @param text as `searchable` spells it */
export function wordsApart(text: string): string {
  return text.replace(spaceless, (run) => {
    const characters = Array.from(run);
    return ` ${characters.map((character, i) => character + (characters[i + 1] ?? '')).join(' ')} `;
  });
}

/**
 * Words as an FTS5 query (https://sqlite.org/fts5.html#full_text_query_syntax), quoted so that none is an operator. An
 * article must have all of them; a word of letters also matches as a prefix.
 * @returns undefined if the words contain nothing to search for
 */
export function matchOf(words: readonly string[]): string | undefined {
  const phrases = phrasesOf(words);
  return phrases.length > 0 ? phrases.join(' AND ') : undefined;
}

/** The same with a word of them in the title; undefined if there is but one. */
export function matchInTitleOf(words: readonly string[]): string | undefined {
  const phrases = phrasesOf(words);
  if (phrases.length < 2) return undefined;
  return `(title : (${phrases.join(' OR ')})) AND (${phrases.join(' AND ')})`;
}

const phrasesOf = (words: readonly string[]): string[] =>
  termsOf(words).map(({ text, isSpaceless }) =>
    isSpaceless ? phraseOf(Array.from(text)) : quote(text) + (isPrefix(text) ? '*' : ''),
  );

function phraseOf(characters: readonly string[]): string {
  if (characters.length === 1) return `${quote(characters[0]!)}*`;
  return quote(
    characters
      .slice(1)
      .map((character, i) => characters[i]! + character)
      .join(' '),
  );
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
