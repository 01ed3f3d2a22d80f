/** Reading values of a configuration whose types are not known. */

export type Table = Readonly<Record<string, unknown>>;

export const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** The value at a path of keys. */
export function valueAt(table: Table, ...keys: readonly string[]): unknown {
  let value: unknown = table;
  for (const key of keys) value = isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** The text at a path of keys, on one line; undefined if it is empty or none. */
export function textAt(table: Table, ...keys: readonly string[]): string | undefined {
  return textOf(valueAt(table, ...keys));
}

export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).replace(/\s+/g, ' ').trim() || undefined;
}

/** The table at a path of keys; empty if there is none. */
export function tableAt(table: Table, ...keys: readonly string[]): Table {
  const value = valueAt(table, ...keys);
  return isTable(value) ? value : {};
}

/** The texts at a path of keys, of a list or of a single text. */
export function textsAt(table: Table, ...keys: readonly string[]): string[] {
  const value = valueAt(table, ...keys);
  return (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== undefined);
}

/** The same table with all keys in lower case, at every level. */
export function lowerKeys(table: Table): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => [
      key.toLowerCase(),
      isTable(value) ? lowerKeys(value) : value,
    ]),
  );
}
