/** The rows of shows as a batch sees them: those of the table, overlaid with what has been decided so far. */

import type { ShowRow } from '../tables/show-row.ts';

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

  constructor(stored: Stored = none) {
    this.#stored = stored;
  }

  at(path: string): ShowRow | undefined {
    const decided = this.#decided.get(path);
    return decided === undefined ? this.#stored.at(path) : (decided ?? undefined);
  }

  /** @param category '': the whole site */
  inCategory(category: string): ShowRow[] {
    return this.#among(this.#stored.inCategory(category), (row) => row.category === category);
  }

  withGuid(guid: string): ShowRow[] {
    return this.#among(this.#stored.withGuid(guid), (row) => row.guid === guid);
  }

  set(path: string, row: ShowRow | null): void {
    this.#decided.set(path, row);
  }

  #among(stored: readonly ShowRow[], has: (row: ShowRow) => boolean): ShowRow[] {
    const decided = [...this.#decided.values()].filter((row) => row !== null).filter(has);
    return [...decided, ...stored.filter(({ path }) => !this.#decided.has(path))];
  }
}
