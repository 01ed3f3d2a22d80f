/**
 * Words for the index, also where a script has no spaces between them. FTS5 takes letters and digits without anything
 * between them for one word, which for Chinese is a whole clause. So text in such scripts is indexed by its pairs of
 * neighbours: 服务网格 → 服务 务网 网格 格, and what is searched for as those of its pairs, one after another. That finds a
 * word of any length, exactly. (FTS5's own `trigram` indexes all scripts by threes: that took 2.6 times as long and
 * four times the space, and finds no word of two characters, which most Chinese words are.)
 */

/** A run in scripts that are written without spaces. */
const spaceless =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]+/gu;

/** A text with spaces between all that the index takes for words. @param text as `searchable` spells it */
export function wordsApart(text: string): string {
  return text.replace(spaceless, (run) => {
    const characters = Array.from(run);
    return ` ${characters.map((character, i) => character + (characters[i + 1] ?? '')).join(' ')} `;
  });
}

/**
 * Words as an expression of FTS5 (https://sqlite.org/fts5.html#full_text_query_syntax): everything quoted, so nothing
 * in it means anything. All must be there; a word of letters stands for those that begin with it, too.
 * @returns undefined when nothing in the words can be searched for
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
 * `C++` is the word `c` to the index; it had better not be all words with a `c` in front. Nor is a single letter the
 * beginning of a word: every article has words with it.
 */
const quotedStart = (text: string): string => quote(text) + (/[\p{L}\p{N}]{2}$/u.test(text) ? '*' : '');

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
