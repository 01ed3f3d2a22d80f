/** Where the lines of a front matter take up new entries: in YAML, JSON and TOML. */

import { findFence } from '../../article/matter/fence.ts';
import type { Entry, MapValue } from '../../article/matter/value.ts';
import { withLineFeeds } from '../../article/source.ts';

export interface Fact {
  key: 'length' | 'type';
  /** Digits, or a media type. */
  text: string;
}

export interface Insertion {
  /** Offset in the source, in UTF-16 code units. */
  at: number;
  /** Length of what is replaced. */
  removed: number;
  text: string;
}

type Empty = Readonly<Record<Fact['key'], Entry | undefined>>;

/**
 * The insertions that add facts behind the address of an enclosure.
 * @param source up to the body
 * @param empty entries without a value, which get one
 * @returns undefined if the lines are not written in a simple way
 */
export function insertions(
  source: string,
  map: MapValue,
  url: Entry,
  facts: readonly Fact[],
  empty: Empty,
): Insertion[] | undefined {
  if (url.value.kind !== 'text') return undefined;
  const fence = findFence(withLineFeeds(source));
  if (!fence || fence.language === 'pelican') return undefined;
  const isToml = fence.language === 'toml';
  const at = isToml ? onlyLiteral(source, url.value.text) : url.value.at;
  if (at === undefined) return undefined;
  const isJson = fence.language === 'json' || /^["']/.test(source.slice(url.keyAt, url.keyAt + 1));
  const isFlow = isToml ? !tomlLine.test(lineUpTo(source, at)) : source[map.at] === '{';
  const end = endOfScalar(source, at, isFlow);
  if (end === undefined) return undefined;
  const written = ({ key, text }: Fact): string => {
    if (isToml) return `${key} = ${key === 'length' ? text : `"${text}"`}`;
    return isJson ? `"${key}": ${key === 'length' ? text : `"${text}"`}` : `${key}: ${text}`;
  };
  const replaced = facts.filter(({ key }) => empty[key] !== undefined);
  const edits = replaced.map(({ key, text }) =>
    isToml ? undefined : replacement(source, empty[key]!, isJson && key === 'type' ? `"${text}"` : text),
  );
  if (!edits.every((edit) => edit !== undefined)) return undefined;
  const fresh = facts.filter(({ key }) => empty[key] === undefined).map(written);
  if (fresh.length === 0) return edits;
  if (isFlow) return [...edits, { at: end, removed: 0, text: fresh.map((text) => `, ${text}`).join('') }];
  const [rest] = /^[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/.exec(source.slice(end)) ?? [];
  if (rest === undefined) return undefined;
  const prefix = isToml
    ? tomlLine.exec(lineUpTo(source, at))![1]!
    : lineUpTo(source, url.keyAt).replaceAll(/[^\t]/g, ' ');
  const text = fresh.map((line) => lineBreakAt(source, end) + prefix + line).join('');
  return [...edits, { at: end + rest.length, removed: 0, text }];
}

/** A key of TOML at the start of a line; in front of it may stand the tables of a dotted key. */
const tomlLine = /^([ \t]*(?:[\w-]+\.)*)["']?[\w-]+["']?[ \t]*=[ \t]*$/;

/** The offset of a string of TOML; undefined where it stands twice, or with escapes. */
function onlyLiteral(source: string, text: string): number | undefined {
  const found = [`"${text}"`, `'${text}'`].flatMap((literal) => {
    const at = source.indexOf(literal);
    return at === -1 ? [] : source.includes(literal, at + 1) ? [at, at] : [at];
  });
  return found.length === 1 ? found[0] : undefined;
}

function endOfScalar(source: string, at: number, isFlow: boolean): number | undefined {
  const plain = isFlow ? /[^\s,{}[\]"'#&*!|>%@`][^\s,{}[\]]*/y : /[^\s{}[\]"'#&*!|>%@`]\S*/y;
  for (const form of [/"(?:[^"\\\r\n]|\\.)*"/y, /'(?:[^'\r\n]|'')*'/y, plain]) {
    form.lastIndex = at;
    if (form.test(source)) return form.lastIndex;
  }
  return undefined;
}

/** Puts a value into `length: 0`, `"length": "0"` or `length:`. */
function replacement(source: string, { keyAt, value }: Entry, text: string): Insertion | undefined {
  const token = /(?:"0?"|'0?'|0)(?=[\s,}]|$)/y;
  token.lastIndex = value.at;
  const [old] = token.exec(source) ?? [];
  if (old !== undefined) return { at: value.at, removed: old.length, text };
  const bare = /["']?[\w-]+["']?[ \t]*:(?=[ \t]*(?:#[^\r\n]*)?(?:[\r\n]|$))/y;
  bare.lastIndex = keyAt;
  return bare.test(source) ? { at: bare.lastIndex, removed: 0, text: ` ${text}` } : undefined;
}

const lineUpTo = (source: string, at: number): string =>
  source.slice(Math.max(source.lastIndexOf('\n', at - 1), source.lastIndexOf('\r', at - 1)) + 1, at);

function lineBreakAt(source: string, at: number): string {
  return /\r\n|\n|\r/.exec(source.slice(at))?.[0] ?? '\n';
}
