/** Tables in a terminal. Only commands that print one import this file: string-width takes longer to load than they run. */

import stringWidth from 'string-width';
import { printable } from './printable.ts';

/** Aligns rows in columns, two spaces apart. A Chinese character is two columns wide. */
export function columns(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map(printable)); // escaping changes the width
  const widths = rows.reduce<number[]>(
    (widths, row) => row.map((cell, i) => Math.max(widths[i] ?? 0, stringWidth(cell))),
    [],
  );
  const pad = (cell: string, i: number): string => cell + ' '.repeat(widths[i]! - stringWidth(cell));
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
