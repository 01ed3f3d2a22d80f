/** A document of a feed, as every format is read. */

import type { Written } from '../entry.ts';

export type Format = 'RSS' | 'RDF' | 'Atom' | 'JSON Feed';

/** What a document says of the feed. Addresses are absolute. */
export interface Head {
  format: Format;
  /** atom:id of the feed. */
  id?: string;
  /** By rel: `self`, `next`, `prev-archive`, and `alternate`, the page of the site. */
  links: Partial<Record<string, string>>;
  generator: string;
}

export interface Document {
  head: Head;
  /** In the order of the document. */
  entries: Written[];
}

/** A document on the disk. */
export interface Source {
  file: string;
  /** Where it was found; absent: it is a file of this machine. */
  address?: string;
  /** The encoding of its text that the server names. */
  charset?: string;
}

/** The address of a link of a document; undefined for none that a feed can be at. */
export function resolved(href: string | undefined, base: string | undefined): string | undefined {
  const url = href === undefined ? null : URL.parse(href.trim(), base);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
