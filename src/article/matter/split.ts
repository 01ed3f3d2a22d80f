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
 * - it looks for comments in squared time where there are many blank lines: it gets the front matter without them,
 *   and only once that is known to be short; the engine is given the block as it stands in the file;
 * - it leaves the CR of a CRLF at the end of the block: the block is read without;
 * - without options it caches by content, throws once and answers `{}` afterwards: it always gets options.
 */

import matter from 'gray-matter';
import { limits } from '../../limits.ts';
import { withLineFeeds } from '../source.ts';
import { blankComments } from './comments.ts';
import { findFence } from './fence.ts';
import { languages } from './languages.ts';
import { Refusal } from './refusal.ts';
import type { Warn } from './refusal.ts';
import type { MapValue } from './value.ts';

export interface Split {
  fields: MapValue;
  /** The source of the body. */
  body: string;
}

/**
 * @returns undefined where the file has no front matter
 * @throws Refusal where the front matter can't be read
 */
export function splitMatter(written: string, warn: Warn): Split | undefined {
  const source = withLineFeeds(written);
  const fence = findFence(source);
  if (!fence) return undefined;

  if (fence.kind === 'bare') {
    const { language, from, to } = fence;
    const block = withoutExcess(source.slice(from, to).replace(/\r$/, ''), from);
    return { fields: languages[language](block, from, warn), body: source.slice(to) };
  }

  const { at, open, word, language, close, end } = fence;
  // The block begins behind the fence, and behind the word if there is one.
  const from = open === undefined ? at : at + open.length + source.slice(at + open.length).search(/\r?\n/);
  const block = withoutExcess(source.slice(from, end - close.length).replace(/\r?\n$/, ''), from);
  const opening = open ?? '---';
  const file = matter(`${opening}${word}\n${withoutBlankLines(block)}\n${opening}\n`, {
    delimiters: [opening, `${opening}\n`],
    language,
    engines: { [word || language]: () => languages[language](block, from, warn) },
  });
  const fields: unknown = file.data;
  // For a block without a key gray-matter asks no engine and answers `{}`.
  return { fields: isMap(fields) ? fields : { kind: 'map', entries: [], at }, body: source.slice(end) };
}

/**
 * The characters that YAML and TOML give a meaning to, and those that separate tags: a million letters are read at
 * once; each of these may cost 20 µs, in a block that is nothing but them.
 */
const marks = /[\n\r\u2028\u2029,，;[\]{}&*!?%"':#-]/g;

/**
 * A block, without the comments of readers if there is too much of it.
 * @throws Refusal if what is left is longer than any author writes it: reading it would take too long
 */
function withoutExcess(block: string, from: number): string {
  if (!excessOf(block, block.length)) return block;
  const { text, blanked } = blankComments(block);
  const excess = excessOf(text, block.length - blanked);
  if (excess) throw new Refusal('too-large', from, `the front matter ${excess}; shorten it`);
  return text;
}

function excessOf(block: string, length: number): string | undefined {
  const { matterLength, matterMarks } = limits;
  if (length > matterLength) return `is longer than ${matterLength} characters`;
  const count = block.match(marks)?.length ?? 0;
  if (count <= matterMarks) return undefined;
  return `has ${count} lines and punctuation marks, more than the ${matterMarks} allowed`;
}

/** What gray-matter takes long for is white space in a row. Indented, no line closes the block. */
function withoutBlankLines(block: string): string {
  const lines = block.split(/[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '');
  return lines.map((line) => ` ${line.trimEnd()}`).join('\n');
}

const isMap = (value: unknown): value is MapValue =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'map';
