/** Tables in a terminal. The only file that imports string-width, which takes longer to load than most commands need. */

import stringWidth from 'string-width';

/** Rows as aligned columns, two spaces apart. Chinese characters take two columns of a terminal each. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widths, row) => row.map((cell, i) => Math.max(widths[i] ?? 0, stringWidth(cell))),
    [],
  );
  const pad = (cell: string, i: number): string => cell + ' '.repeat(widths[i]! - stringWidth(cell));
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
