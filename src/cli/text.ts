/** How numbers and columns look in a terminal. */

import stringWidth from 'string-width';

const numbers = new Intl.NumberFormat('en-US');

/** 10000 → `10,000` */
export function number(value: number): string {
  return numbers.format(value);
}

/** 1, 'file' → `1 file`; 10000, 'file' → `10,000 files`; 2, 'address' → `2 addresses` */
export function counted(value: number, noun: string): string {
  const plural = noun.endsWith('s') ? 'es' : 's';
  return `${number(value)} ${noun}${value === 1 ? '' : plural}`;
}

/** 430 → `0.43 s`, 95000 → `1 min 35 s`. @param ms */
export function duration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(ms < 995 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Rows as aligned columns, two spaces apart. Chinese characters take two columns of a terminal each. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widths, row) => row.map((cell, i) => Math.max(widths[i] ?? 0, stringWidth(cell))),
    [],
  );
  const pad = (cell: string, i: number): string => cell + ' '.repeat(widths[i]! - stringWidth(cell));
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
