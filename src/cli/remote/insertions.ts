/** Where the lines of a front matter take up new entries: in YAML, JSON and TOML. */

import { findFence, type Language } from '../../article/matter/fence.ts';
import type { Entry } from '../../article/matter/value.ts';
import { withLineFeeds } from '../../article/source.ts';
import type { Place } from './enclosures.ts';

export interface Fact {
  key: string;
  /** Digits, a media type, or a time like `1:02:03`. */
  text: string;
  /** An entry without a value, which gets one. */
  empty?: Entry;
}

export interface Insertion {
  /** Offset in the source, in UTF-16 code units. */
  at: number;
  /** Length of what is replaced. */
  removed: number;
  text: string;
}

/**
 * The insertions that add facts at the place of an enclosure.
 * @param source up to the body
 * @returns undefined if the lines are not written in a simple way
 */
export function insertions(source: string, place: Place, facts: readonly Fact[]): Insertion[] | undefined {
  const fence = findFence(withLineFeeds(source));
  if (!fence || fence.language === 'pelican') return undefined;
  const { language } = fence;
  const { entry } = place;
  const isJson = language === 'json' || /^["']/.test(source.slice(entry.keyAt, entry.keyAt + 1));
  const filled = facts.flatMap(({ empty, text }) =>
    empty === undefined
      ? []
      : [language === 'toml' ? undefined : replacement(source, empty, valueOf(text, language, isJson))],
  );
  if (!filled.every((edit) => edit !== undefined)) return undefined;
  const fresh = facts
    .filter(({ empty }) => empty === undefined)
    .map(({ key, text }) => {
      const value = valueOf(text, language, isJson);
      if (language === 'toml') return `${key} = ${value}`;
      return isJson ? `"${key}": ${value}` : `${key}: ${value}`;
    });
  if (fresh.length === 0) return filled;
  const put =
    place.side === 'before' ? before(source, place, language, fresh) : behind(source, place, language, fresh);
  return put && [...filled, put];
}

/** Digits stand as they are; YAML 1.1 would take `52:14` for a number. */
function valueOf(text: string, language: Language, isJson: boolean): string {
  if (/^\d+$/.test(text)) return text;
  return language === 'yaml' && !isJson && !text.includes(':') ? text : `"${text}"`;
}

/** Behind the address, on lines of their own or after commas. */
function behind(
  source: string,
  { map, entry }: Place,
  language: Language,
  fresh: readonly string[],
): Insertion | undefined {
  if (entry.value.kind !== 'text') return undefined;
  const isToml = language === 'toml';
  const at = isToml ? onlyLiteral(source, entry.value.text) : entry.value.at;
  if (at === undefined) return undefined;
  const isFlow = isToml
    ? !tomlLine.test(lineUpTo(source, at))
    : language === 'json' || source[map.at] === '{';
  const end = endOfScalar(source, at, isFlow);
  if (end === undefined) return undefined;
  if (isFlow) return { at: end, removed: 0, text: fresh.map((text) => `, ${text}`).join('') };
  const [rest] = /^[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/.exec(source.slice(end)) ?? [];
  if (rest === undefined) return undefined;
  const prefix = isToml
    ? tomlLine.exec(lineUpTo(source, at))![1]!
    : lineUpTo(source, entry.keyAt).replaceAll(/[^\t]/g, ' ');
  const text = fresh.map((line) => lineBreakAt(source, end) + prefix + line).join('');
  return { at: end + rest.length, removed: 0, text };
}

/** Before the key of the entry: what stands under it may be long. */
function before(
  source: string,
  { map, entry: { keyAt } }: Place,
  language: Language,
  fresh: readonly string[],
): Insertion | undefined {
  if (language === 'toml') return undefined;
  if (language === 'json' || source[map.at] === '{')
    return { at: keyAt, removed: 0, text: fresh.map((text) => `${text}, `).join('') };
  const prefix = lineUpTo(source, keyAt);
  if (!/^[ \t]*$/.test(prefix)) return undefined;
  const lineBreak = lineBreakAt(source, keyAt);
  return { at: keyAt, removed: 0, text: fresh.map((line) => line + lineBreak + prefix).join('') };
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
