/**
 * The subset of YAML in nearly all front matter: keys with a text on the same line, or a list of texts below. Parsed
 * line by line, in a tenth of the time of yaml. Anything that could mean something else in YAML
 * (https://yaml.org/spec/1.2.2/) is left to yaml.
 */

import type { Entry, ListValue, MapValue, TextValue } from '../value.ts';

/** Letters of any script: `标题: …` */
const key = /^([\p{L}_][\p{L}\p{N}_-]{0,99}):(?: +|$)/u;
const item = /^( *)- +/;

/**
 * A plain scalar: does not start with a YAML indicator (a comma, a dash, a bracket, a quote …), and contains no `: `,
 * which would make it a map, no ` #`, which starts a comment, and no colon at its end.
 */
const plain = /^[\p{L}\p{N}_(/.+=$~\\<^;，。（《“「【](?:[^:# \t]|:(?=[^ \t])|(?<! )#| +(?=[^ #\t]))*$/u;
/** A quoted scalar without escapes. */
const quoted = /^(?:'([^'\t]*)'|"([^"\\\t]*)")$/;

/** Characters outside of the subset. YAML's line breaks are `\n` and `\r\n`; it forbids other control characters. */
const unusual = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/**
 * Reads a block of the subset.
 * @param from offset of the block in the file
 * @returns undefined if the block is outside of the subset
 */
export function readPlainYaml(block: string, from: number): MapValue | undefined {
  if (unusual.test(block)) return undefined;
  const entries: Entry[] = [];
  /** The list that is being read. */
  let list: ListValue | undefined;
  let indent = '';
  let at = from;
  for (const line of block.split('\n')) {
    const lineAt = at;
    at += line.length + 1;
    if (line === '') continue;
    const [opening, name] = key.exec(line) ?? [];
    if (opening !== undefined && name !== undefined) {
      const value = readText(line.slice(opening.length), lineAt + opening.length);
      if (!value) return undefined;
      entries.push({ key: name, keyAt: lineAt, value });
      list = undefined;
      continue;
    }
    const [dash, spaces] = item.exec(line) ?? [];
    const last = entries.at(-1);
    if (dash === undefined || spaces === undefined || !last) return undefined;
    if (!list) {
      if (last.value.kind !== 'text' || last.value.text !== '' || !last.value.plain) return undefined;
      indent = spaces;
      list = { kind: 'list', items: [], at: lineAt + indent.length };
      last.value = list;
    }
    const text = spaces === indent ? readText(line.slice(dash.length), lineAt + dash.length) : undefined;
    if (!text || (text.plain && text.text === '')) return undefined;
    list.items.push(text);
  }
  return entries.length > 0 ? { kind: 'map', entries, at: entries[0]!.keyAt } : undefined;
}

function readText(source: string, at: number): TextValue | undefined {
  let end = source.length;
  while (source[end - 1] === ' ') end--;
  const text = source.slice(0, end);
  if (text === '' || plain.test(text)) return { kind: 'text', text, plain: true, at };
  const [, single, double] = quoted.exec(text) ?? [];
  const inner = single ?? double;
  return inner === undefined ? undefined : { kind: 'text', text: inner, plain: false, at };
}
