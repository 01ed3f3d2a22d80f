/** Code in a body: what is in it is shown as it stands. */

import { CodeSpans } from '../markdown/code-spans.ts';
import type { Finder } from './finder.ts';

/** Opens fenced code, behind the marks of quotations and lists. */
export const fence = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(?:[^`\n]*|[^\n]*[^`\n][ \t]*)$/;

/** Elements whose content no template language of prose is meant for. */
const verbatim = new Map(
  ['pre', 'code', 'script', 'style', 'textarea', 'xmp'].map((tag) => [
    tag,
    new RegExp(`</${tag}\\s*>`, 'gi'),
  ]),
);
const verbatimTag = /<(pre|code|script|style|textarea|xmp)(?=[\s>])/iy;

const blankLine = /\n[ \t]*\n/g;

/** Knows where code ends that begins at a place. */
export class Code {
  readonly #source: string;
  readonly #finder: Finder;
  readonly #spans: CodeSpans;

  constructor(source: string, finder: Finder) {
    this.#source = source;
    this.#finder = finder;
    this.#spans = new CodeSpans(source);
  }

  /** Behind the code that fence marks in a line open: at the end of the line that closes it, or of the text. */
  fenceEnd(marks: string, lineEnd: number): number {
    const close = this.#finder.match(closing(marks), lineEnd);
    return close?.end ?? this.#source.length;
  }

  /** Behind the code that a run of backticks opens, or behind the run: a code span does not go beyond its paragraph. */
  spanEnd(at: number, length: number): number {
    const end = this.#spans.end(at, length);
    const blank = this.#finder.match(blankLine, at);
    return blank && blank.at < end ? at + length : end;
  }

  /** Behind the element whose content is code; undefined where none begins. */
  elementEnd(at: number): number | undefined {
    verbatimTag.lastIndex = at;
    const name = verbatimTag.exec(this.#source)?.[1]?.toLowerCase();
    return name === undefined ? undefined : this.#finder.match(verbatim.get(name)!, at)?.end;
  }
}

/** One expression for each mark and length: the finder remembers by them. */
function closing(marks: string): RegExp {
  const known = closings.get(marks);
  if (known) return known;
  // A longer fence closes no shorter one, and does not occur.
  const length = Math.min(marks.length, 100);
  const close = new RegExp(`^[ \\t>]*${marks[0]}{${length},}[ \\t]*$`, 'gm');
  if (marks.length <= 100) closings.set(marks, close);
  return close;
}

const closings = new Map<string, RegExp>();

/** Whether a line is code by its indentation: four spaces or a tab behind a blank line, outside of lists. */
export function isIndentedCode(source: string, lineStart: number): boolean {
  let start = lineStart;
  let isAfterBlank = false;
  if (!indented.test(source.slice(start, start + 4))) return false;
  for (let lines = 0; lines < 50; lines++) {
    if (start === 0) return true;
    const end = start - 1;
    start = source.lastIndexOf('\n', end - 1) + 1;
    const line = source.slice(start, Math.min(end, start + 200));
    if (line.trim() === '') isAfterBlank = true;
    else if (indented.test(line)) continue;
    else
      return isAfterBlank && !/^ {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^)[ \t]?/.test(line) && !/^ {2,3}\S/.test(line);
  }
  return false;
}

const indented = /^(?: {4}| {0,3}\t)/;
