/** The entries of the front matter by key. Keys ignore case and hyphens; a repeated key is a warning. */

import type { Warn } from '../matter/refusal.ts';
import { isBlank } from '../matter/value.ts';
import type { Entry, MapValue, Value } from '../matter/value.ts';
import { quote } from '../text.ts';
import { notOfThemes, plainKey, taxonomies, themeTables } from '../keys.ts';

/** The entries of a map by key: in lower case, and as `plainKey` respells it. */
interface Table {
  exact: Map<string, Entry>;
  plain: Map<string, Entry>;
}

export class FrontMatter {
  /** The front matter, then the tables of themes. */
  readonly #tables: Table[] = [];

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
    const taken = new Set(notOfThemes);
    this.#add(top, taken);
    for (const name of themeTables) {
      const entries = entriesOf(top.get(name)?.value).filter(({ key }) => !taken.has(plainKey(key)));
      this.#add(new Map(entries.map((entry) => [lowerKey(entry.key), entry])), taken);
    }
  }

  /** Adds a table. @param taken receives its keys, which the next tables cannot override */
  #add(exact: Map<string, Entry>, taken: Set<string>): void {
    const plain = new Map<string, Entry>();
    for (const entry of exact.values()) {
      const key = plainKey(entry.key);
      plain.set(key, entry);
      if (!isBlank(entry.value)) taken.add(key);
    }
    if (exact.size > 0) this.#tables.push({ exact, plain });
  }

  /** The entries of `keys` that are not blank, in the order of `keys`; other spellings come after the exact ones. */
  *present(keys: readonly string[]): Generator<Entry> {
    for (const { exact, plain } of this.#tables) {
      const found = new Set<Entry | undefined>();
      for (const key of keys) found.add(exact.get(key));
      for (const key of plainKeys(keys)) found.add(plain.get(key));
      for (const entry of found) if (entry && !isBlank(entry.value)) yield entry;
    }
  }
}

/** Respelled lists of keys: the lists are constants. */
const respelled = new WeakMap<readonly string[], string[]>();

function plainKeys(keys: readonly string[]): string[] {
  const plain = respelled.get(keys) ?? keys.map(plainKey);
  respelled.set(keys, plain);
  return plain;
}

const lowerKey = (key: string): string => key.trim().toLowerCase();

const entriesOf = (value: Value | undefined): Entry[] => (value?.kind === 'map' ? value.entries : []);
