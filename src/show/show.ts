/** A show: a podcast whose episodes are the articles of a category, or of the whole site, that have audio or video. */

import type { Funding, License, Person, Txt } from '../article/episode.ts';
import type { Scope } from '../site/scope.ts';

/** A category of Apple Podcasts, with a subcategory or without. */
export interface AppleCategory {
  name: string;
  sub?: string;
}

/** A preview of the show. */
export interface Trailer {
  title: string;
  /** Absolute http(s). */
  url: string;
  type: string;
  /** Bytes. */
  length?: number;
  /** ms since 1970 */
  published: number;
  season?: number;
}

/** How often episodes appear: in words, and as a rule of iCalendar (RFC 5545, 3.3.10). */
export interface UpdateFrequency {
  label: string;
  rule?: string;
  /** ms since 1970 */
  start?: number;
  complete?: boolean;
}

/**
 * A parsed show. Texts are plain, in NFC, without characters that XML forbids, and as short as directories ask for;
 * addresses are absolute http(s).
 */
export interface Show {
  /** The category; absent: the whole site. */
  category?: string;
  /** The author's own `podcast:guid`, a UUID. Absent: the catalog mints one, once. */
  guid?: string;
  /** Absent: the name of the category, or the title of the site. */
  title?: string;
  description: string;
  author?: string;
  owner?: { name?: string; email?: string };
  /** The cover. */
  image: string;
  /** At least one; Apple counts only the first. */
  categories: AppleCategory[];
  explicit: boolean;
  type?: 'episodic' | 'serial';
  /** No more episodes will come. */
  complete?: true;
  /** BCP 47. Absent: the site's language. */
  language?: string;
  copyright?: string;
  funding: Funding[];
  /** Whether other hosts may not import the feed. */
  locked?: boolean;
  /** Whom they may ask; absent: the address of the owner. */
  lockedOwner?: string;
  /** Directories leave the show out. */
  block?: true;
  license?: License;
  medium?: string;
  persons: Person[];
  /** Where the feed has moved: directories follow it. */
  newFeedUrl?: string;
  updateFrequency?: UpdateFrequency;
  txt: Txt[];
  trailer?: Trailer;
  /** More of them. */
  otherTrailers?: Trailer[];
}

/** A show of the catalog. */
export interface PublishedShow extends Show {
  /** A UUID in lower case. Never changes, unless its author writes another one. */
  guid: string;
}

/** The scope whose episodes a show has. */
export const scopeOfShow = ({ category }: Pick<Show, 'category'>): Scope =>
  category === undefined ? { kind: 'all' } : { kind: 'category', names: [category] };
