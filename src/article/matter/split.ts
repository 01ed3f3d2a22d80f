/**
 * Splits a file into front matter and body with gray-matter. The only file that imports it. Each defect of
 * gray-matter 4.0.3 has its workaround here:
 *
 * - It finds no front matter after a blank line, after a BOM and a line break, or without an opening fence. So its
 *   input starts at the fence, and a missing fence is added.
 * - It closes a block at any line that begins with the closing delimiter. So the delimiter includes a line break.
 * - It treats the word after the fence as the name of an engine, evaluates `---js`, and finds `---constructor` in
 *   Object.prototype. So `findFence` refuses every word that is not in its table.
 * - It copies the body several times. So it gets only the front matter.
 * - It searches for comments in quadratic time if there are many blank lines. So it gets the front matter without
 *   them, after the check of its length; the engine reads the block as it is in the file.
 * - It keeps the CR of a CRLF at the end of the block. So the CR is removed first.
 * - Without options it caches by content, throws once and then answers `{}`. So it always gets options.
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
 * Splits a file.
 * @returns undefined if the file has no front matter
 * @throws Refusal if the front matter is unreadable
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
  // The block starts after the fence and its word, if any.
  const from = open === undefined ? at : at + open.length + source.slice(at + open.length).search(/\r?\n/);
  const block = withoutExcess(source.slice(from, end - close.length).replace(/\r?\n$/, ''), from);
  const opening = open ?? '---';
  const file = matter(`${opening}${word}\n${withoutBlankLines(block)}\n${opening}\n`, {
    delimiters: [opening, `${opening}\n`],
    language,
    engines: { [word || language]: () => languages[language](block, from, warn) },
  });
  const fields: unknown = file.data;
  // For a block without a key gray-matter calls no engine and answers `{}`.
  return { fields: isMap(fields) ? fields : { kind: 'map', entries: [], at }, body: source.slice(end) };
}

/**
 * The syntax characters of YAML and TOML, and the separators of tags. A million letters parse at once, but each of
 * these may cost 20 µs in a block that has nothing else.
 */
const marks = /[\n\r\u2028\u2029,，;[\]{}&*!?%"':#-]/g;

/**
 * Takes readers' comments out of a block that is too large.
 * @throws Refusal if the rest is so large that parsing it would take too long
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

/** Removes blank lines and trailing spaces, which slow gray-matter down. Indents lines, so that none closes the block. */
function withoutBlankLines(block: string): string {
  const lines = block.split(/[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '');
  return lines.map((line) => ` ${line.trimEnd()}`).join('\n');
}

const isMap = (value: unknown): value is MapValue =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'map';
