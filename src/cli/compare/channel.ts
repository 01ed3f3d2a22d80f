/** What the old feed says of itself: its id, its site, its own address. Do these hold here? */

import { formats } from '../../feed/formats.ts';
import type { Compared, Report } from './compare.ts';
import type { Lead, OurSite } from './our-site.ts';
import { placeOf } from './side.ts';

export interface Channel {
  /** The atom:id of the site's feed, where it is another one. */
  ids?: { old: string; ours: string };
  /** The page of the site, if this site does not answer at its path. */
  home?: { place: string; lead: Lead };
  /** rel=self, if it is another address than the one that is compared, and leads to no feed. */
  self?: { place: string; lead: Lead };
}

/** Only a feed of the whole site has the setting FEED_ID. */
export function idsOf({ facts }: Report['old'], compared: readonly Compared[]): Pick<Channel, 'ids'> {
  const atom = compared.find(({ facts: { format } }) => format === 'Atom');
  const ours = atom?.facts.id;
  if (facts.format !== 'Atom' || facts.id === undefined || ours === undefined || facts.id === ours) return {};
  return !atom!.name.startsWith('/') || atom!.name === `/${formats.atom.file}`
    ? { ids: { old: facts.id, ours } }
    : {};
}

/** Asks the site for the addresses that the old feed names. */
export async function placesOf({ facts, place }: Report['old'], our: OurSite): Promise<Channel> {
  const channel: Channel = {};
  if (facts.home !== undefined) {
    const home = placeOf(facts.home);
    const lead = await our.lead(home);
    if (lead.status !== 200) channel.home = { place: home, lead };
  }
  // Blogger names an address of its own, which no site can answer.
  const isOfHost = URL.parse(facts.self ?? '')?.host === URL.parse(facts.at)?.host;
  const self = isOfHost ? placeOf(facts.self!) : undefined;
  if (self !== undefined && self !== place) {
    const lead = await our.lead(self);
    if (lead.status !== 200 || lead.type === 'text/html') channel.self = { place: self, lead };
  }
  return channel;
}
