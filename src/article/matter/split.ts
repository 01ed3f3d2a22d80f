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
export function splitMatter(source: string, warn: Warn): Split | undefined {
  const fence = findFence(source);
  if (!fence) return undefined;

  if (fence.kind === 'bare') {
    const { language, from, to } = fence;
    const block = source.slice(from, to);
    refuseExcess(block, from);
    return { fields: languages[language](block.replace(/\r$/, ''), from, warn), body: source.slice(to) };
  }

  const { at, open, word, language, close, end } = fence;
  // The block starts after the fence and its word, if any.
  const from = open === undefined ? at : at + open.length + source.slice(at + open.length).search(/\r?\n/);
  const block = source.slice(from, end - close.length).replace(/\r?\n$/, '');
  refuseExcess(block, from);
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

/** @throws Refusal if the block is so large that parsing it would take too long */
function refuseExcess(block: string, from: number): void {
  if (block.length > limits.matterLength) {
    throw new Refusal(
      'too-large',
      from,
      `the front matter is longer than ${limits.matterLength} characters; shorten it`,
    );
  }
  const count = block.match(marks)?.length ?? 0;
  if (count > limits.matterMarks) {
    throw new Refusal(
      'too-large',
      from,
      `the front matter has ${count} lines and punctuation marks, more than the ${limits.matterMarks} allowed; shorten it`,
    );
  }
}

/** Removes blank lines, which slow gray-matter down. Indents the others, so that none closes the block. */
function withoutBlankLines(block: string): string {
  const lines = block.split(/[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '');
  return lines.map((line) => ` ${line}`).join('\n');
}

const isMap = (value: unknown): value is MapValue =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'map';
