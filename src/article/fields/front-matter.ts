/** The entries of the front matter by key. Keys ignore case; a repeated key is a warning. */

import type { Warn } from '../matter/refusal.ts';
import { isBlank } from '../matter/value.ts';
import type { Entry, MapValue } from '../matter/value.ts';
import { quote } from '../text.ts';
import { taxonomies } from '../keys.ts';

export class FrontMatter {
  readonly #entries = new Map<string, Entry>();

  constructor(root: MapValue, warn: Warn) {
    for (const entry of root.entries) {
      const key = entry.key.trim().toLowerCase();
      const before = this.#entries.get(key);
      if (before) {
        warn(
          'duplicate-key',
          entry.keyAt,
          `${quote(entry.key)} appears more than once, and the last one counts; remove the others`,
        );
      }
      this.#entries.set(key, entry);
    }
    const nested = this.#entries.get(taxonomies)?.value;
    for (const entry of nested?.kind === 'map' ? nested.entries : []) {
      const key = entry.key.toLowerCase();
      if (!this.#entries.has(key)) this.#entries.set(key, entry);
    }
  }

  /** The entries of `keys` that are not blank, in the order of `keys`. */
  *present(keys: readonly string[]): Generator<Entry> {
    for (const key of keys) {
      const entry = this.#entries.get(key);
      if (entry && !isBlank(entry.value)) yield entry;
    }
  }
}
