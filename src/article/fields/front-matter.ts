/** The entries of the front matter by key. Keys ignore case and hyphens; a repeated key is a warning. */

import type { Warn } from '../matter/refusal.ts';
import { isBlank } from '../matter/value.ts';
import type { Entry, MapValue, Value } from '../matter/value.ts';
import { quote } from '../text.ts';
import { notOfThemes, plainKey, taxonomies, themeTables } from '../keys.ts';

/** An entry that says something, with its key in lower case, and as `plainKey` respells it. */
interface Spelled {
  lower: string;
  plain: string;
  entry: Entry;
}

export class FrontMatter {
  /** The front matter, then the tables of themes. */
  readonly #tables: Spelled[][] = [];

  constructor(root: MapValue, warn: Warn) {
    const top = new Map<string, Entry>();
    for (const entry of root.entries) {
      const key = lowerKey(entry.key);
      if (top.has(key)) {
        warn(
          'duplicate-key',
          entry.keyAt,
          `${quote(entry.key)} appears more than once, and the last one counts; remove the others`,
        );
      }
      top.set(key, entry);
    }
    for (const entry of entriesOf(top.get(taxonomies)?.value)) {
      const key = lowerKey(entry.key);
      if (!top.has(key)) top.set(key, entry);
    }
    const front = [...top.values()].flatMap(spelled);
    const taken = new Set([...notOfThemes, ...front.map(({ plain }) => plain)]);
    this.#tables.push(front);
    for (const name of themeTables) {
      const table = entriesOf(top.get(name)?.value)
        .flatMap(spelled)
        .filter(({ plain }) => !taken.has(plain));
      for (const { plain } of table) taken.add(plain);
      if (table.length > 0) this.#tables.push(table);
    }
  }

  /** Every entry that is not blank. */
  *entries(): Generator<Entry> {
    for (const table of this.#tables) for (const { entry } of table) yield entry;
  }

  /** The entries of `keys` that are not blank, in the order of `keys`; other spellings come after the exact ones. */
  *present(keys: readonly string[]): Generator<Entry> {
    const { exact, others } = ranksOf(keys);
    for (const table of this.#tables) {
      const found = new Map<number, Entry>();
      for (const { lower, plain, entry } of table) {
        const rank = exact.get(lower) ?? others.get(plain);
        if (rank !== undefined) found.set(rank, entry);
      }
      for (const rank of [...found.keys()].sort((a, b) => a - b)) yield found.get(rank)!;
    }
  }
}

interface Ranks {
  exact: Map<string, number>;
  others: Map<string, number>;
}

/** Lists of keys are constants, so their ranks are made once. */
const ranksOfLists = new WeakMap<readonly string[], Ranks>();

function ranksOf(keys: readonly string[]): Ranks {
  let ranks = ranksOfLists.get(keys);
  if (!ranks) {
    ranks = {
      exact: new Map(keys.map((key, i) => [key, i])),
      // Of two keys with the same other spelling the first one counts.
      others: new Map(keys.map((key, i): [string, number] => [plainKey(key), keys.length + i]).toReversed()),
    };
    ranksOfLists.set(keys, ranks);
  }
  return ranks;
}

function spelled(entry: Entry): Spelled[] {
  return isBlank(entry.value) ? [] : [{ lower: lowerKey(entry.key), plain: plainKey(entry.key), entry }];
}

const lowerKey = (key: string): string => key.trim().toLowerCase();

const entriesOf = (value: Value | undefined): Entry[] => (value?.kind === 'map' ? value.entries : []);
