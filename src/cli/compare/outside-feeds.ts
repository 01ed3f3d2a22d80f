/** Entries of the old feed that have become pages, or articles that no feed has: their addresses answer, and readers lose nothing. */

import { limits } from '../../limits.ts';
import type { FeedEntry } from './entry.ts';
import type { OurSite } from './our-site.ts';
import { placeOf } from './side.ts';

export interface OutsideFeeds {
  entry: FeedEntry;
  /** Path of its document here. */
  place: string;
}

/**
 * Asks this site for the old addresses of entries that none of ours has come from.
 * @param host of the old site
 * @param asked called for each
 */
export async function askForMissing(
  missing: readonly FeedEntry[],
  host: string | undefined,
  our: OurSite,
  stop: AbortSignal,
  asked: () => void,
): Promise<OutsideFeeds[]> {
  const outside: OutsideFeeds[] = [];
  for (const entry of missing.slice(0, limits.compareLinks)) {
    stop.throwIfAborted();
    asked();
    if (entry.link === undefined || URL.parse(entry.link)?.host !== host) continue;
    const { status, type, place } = await our.lead(placeOf(entry.link));
    // Not the home page or a list, where a rule for all addresses may lead.
    if (status === 200 && type === 'text/html' && place.startsWith('/articles/'))
      outside.push({ entry, place });
  }
  return outside;
}

/** Takes them out of the entries that a feed lacks. */
export function takeOutside({ missing }: { missing: FeedEntry[] }, outside: readonly OutsideFeeds[]): void {
  const keys = new Set(outside.map(({ entry }) => entry.key));
  missing.splice(0, missing.length, ...missing.filter(({ key }) => !keys.has(key)));
}
