/** One feed of ours beside the old one, entry by entry. */

import { iriOf } from '../../article/fields/id.ts';
import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import { formatNumber } from '../output/numbers.ts';
import { nearOf, pathOf } from './difference.ts';
import type { FeedEntry } from './entry.ts';
import type { OldFeed } from './old-feed.ts';

/**
 * How an entry is found whose id the old feed does not have. `iri`: its id is made from the old one. `near`, `host`: the
 * ids differ in what people overlook, or in their hosts. `link`, `title`: these are the same (a title with its date).
 */
type Trace = 'iri' | 'near' | 'host' | 'link' | 'title';

/** An entry of the old feed that looks new. */
export interface Change {
  old: FeedEntry;
  /** The entry that it has become. */
  ours: FeedEntry;
  trace: Trace;
}

/** An entry that readers find again, whose date or link is another one. */
export interface Pair {
  old: FeedEntry;
  ours: FeedEntry;
}

export interface Outcome {
  /** Entries of ours. */
  count: number;
  kept: number;
  /** Entries that look new, since their id is another one. */
  changed: Change[];
  /** Entries of the old feed that no entry has come from. */
  missing: FeedEntry[];
  dates: Pair[];
  links: Pair[];
  /** Entries that the old feed does not have. */
  added: {
    /** Newer than its newest. */
    newer: number;
    older: number;
    /** Those of the older ones that are in the first document, which readers fetch. */
    shown: number;
  };
}

export class Side {
  readonly #old: OldFeed;
  readonly #found = new Set<string>();
  readonly #dates: Pair[] = [];
  readonly #links: Pair[] = [];
  /** Entries whose id the old feed does not have. */
  readonly #rest = new Map<string, { entry: FeedEntry; document: number }>();

  constructor(old: OldFeed) {
    this.#old = old;
  }

  /** @param document counts from 1 @returns whether its key is new */
  add(entry: FeedEntry, document: number): boolean {
    const { key } = entry;
    if (this.#found.has(key) || this.#rest.has(key)) return false;
    if (this.#found.size + this.#rest.size >= limits.compareEntries)
      throw new CliError(
        exitCodes.usage,
        `The feed of this site has more than ${formatNumber(limits.compareEntries)} entries, more than are read. Nothing was compared.`,
      );
    const old = this.#old.entries.get(key);
    if (!old) this.#rest.set(key, { entry, document });
    else {
      this.#found.add(key);
      this.#pair({ old, ours: entry });
    }
    return true;
  }

  /** Once all entries are added. */
  outcome(): Outcome {
    const { changed, missing, claimed } = this.#lost();
    for (const change of changed) this.#pair(change);
    return {
      count: this.#found.size + this.#rest.size,
      kept: this.#found.size,
      changed,
      missing,
      dates: this.#dates,
      links: this.#links,
      added: this.#added(claimed),
    };
  }

  #pair({ old, ours }: Pair): void {
    const pair = { old, ours };
    // Instants: RSS has whole seconds.
    if (old.date !== undefined && ours.date !== undefined && secondOf(old.date) !== secondOf(ours.date))
      this.#dates.push(pair);
    if (old.link !== undefined && ours.link !== undefined && placeOf(old.link) !== placeOf(ours.link))
      this.#links.push(pair);
  }

  #lost(): { changed: Change[]; missing: FeedEntry[]; claimed: Set<string> } {
    const changed: Change[] = [];
    const missing: FeedEntry[] = [];
    const claimed = new Set<string>();
    if (this.#found.size === this.#old.entries.size) return { changed, missing, claimed };
    const finder = new Finder(Array.from(this.#rest.values(), ({ entry }) => entry));
    for (const [key, old] of this.#old.entries) {
      if (this.#found.has(key)) continue;
      const found = finder.find(old, claimed);
      if (!found) missing.push(old);
      else {
        claimed.add(found.ours.key);
        changed.push({ old, ...found });
      }
    }
    return { changed, missing, claimed };
  }

  #added(claimed: ReadonlySet<string>): Outcome['added'] {
    const added = { newer: 0, older: 0, shown: 0 };
    const { newest = -Infinity } = this.#old;
    for (const [key, { entry, document }] of this.#rest) {
      if (claimed.has(key)) continue;
      if (entry.date !== undefined && entry.date > newest) added.newer++;
      else {
        added.older++;
        if (document === 1) added.shown++;
      }
    }
    return added;
  }
}

const secondOf = (time: number): number => Math.floor(time / 1000);

/** Path and parameters, in one spelling: the site may be read at another host than its own. */
export function placeOf(address: string): string {
  const url = URL.parse(address);
  return url ? url.pathname + url.search : address;
}

/** Finds the entry that an entry of the old feed has become, among those whose id the old feed does not have. */
class Finder {
  readonly #byKey = new Map<string, FeedEntry>();
  readonly #byNear = new Map<string, FeedEntry>();
  readonly #byPath = new Map<string, FeedEntry>();
  readonly #byLink = new Map<string, FeedEntry>();
  readonly #byTitle = new Map<string, FeedEntry>();

  constructor(entries: readonly FeedEntry[]) {
    for (const entry of entries) {
      this.#byKey.set(entry.key, entry);
      this.#byNear.set(nearOf(entry.key), entry);
      const path = pathOf(entry.key);
      if (path !== undefined) this.#byPath.set(path, entry);
      if (entry.link !== undefined) this.#byLink.set(nearOf(placeOf(entry.link)), entry);
      this.#byTitle.set(titleKey(entry), entry);
    }
  }

  find(old: FeedEntry, claimed: ReadonlySet<string>): { ours: FeedEntry; trace: Trace } | undefined {
    const { key, by, link, title } = old;
    // The key of an entry with neither id nor link is no text of the feed.
    const path = by === 'title' ? undefined : pathOf(key);
    const found: [Trace, FeedEntry | undefined][] = [
      ['iri', by === 'id' ? this.#byKey.get(iriOf(key)) : undefined],
      ['near', by === 'title' ? undefined : this.#byNear.get(nearOf(key))],
      ['host', path === undefined ? undefined : this.#byPath.get(path)],
      ['link', link === undefined ? undefined : this.#byLink.get(nearOf(placeOf(link)))],
      ['title', title === '' ? undefined : this.#byTitle.get(titleKey(old))],
    ];
    for (const [trace, ours] of found) if (ours && !claimed.has(ours.key)) return { ours, trace };
    return undefined;
  }
}

const titleKey = ({ title, date }: FeedEntry): string =>
  `${title}\0${date === undefined ? '' : secondOf(date)}`;
