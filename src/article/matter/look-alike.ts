/** What begins like front matter and can't be read as such: its author must hear of it, and not miss an article. */

import { limits } from '../../limits.ts';
import { beginBlock, isBlockLine, isLooseHeader } from './key-line.ts';
import { lineAt } from './opening.ts';
import { Refusal } from './refusal.ts';

/** Dashes that word processors make of `--`, other signs for a rule, and the fence of a code block. */
const fenceLike = /^[ \t]*(?:[-‐-―−﹣－+＋;；=*_~%]{2,}|(?:- ){2,}-|`{3,}[ \t]*[\w-]*)[ \t]*$/;

/** A fence with other words behind it. */
const crowdedFence = /^(?:-{3,}(?!-)|\+{3,}(?!\+)|;{3,}(?!;))[ \t]*(?=[^ \t])/;

/** A line of dashes; `---` itself was looked for before. */
const closingLike = /^[ \t]*[-‐-―−﹣－]{2,}[ \t]*\r?$/m;

/**
 * @param at offset of the first line that isn't blank
 * @throws Refusal if the file begins like front matter
 */
export function refuseLookAlike(source: string, at: number): void {
  const first = lineAt(source, at);
  const crowded = crowdedFence.exec(first)?.[0];
  const isFence = crowded !== undefined || fenceLike.test(first);
  if (!isFence && !isLooseHeader(first)) return;
  const from = isFence && !isLooseHeader(first.slice(crowded?.length ?? 0)) ? at + first.length : at;
  const paragraph = paragraphAt(source, from).replace(crowdedFence, '').split(/\r?\n/);
  const close = paragraph.findIndex((line) => fenceLike.test(line));
  const lines = close < 0 ? paragraph : paragraph.slice(0, close);
  if (!beginBlock(lines)) return;
  if (crowded !== undefined) {
    throw new Refusal(
      'fence',
      at + crowded.length,
      'the line that opens the front matter has more than dashes; put the rest on a line of its own',
    );
  }
  if (isFence) {
    if (!lines.every(isBlockLine)) return;
    throw new Refusal(
      'fence',
      at,
      'this line seems to open front matter, but is not ---; replace it with ---',
    );
  }
  const bad = lines.findIndex((line) => !isBlockLine(line));
  if (bad >= 0) {
    throw new Refusal(
      'yaml',
      offsetOfLine(source, at, bad),
      'the front matter at the head of the file ends at this line, which has no "key: value"; put --- before and after the front matter',
    );
  }
  throw neverClosed(source, at, '---', at);
}

/**
 * The front matter has no end. If a line of other dashes was to be it, that line is named.
 * @param from offset behind the opening fence
 */
export function neverClosed(source: string, at: number, open: string, from: number): Refusal {
  const part = source.slice(from, from + limits.matterLength);
  const like = closingLike.exec(part);
  if (like && beginBlock(part.slice(0, like.index).split('\n'))) {
    const message = `the front matter is never closed, because this line is not ${open}; replace it with ${open}`;
    return new Refusal('fence', from + like.index, message);
  }
  return new Refusal(
    'fence',
    at,
    `the front matter that begins here is never closed; add a line with ${open} after its last line`,
  );
}

/** The lines from an offset to the first blank one, as far as front matter may go. */
function paragraphAt(source: string, at: number): string {
  const part = source.slice(at, at + limits.matterLength).replace(/^\r?\n/, '');
  return part.slice(0, /\n[ \t]*\r?(?:\n|$)/.exec(part)?.index ?? part.length);
}

/** @param line from 0 */
function offsetOfLine(source: string, from: number, line: number): number {
  let at = from;
  for (let i = 0; i < line; i++) at = source.indexOf('\n', at) + 1;
  return at;
}
