/** Adds lengths, types and durations to the enclosures of a front matter, and changes nothing else of the source. */

import { splitMatter, type Split } from '../../article/matter/split.ts';
import { clockOf } from '../../article/fields/duration.ts';
import { isBlank, type Entry, type MapValue, type Value } from '../../article/matter/value.ts';
import { plainKey } from '../../article/keys.ts';
import { enclosuresOf, type Enclosure, type Place } from './enclosures.ts';
import { besideKeys, namesInside, type FactKey } from './fact-keys.ts';
import { insertions, type Fact, type Insertion } from './insertions.ts';

/** What the server says of an enclosure. */
export interface ServerFacts {
  bytes?: number;
  type?: string;
  /** Seconds. */
  duration?: number;
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
    const { place } = enclosure;
    if (place === undefined) {
      leave(
        'it is a text, which themes may read as one; write it as a map with the keys url, length and type',
      );
    } else if (contradicts(enclosure, all, facts)) {
      leave('the file names the same address twice, with other values; correct them');
    } else {
      const next = changed(added.source, split, place, facts);
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

/** A fact, and what it is about. */
interface Missing extends Fact {
  about: FactKey;
}

function missing({ said, place }: Enclosure, { bytes, type, duration }: ServerFacts = {}): Missing[] {
  const isBeside = place?.keys === besideKeys;
  const texts: Partial<Record<FactKey, string>> = {
    ...(bytes && { length: String(bytes) }),
    ...(type && { type }),
    ...(duration && { duration: isBeside ? clockOf(duration) : String(Math.round(duration)) }),
  };
  const names = place?.names ?? namesInside;
  return (Object.keys(namesInside) as FactKey[]).flatMap((about): Missing[] => {
    const [key, text] = [names[about], texts[about]];
    if (key === undefined || text === undefined || said[about] !== undefined) return [];
    const empty = place?.map.entries.findLast(
      (entry) => isEmpty(entry) && place.keys[about].some((known) => plainKey(known) === plainKey(entry.key)),
    );
    return [{ about, key, text, ...(empty && { empty }) }];
  });
}

/** An entry that says nothing: blank, or 0. */
const isEmpty = ({ value }: Entry): boolean =>
  isBlank(value) || (value.kind === 'text' && value.text.trim() === '0');

/** Whether another enclosure with the same address has another value already. */
function contradicts({ url }: Enclosure, all: readonly Enclosure[], facts: readonly Missing[]): boolean {
  return all
    .filter((other) => other.url === url)
    .some(({ said }) =>
      facts.some(
        ({ about, text }) => about !== 'duration' && said[about] !== undefined && said[about] !== text,
      ),
    );
}

/** The source with the facts; undefined if it cannot have them without another change. */
function changed(
  source: string,
  { fields, body }: Split,
  place: Place,
  facts: readonly Missing[],
): string | undefined {
  const edits = insertions(source.slice(0, source.length - body.length), place, facts);
  if (!edits) return undefined;
  const next = applied(source, edits);
  const now = new Map<string, string>(facts.map(({ empty, key, text }) => [empty?.key ?? key, text]));
  try {
    const after = read(next);
    // A map that YAML's references use twice would change in two places.
    const uses = { of: place.map, count: 0 };
    const expected = spelled(fields, { map: place.map, now }, uses);
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
