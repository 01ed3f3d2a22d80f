/** Puts right what authors get wrong most often in YAML, line by line, and knows where everything stood before. */

import type { ProblemCode } from '../../problem.ts';
import { withoutHashes } from './hashtags.ts';

export interface Repaired {
  text: string;
  changed: boolean;
  /** What the author should know of. */
  repairs: { code: ProblemCode; at: number; message: string }[];
  /** Where a quote opens that seems to swallow the keys below it. */
  openQuote?: number;
  /** The offset in the text before the repair, from one in the text after it. */
  original(offset: number): number;
}

/** A key, or a dash, and the quote that opens its value. */
const quoted = /^([ \t]*)(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?(["'])/;

/** Columns that a line is indented by at most: else a few thousand lines would become a hundred megabytes. */
const maxIndent = 100;

/** Keys in the first column only: further in, it may be part of a text. */
const crampedKey = /^[A-Za-z_][\w-]*:(?=[^\s:/])/;

export function repair(block: string): Repaired {
  const repairs: Repaired['repairs'] = [];
  /** Where the repaired text grew, in order, and by how much up to there in all. */
  const shifts: { from: number; by: number }[] = [];
  const lines: string[] = [];
  let openQuote: number | undefined;
  /** The quoted value that goes on in the next line. */
  let open: { mark: string; indent: number; at: number } | undefined;
  let hasTabs = false;
  let length = 0;
  let at = 0;

  for (const line of block.split('\n')) {
    const indent = /^[ \t]*/.exec(line)![0];
    const spaces = indent.replaceAll('\t', '  ');
    let head = spaces;
    let tail = open ? line.slice(indent.length) : withoutHashes(line).slice(indent.length);
    if (open) {
      // Most readers let a quoted text go on in the first column; yaml wants it indented. White space folds anyway.
      if (spaces.length <= open.indent && tail.trim() !== '') {
        head = ' '.repeat(Math.min(open.indent, maxIndent) + 1);
      }
      if (/^[\w-]+:(?:\s|$)/.test(line)) openQuote ??= open.at;
      if (closes(tail, open.mark)) open = undefined;
    } else {
      const key = crampedKey.exec(line)?.[0];
      if (key) {
        repairs.push({
          code: 'missing-space',
          at: at + key.length,
          message: `YAML needs a space after the colon, so this was read as "${key} "; add the space`,
        });
        head = `${key} `;
        tail = withoutHashes(line).slice(key.length);
      }
      const [start, before = '', mark] = quoted.exec(line) ?? [];
      if (start && mark && !closes(line.slice(start.length), mark)) {
        open = { mark, indent: before.length, at: at + start.length - 1 };
      }
    }
    if (indent.includes('\t') && !hasTabs) {
      hasTabs = true;
      repairs.push({
        code: 'tab-indentation',
        at: at + indent.indexOf('\t'),
        message: 'YAML does not allow tabs as indentation, so each was read as two spaces; replace the tabs',
      });
    }
    const by = head.length + tail.length - line.length;
    if (by > 0) shifts.push({ from: length + head.length - by, by: (shifts.at(-1)?.by ?? 0) + by });
    lines.push(head + tail);
    length += head.length + tail.length + 1;
    at += line.length + 1;
  }
  const text = lines.join('\n');
  return {
    text,
    changed: text !== block,
    repairs,
    ...(openQuote !== undefined && { openQuote }),
    original: (offset) => offset - shiftBefore(offset, shifts),
  };
}

/** Whether a quote that is open at the start of a text is closed in it. */
function closes(text: string, mark: string): boolean {
  // In double quotes a backslash escapes; in single quotes two of them stand for one.
  return mark === '"' ? /^(?:[^"\\]|\\.)*"/.test(text) : /^(?:[^']|'')*'(?!')/.test(text);
}

/** Binary search: every value of a block asks, and every line may have been repaired. */
function shiftBefore(offset: number, shifts: readonly { from: number; by: number }[]): number {
  let low = 0;
  let high = shifts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shifts[middle]!.from < offset) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1]?.by ?? 0;
}
