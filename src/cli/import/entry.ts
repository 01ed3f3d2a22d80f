/** The record in the middle of an import: every format becomes entries, and the writer reads only entries. */

import type { Author, Media } from '../../article/article.ts';
import type { Episode } from '../../article/episode.ts';
import type { Older } from './download/walk.ts';

/** Why an entry is written as a draft. */
export type HeldBack = 'draft' | 'pending' | 'private' | 'password' | 'subscribers' | 'undated';

/**
 * An entry of the old blog. Texts are plain text; addresses are absolute, unless the source does not say where the blog
 * was. Dates are texts that edgefeed reads: ISO 8601 with the zone that the source gives.
 */
export interface Entry {
  /** The guid or atom:id, verbatim. Absent: the source has none, and no link either. */
  id?: string;
  /** The address of the entry's page. */
  link?: string;
  /** Empty: the entry has none. */
  title: string;
  published?: string;
  updated?: string;
  categories: string[];
  tags: string[];
  authors: Author[];
  /** Apart from the content. */
  summary?: string;
  /** HTML; may be empty. */
  html: string;
  /** What relative addresses in it are relative to. */
  base?: string;
  image?: string;
  enclosures: Partial<Media>[];
  /** What a podcast says of it; only beside enclosures. */
  episode?: Episode;
  /** BCP 47, where the entry has one of its own. */
  language?: string;
  /** The last part of the old address, or what the author called it. */
  slug?: string;
  /** Other old addresses of the entry: paths of the site with their parameters. */
  aliases: string[];
  isPage?: boolean;
  heldBack?: HeldBack;
  /** The page that the entry is about. */
  externalUrl?: string;
}

/** What the source says of the site. */
export interface SiteFacts {
  title?: string;
  description?: string;
  language?: string;
  icon?: string;
  /** The atom:id of the feed. */
  feedId?: string;
  /** The address of the old site. */
  home?: string;
  /** Its feeds. */
  feeds?: string[];
  /** Lines of `_redirects` for categories, tags and authors whose old addresses have other names. */
  redirects?: string[];
}

/** What a reader says beside the entries. */
export interface Listener {
  /** Something of the source is no entry, or is not taken over: its kind, like `comment`. */
  skipped(kind: string): void;
  /** An entry cannot be read. @param why completes the name of the entry and a colon */
  leftOut(entry: string, why: string): void;
  /** @param entry the title or the address of the entry */
  warned(entry: string, message: string): void;
  site(facts: SiteFacts): void;
}

/** A document of a source. */
export interface Source {
  /** A file, or the folder of an export. */
  file: string;
  /** What messages call it, if the file is one of an archive. */
  name?: string;
  /** Further files of an export that was divided. */
  parts?: string[];
  /** Where the document was found; absent: it is a file of this machine. */
  address?: string;
  /** The encoding of its text that the server names. */
  charset?: string;
  /** Of the old site, as the user says it. */
  site?: string;
}

/** Reads a source. @returns the document with older entries, if there is one */
export type Read = (source: Source, listener: Listener) => AsyncGenerator<Entry, Older | undefined>;

/** What messages call a document. */
export const documentName = ({ name, address, file }: Pick<Source, 'name' | 'address' | 'file'>): string =>
  name ?? address ?? file;

/** What messages call an entry. */
export const nameOf = ({ title, link, id }: Pick<Entry, 'title' | 'link' | 'id'>): string =>
  title || link || id || 'an entry without a title';
