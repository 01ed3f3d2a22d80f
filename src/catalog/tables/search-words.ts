/**
 * Words for the index, also in scripts without spaces. FTS5 takes a run of letters for one word, which in Chinese is a
 * whole clause. So runs in such scripts are indexed as bigrams: 服务网格 → 服务 务网 网格 格. A query becomes the phrase of
 * its own bigrams, which finds words of any length exactly. (FTS5's tokenizer `trigram` took 2.6 times as long and four
 * times the space, and finds no word of two characters, which most Chinese words are.)
 */

/** A run in scripts that are written without spaces. */
const spaceless =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]+/gu;

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
  const phrases = words.flatMap((word) => [
    ...Array.from(word.matchAll(spaceless), ([run]) => phraseOf(Array.from(run))),
    ...word.split(spaceless).filter(isWord).map(quotedStart),
  ]);
  return phrases.length > 0 ? phrases.join(' AND ') : undefined;
}

function phraseOf(characters: readonly string[]): string {
  if (characters.length === 1) return `${quote(characters[0]!)}*`;
  return quote(
    characters
      .slice(1)
      .map((character, i) => characters[i]! + character)
      .join(' '),
  );
}

const isWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/**
 * `C++` is the word `c` in the index, which should not match every word that begins with a `c`. Nor is a single letter a
 * prefix: every article has words that begin with it.
 */
const quotedStart = (text: string): string => quote(text) + (/[\p{L}\p{N}]{2}$/u.test(text) ? '*' : '');

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
