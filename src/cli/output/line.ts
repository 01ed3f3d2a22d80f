/** Printing. Everything that the command line says goes through here, line by line, and only it may colour a line. */

import { styleText } from 'node:util';
import { inert, inertJson } from './printable.ts';

type Format = Parameters<typeof styleText>[0];

/** A part of a line in a colour. */
export interface Painted {
  format: Format;
  text: string;
}

/** A line, without its end. Whatever the texts hold is shown as text. */
export type Line = string | readonly (string | Painted)[];

/** Colours where they are wanted: on a terminal, without NO_COLOR. */
export const paint = (format: Format, text: string): Painted => ({ format, text });

/** Prints a line of results. */
export function print(line: Line, stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(`${rendered(line, stream)}\n`);
}

/** Prints a line that is no result: to the standard error. */
export function printError(line: Line): void {
  print(line, process.stderr);
}

/** Prints a text of our own making as the lines that it has. */
export function printLines(text: string, stream: NodeJS.WriteStream = process.stdout): void {
  for (const line of text.replace(/\n$/, '').split('\n')) print(line, stream);
}

/** Prints one line of JSON, for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${inertJson(value)}\n`);
}

/** Parts without a colour are joined first: what they make together may mean something. */
function rendered(line: Line, stream: NodeJS.WriteStream): string {
  let shown = '';
  let plain = '';
  for (const part of typeof line === 'string' ? [line] : line) {
    const { format, text } = typeof part === 'string' ? { format: 'none' as const, text: part } : part;
    // In a colour it stands between escape sequences, and begins the line as far as anybody can tell.
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
