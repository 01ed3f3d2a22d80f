/** Elements of Atom in RSS (RFC 4287, 4.2.7): the links of the feed. */

import { archiveLinks, type Channel } from '../channel.ts';
import { emptyElement } from '../xml.ts';

export const atom = {
  prefix: 'atom',
  uri: 'http://www.w3.org/2005/Atom',
  channel(channel: Channel): string[] {
    const links = [
      { rel: 'self', href: channel.self, type: 'application/rss+xml' },
      ...(channel.hub ? [{ rel: 'hub', href: channel.hub }] : []),
      ...archiveLinks(channel),
    ];
    return links.map((link) => emptyElement('atom:link', link));
  },
};
