/** Reading values of a configuration that may have any form. What has another one than it should is left to wrangler. */

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns an empty table for anything else */
export const objectOf = (value: unknown): Table => (isTable(value) ? value : {});

/** The tables of a list, each with its index in it. */
export const objectsIn = (value: unknown): Table[] => (Array.isArray(value) ? value.map(objectOf) : []);

/** The texts of a list. */
export const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** A text, a number or a switch as it is written; empty for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const isPlain = typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
  return isPlain ? String(value) : '';
}
