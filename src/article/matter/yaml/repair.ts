/** Repairs the most frequent mistakes in YAML, line by line, and maps offsets back to the original text. */

import type { ProblemCode } from '../../problem.ts';
import { withoutHashes } from './hashtags.ts';

export interface Repaired {
  text: string;
  changed: boolean;
  /** Warnings for the author. */
  repairs: { code: ProblemCode; at: number; message: string }[];
  /** Offset of a quote that seems to swallow the keys below it. */
  openQuote?: number;
  /** Maps an offset in the repaired text to one in the original. */
  original(offset: number): number;
}

/** A key or a dash, and the quote that opens its value. */
const quoted = /^([ \t]*)(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?(["'])/;

/** The deepest indentation of a repaired line, columns: without it a few thousand lines could become 100 MB. */
const maxIndent = 100;

/** A key without a space after its colon. In the first column only: an indented one may be part of a text. */
const crampedKey = /^[A-Za-z_][\w-]*:(?=[^\s:/])/;

export function repair(block: string): Repaired {
  const repairs: Repaired['repairs'] = [];
  /** The places where the repaired text grew, in order, each with the total growth so far. */
  const shifts: { from: number; by: number }[] = [];
  const lines: string[] = [];
  let openQuote: number | undefined;
  /** The quoted value that continues on the next line. */
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
      // yaml requires indentation of a continued quoted text, most parsers do not. White space folds anyway.
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

/** Whether a quote that is open at the start of a text closes in it. */
function closes(text: string, mark: string): boolean {
  // In double quotes a backslash escapes; in single quotes a doubled quote is one quote.
  return mark === '"' ? /^(?:[^"\\]|\\.)*"/.test(text) : /^(?:[^']|'')*'(?!')/.test(text);
}

/** Binary search: called for every value, and every line may have been repaired. */
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
