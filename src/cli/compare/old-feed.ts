/** The old feed in memory: what readers know of each entry. */

import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import { formatNumber } from '../output/numbers.ts';
import type { FeedEntry } from './entry.ts';

export class OldFeed {
  readonly entries = new Map<string, FeedEntry>();
  /** Ids that stand at several entries of one document, each with the number of these. */
  readonly repeated = new Map<string, number>();
  readonly #documents = new Map<string, number>();
  /** Instants, ms. */
  newest: number | undefined;
  oldest: number | undefined;

  /** @param document counts from 1 @returns whether its key is new */
  add(entry: FeedEntry, document: number): boolean {
    const { key, date } = entry;
    if (this.entries.has(key)) {
      // In another document it is an older version (RFC 5005, 4), or moved on while the pages were read.
      if (this.#documents.get(key) === document) this.repeated.set(key, (this.repeated.get(key) ?? 1) + 1);
      return false;
    }
    if (this.entries.size >= limits.compareEntries)
      throw new CliError(
        exitCodes.usage,
        `The feed has more than ${formatNumber(limits.compareEntries)} entries, more than are read. Nothing was compared.`,
      );
    this.entries.set(key, entry);
    this.#documents.set(key, document);
    if (date !== undefined) {
      this.newest = Math.max(this.newest ?? date, date);
      this.oldest = Math.min(this.oldest ?? date, date);
    }
    return true;
  }

  /** The host of most of its links, which is that of the old site. */
  get host(): string | undefined {
    const counts = new Map<string, number>();
    for (const { link } of this.entries.values()) {
      const host = link === undefined ? undefined : URL.parse(link)?.host;
      if (host) counts.set(host, (counts.get(host) ?? 0) + 1);
    }
    return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
  }
}
