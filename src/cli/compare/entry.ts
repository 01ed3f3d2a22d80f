/** An entry of a feed as feed readers know it. */

import { createHash } from 'node:crypto';
import { instantOf } from './date.ts';

/** What a feed says of an entry, as it is written. Addresses are absolute where they can be. */
export interface Written {
  /** guid, atom:id, rdf:about, or the id of JSON Feed. */
  id?: string | undefined;
  link?: string | undefined;
  title?: string | undefined;
  published?: string | undefined;
  updated?: string | undefined;
}

export interface FeedEntry {
  /** What readers know the entry by, without white space at its ends. */
  key: string;
  /** What the key is: the id, else the link, else the title. */
  by: 'id' | 'link' | 'title';
  /** Whether the id is written with white space at its ends. */
  isPadded: boolean;
  link: string | undefined;
  /** On one line, and cut; may be empty. */
  title: string;
  /** The instant that readers sort by, ms since 1970 UTC. */
  date: number | undefined;
}

/** UTF-16 code units of a title that are kept: titles are shown, and tell apart what has no id. */
const titleLength = 200;

/** UTF-16 code units of an id that are kept: a longer one by its hash. No page has a longer link. */
const idLength = 2_000;

/**
 * FreshRSS trims ids (SimplePie, `Sanitize`), Miniflux takes those of XML as they are (`rss/adapter.go`). Feeds of ours
 * have none with white space at the ends, so padded ones are taken without it, and counted.
 */
export function entryOf({ id, link, title, published, updated }: Written): FeedEntry {
  const at = kept(link?.trim() ?? '');
  const name = kept(
    (title ?? '')
      .slice(0, 2 * titleLength)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, titleLength),
  );
  const trimmed = id?.trim() ?? '';
  const date = instantOf(published) ?? instantOf(updated);
  const rest = {
    isPadded: trimmed !== '' && trimmed !== id,
    link: at === '' || at.length > idLength ? undefined : at,
    title: name,
    date,
  };
  if (trimmed !== '') return { key: hashed(kept(trimmed)), by: 'id', ...rest };
  if (at !== '') return { key: hashed(at), by: 'link', ...rest };
  return { key: `${name}\0${date ?? ''}`, by: 'title', ...rest };
}

/** A copy. What a parser cuts out of a document would keep all of the document in memory. */
const kept = (text: string): string => Buffer.from(text).toString();

function hashed(id: string): string {
  if (id.length <= idLength) return id;
  return `${kept(id.slice(0, titleLength))}… (SHA-256 ${createHash('sha256').update(id).digest('hex')})`;
}

/** What messages call an entry. */
export const nameOf = ({ title, link, key, by }: FeedEntry): string =>
  title || link || (by === 'title' ? 'an entry without id, link and title' : key);
