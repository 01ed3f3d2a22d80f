/** The rows of shows as a batch sees them: those of the table, overlaid with what has been decided so far. */

import type { ShowRow } from '../../tables/show-row.ts';

/** The table. */
interface Stored {
  at: (path: string) => ShowRow | undefined;
  inCategory: (category: string) => ShowRow[];
  withGuid: (guid: string) => ShowRow[];
}

const none: Stored = { at: () => undefined, inCategory: () => [], withGuid: () => [] };

/** A row without a show is that of a file that was deleted. */
export class ShowRows {
  readonly #stored: Stored;
  /** By path; null: the row is gone. */
  readonly #decided = new Map<string, ShowRow | null>();
  readonly #byCategory = new Map<string, Set<ShowRow>>();
  readonly #byGuid = new Map<string, Set<ShowRow>>();

  constructor(stored: Stored = none) {
    this.#stored = stored;
  }

  at(path: string): ShowRow | undefined {
    const decided = this.#decided.get(path);
    return decided === undefined ? this.#stored.at(path) : (decided ?? undefined);
  }

  /** @param category '': the whole site */
  inCategory(category: string): ShowRow[] {
    return this.#with(this.#byCategory.get(category), this.#stored.inCategory(category));
  }

  withGuid(guid: string): ShowRow[] {
    return this.#with(this.#byGuid.get(guid), this.#stored.withGuid(guid));
  }

  set(path: string, row: ShowRow | null): void {
    const before = this.#decided.get(path);
    if (before) {
      this.#byCategory.get(before.category)?.delete(before);
      this.#byGuid.get(before.guid)?.delete(before);
    }
    this.#decided.set(path, row);
    if (!row) return;
    add(this.#byCategory, row.category, row);
    add(this.#byGuid, row.guid, row);
  }

  #with(decided: Iterable<ShowRow> = [], stored: readonly ShowRow[]): ShowRow[] {
    return [...decided, ...stored.filter(({ path }) => !this.#decided.has(path))];
  }
}

function add(index: Map<string, Set<ShowRow>>, key: string, row: ShowRow): void {
  const rows = index.get(key);
  if (rows) rows.add(row);
  else index.set(key, new Set([row]));
}
