/** Printing, line by line. All output goes through this file, which escapes control characters and adds the colours. */

import { styleText } from 'node:util';
import { inert, inertJson } from './printable.ts';

type Format = Parameters<typeof styleText>[0];

/** A styled part of a line. */
export interface Painted {
  format: Format;
  text: string;
}

/** A line without its line break. Its texts are escaped when it is printed. */
export type Line = string | readonly (string | Painted)[];

/** Styles a part of a line, on a terminal and without NO_COLOR. */
export const paint = (format: Format, text: string): Painted => ({ format, text });

/** Prints a line, by default to standard output. */
export function print(line: Line, stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(`${rendered(line, stream)}\n`);
}

/** Prints a line to standard error. */
export function printError(line: Line): void {
  print(line, process.stderr);
}

/** Prints a text line by line, escaping each line. */
export function printLines(text: string, stream: NodeJS.WriteStream = process.stdout): void {
  for (const line of text.replace(/\n$/, '').split('\n')) print(line, stream);
}

/** Prints one line of JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${inertJson(value)}\n`);
}

/** Joins plain parts before it escapes them, since a workflow command of a CI system may span several parts. */
function rendered(line: Line, stream: NodeJS.WriteStream): string {
  let shown = '';
  let plain = '';
  for (const part of typeof line === 'string' ? [line] : line) {
    const { format, text } = typeof part === 'string' ? { format: 'none' as const, text: part } : part;
    // A CI system may strip the escape sequences before a styled part, which then begins the line.
    const coloured = styleText(format, inert(text, true), { stream });
    if (coloured === inert(text, true)) {
      plain += text;
    } else {
      shown += inert(plain, shown === '') + coloured;
      plain = '';
    }
  }
  return shown + inert(plain, shown === '');
}
