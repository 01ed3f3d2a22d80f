/** Adds lengths and types to the enclosures of a front matter, and changes nothing else of the source. */

import { splitMatter, type Split } from '../../article/matter/split.ts';
import type { Entry, MapValue, Value } from '../../article/matter/value.ts';
import { emptyLength, emptyType, enclosuresOf, urlEntry, type Enclosure } from './enclosures.ts';
import { insertions, type Fact, type Insertion } from './insertions.ts';

/** What the server says of an enclosure. */
export interface ServerFacts {
  bytes?: number;
  type?: string;
}

export interface Added {
  source: string;
  /** Enclosures that were changed. */
  changed: number;
  /** Those that were not, each with what its author may write. */
  left: { url: string; why: string; facts: string }[];
}

/**
 * Each change is checked by reading the front matter again: it must differ by the new entries alone.
 * @param factsOf of an absolute address; undefined: nothing is known
 * @throws Refusal if the front matter is unreadable
 */
export function addFacts(
  source: string,
  siteUrl: string,
  factsOf: (url: string) => ServerFacts | undefined,
): Added {
  const added: Added = { source, changed: 0, left: [] };
  const count = enclosuresOf(read(source)?.fields ?? nothing, siteUrl).length;
  for (let i = 0; i < count; i++) {
    const split = read(added.source)!;
    const all = enclosuresOf(split.fields, siteUrl);
    const enclosure = all[i]!;
    const facts = missing(enclosure, factsOf(enclosure.url));
    if (facts.length === 0) continue;
    const leave = (why: string): void => {
      const text = facts.map(({ key, text }) => `${key}: ${text}`).join(', ');
      added.left.push({ url: enclosure.url, why, facts: text });
    };
    const { value } = enclosure;
    if (value.kind === 'text') {
      leave(
        'it is a text, which themes may read as one; write it as a map with the keys url, length and type',
      );
    } else if (contradicts(enclosure, all, facts)) {
      leave('the file names the same address twice, with other values; correct them');
    } else {
      const next = changed(added.source, split, value, facts);
      if (next === undefined) leave('the lines around it are not simple enough to be changed safely');
      else {
        added.source = next;
        added.changed++;
      }
    }
  }
  return added;
}

const read = (source: string): Split | undefined => splitMatter(source, () => {});

const nothing: MapValue = { kind: 'map', entries: [], at: 0 };

function missing({ length, type }: Enclosure, facts: ServerFacts = {}): Fact[] {
  return [
    ...(length === undefined && facts.bytes ? [{ key: 'length', text: String(facts.bytes) } as const] : []),
    ...(type === undefined && facts.type ? [{ key: 'type', text: facts.type } as const] : []),
  ];
}

/** Whether another enclosure with the same address has another value already. */
function contradicts({ url }: Enclosure, all: readonly Enclosure[], facts: readonly Fact[]): boolean {
  return all
    .filter((other) => other.url === url)
    .some((other) => facts.some(({ key, text }) => other[key] !== undefined && other[key] !== text));
}

/** The source with the facts; undefined if it cannot have them without another change. */
function changed(
  source: string,
  { fields, body }: Split,
  map: MapValue,
  facts: readonly Fact[],
): string | undefined {
  const url = urlEntry(map);
  if (!url) return undefined;
  const empty = { length: emptyLength(map), type: emptyType(map) };
  const edits = insertions(source.slice(0, source.length - body.length), map, url, facts, empty);
  if (!edits) return undefined;
  const next = applied(source, edits);
  const now = new Map<string, string>(facts.map(({ key, text }) => [empty[key]?.key ?? key, text]));
  try {
    const after = read(next);
    // A map that YAML's references use twice would change in two places.
    const uses = { of: map, count: 0 };
    const expected = spelled(fields, { map, now }, uses);
    return after && uses.count === 1 && spelled(after.fields) === expected && after.body === body
      ? next
      : undefined;
  } catch {
    return undefined;
  }
}

const applied = (source: string, edits: readonly Insertion[]): string =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, { at, removed, text: put }) => text.slice(0, at) + put + text.slice(at + removed), source);

/** A value as text, to be compared. The order of entries is left out. */
export function spelled(
  value: Value,
  change?: { map: MapValue; now: ReadonlyMap<string, string> },
  uses?: { of: MapValue; count: number },
): string {
  if (value.kind === 'text') return JSON.stringify(value.text);
  if (value.kind === 'list') return `[${value.items.map((item) => spelled(item, change, uses)).join()}]`;
  if (uses?.of === value) uses.count++;
  const now = change?.map === value ? change.now : undefined;
  const entry = ({ key, value: of }: Entry): string => `${JSON.stringify(key)}:${spelled(of, change, uses)}`;
  const kept = value.entries.filter(({ key }) => !now?.has(key)).map(entry);
  const put = Array.from(now ?? [], ([key, text]) => `${JSON.stringify(key)}:${JSON.stringify(text)}`);
  return `{${[...kept, ...put].toSorted().join()}}`;
}
