/** The old addresses of articles that have another one now: does this site lead from them to the articles? */

import { limits } from '../../limits.ts';
import type { Lead, OurSite } from './our-site.ts';
import { placeOf, type Pair } from './side.ts';

/** Where the old addresses of articles lead that have another one now. */
export interface Links {
  /** To the article, by permanent redirects. */
  led: Pair[];
  /** To it by a redirect that is not permanent. */
  temporary: Pair[];
  /** Somewhere else, or nowhere. */
  lost: (Pair & { lead: Lead })[];
  /** Of other sites than the old one. */
  foreign: Pair[];
  unasked: number;
}

/**
 * Asks this site for them, one by one.
 * @param pairs entries with a link in both feeds
 * @param host of the old site
 * @param asked called for each
 */
export async function askForLinks(
  pairs: readonly Pair[],
  host: string | undefined,
  our: OurSite,
  stop: AbortSignal,
  asked: () => void,
): Promise<Links> {
  const links: Links = { led: [], temporary: [], lost: [], foreign: [], unasked: 0 };
  for (const [i, pair] of pairs.entries()) {
    stop.throwIfAborted();
    asked();
    if (i >= limits.compareLinks) links.unasked++;
    else if (URL.parse(pair.old.link!)?.host !== host) links.foreign.push(pair);
    else await askFor(pair, our, links);
  }
  return links;
}

async function askFor(pair: Pair, our: OurSite, links: Links): Promise<void> {
  const lead = await our.lead(placeOf(pair.old.link!));
  const isThere = lead.status === 200 && lead.place === placeOf(pair.ours.link!);
  if (!isThere) links.lost.push({ ...pair, lead });
  else (lead.isPermanent ? links.led : links.temporary).push(pair);
}
