/** Writing values in TOML and in JSON, on one line each. */

interface Notation {
  key: (name: string) => string;
  /** A key with its value, without what separates it from the next. */
  pair: (name: string, value: unknown) => string;
  inline: (value: unknown) => string;
  /** What follows a pair on a line of its own. */
  separator: string;
}

// A string of JSON is a basic string of TOML (https://toml.io/en/v1.0.0#string), but for DEL, which JSON leaves as it is.
const quoted = (text: string): string => JSON.stringify(text).replaceAll('\x7f', '\\u007f');

const toml: Notation = {
  key: (name) => (/^[\w-]+$/.test(name) ? name : quoted(name)),
  pair: (name, value) => `${toml.key(name)} = ${toml.inline(value)}`,
  inline: (value) => inline(value, toml),
  separator: '',
};

const json: Notation = {
  key: quoted,
  pair: (name, value) => `${quoted(name)}: ${json.inline(value)}`,
  inline: (value) => inline(value, json),
  separator: ',',
};

function inline(value: unknown, { pair, inline: nested }: Notation): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(nested).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([name, each]) => pair(name, each));
  return `{ ${pairs.join(', ')} }`;
}

export const notations: Readonly<Record<'toml' | 'json', Notation>> = { toml, json };
