/** Tables in a terminal. The only file that imports string-width, which takes longer to load than most commands need. */

import stringWidth from 'string-width';
import { printable } from './printable.ts';

/** Rows as aligned columns, two spaces apart. Chinese characters take two columns of a terminal each. */
export function columns(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map(printable)); // as wide as they are shown
  const widths = rows.reduce<number[]>(
    (widths, row) => row.map((cell, i) => Math.max(widths[i] ?? 0, stringWidth(cell))),
    [],
  );
  const pad = (cell: string, i: number): string => cell + ' '.repeat(widths[i]! - stringWidth(cell));
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
