/**
 * Splits a file into front matter and body: gray-matter, with its defects contained. It is the only file that
 * imports it. What gray-matter 4.0.3 gets wrong when it is left alone, and what is done about it here:
 *
 * - it sees no front matter after a blank line, after a BOM and a line break, or without an opening fence: it gets
 *   the text from the fence on, with the fence that is missing;
 * - it closes a block at any line that begins with the closing delimiter: it gets the very line that closes the
 *   block, line break and all, as delimiter, and the first line like it is that line;
 * - it takes the word after the fence for the name of an engine, evaluates `---js`, and takes `---constructor` for
 *   a function of Object.prototype: `findFence` has refused every word but those of its table;
 * - it copies the body several times: it gets the front matter alone;
 * - it leaves the CR of a CRLF at the end of the block: the block is read without;
 * - without options it caches by content, throws once and answers `{}` afterwards: it always gets options.
 */

import matter from 'gray-matter';
import { findFence } from './fence.ts';
import type { Language } from './fence.ts';
import { languages } from './languages.ts';
import { Refusal } from './refusal.ts';
import type { Warn } from './refusal.ts';
import type { MapValue } from './value.ts';

/** A block is longer than any author writes one: reading more than this much of it would take too long. */
const maxLength = 65_536;

/**
 * The characters that YAML gives a meaning to. A million letters are read at once; each of these may cost 20 µs,
 * in a block that is nothing but them.
 */
const maxIndicators = 3_000;

export interface Split {
  fields: MapValue;
  /** The source of the body. */
  body: string;
}

/**
 * @returns undefined where the file has no front matter
 * @throws Refusal where the front matter can't be read
 */
export function splitMatter(source: string, warn: Warn): Split | undefined {
  const fence = findFence(source);
  if (!fence) return undefined;

  if (fence.kind === 'bare') {
    const { language, from, to } = fence;
    return { fields: read(language, source.slice(from, to), from, warn), body: source.slice(to) };
  }

  const { at, open, word, language, close, end } = fence;
  const opening = open ?? '---';
  // Hexo's missing fence is put in; the last line of a file may lack its break, and a delimiter needs one.
  const text = `${open === undefined ? '---\n' : ''}${source.slice(at, end)}${close.endsWith('\n') ? '' : '\n'}`;
  // Where the block that gray-matter cuts out begins in the file: after the fence, and after the word if there is one.
  const from = open === undefined ? at - 1 : at + (word ? text.search(/\r?\n/) : open.length);
  const file = matter(text, {
    delimiters: [opening, close.endsWith('\n') ? close : `${close}\n`],
    language,
    engines: { [word || language]: (block) => read(language, block, from, warn) },
  });
  const fields: unknown = file.data;
  // For a block without a key gray-matter asks no engine and answers `{}`.
  return { fields: isMap(fields) ? fields : { kind: 'map', entries: [], at }, body: source.slice(end) };
}

function read(language: Language, block: string, from: number, warn: Warn): MapValue {
  if (block.length > maxLength) {
    throw new Refusal(
      'too-large',
      from,
      `the front matter is longer than ${maxLength} characters; shorten it`,
    );
  }
  const indicators = block.match(/[\n,[\]{}&*!?%"':#-]/g)?.length ?? 0;
  if (indicators > maxIndicators) {
    throw new Refusal(
      'too-large',
      from,
      `the front matter has ${indicators} lines and punctuation marks, more than the ${maxIndicators} that are read; shorten it`,
    );
  }
  return languages[language](block.replace(/\r$/, ''), from, warn);
}

const isMap = (value: unknown): value is MapValue =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'map';
