/** Finds the fields of an episode in the front matter. */

import { isBlank, type Entry, type Value } from '../../matter/value.ts';
import { fieldKeys, plainKey } from '../../keys.ts';
import type { FrontMatter } from '../front-matter.ts';
import type { Context, Read } from '../read.ts';
import { episodeMaps, type Keys } from './keys.ts';

/** A map, and its entries by their plain keys: the last of a key. */
interface Place {
  map: Value;
  entries: ReadonlyMap<string, Entry>;
}

export class Places {
  readonly #frontMatter: FrontMatter;
  readonly #maps: Place[];

  constructor(frontMatter: FrontMatter) {
    this.#frontMatter = frontMatter;
    this.#maps = [...episodeMaps, ...fieldKeys.media].flatMap((key) => {
      const [entry] = frontMatter.present([key]);
      return entry ? placesIn(entry.value) : [];
    });
  }

  /** The entries of a field, the first one first. @param except a map that has been read already */
  *of(keys: Keys, except?: Value): Generator<Entry> {
    for (const { map, entries } of this.#maps) {
      if (map === except) continue;
      for (const key of keys.inside) {
        const entry = entries.get(plainKey(key));
        if (entry) yield entry;
      }
    }
    yield* this.#frontMatter.present(keys.top);
  }

  /** The first usable value of a field. */
  read<T>(keys: Keys, read: Read<T>, context: Context): T | undefined {
    for (const { key, value } of this.of(keys)) {
      const result = read(value, context, key);
      if (result !== undefined) return result;
    }
    return undefined;
  }
}

/** A list with one map is that map. */
function placesIn(value: Value): Place[] {
  const map = value.kind === 'list' && value.items.length === 1 ? value.items[0]! : value;
  if (map.kind !== 'map') return [];
  const present = map.entries.filter((entry) => !isBlank(entry.value));
  return [{ map, entries: new Map(present.map((entry) => [plainKey(entry.key), entry])) }];
}
