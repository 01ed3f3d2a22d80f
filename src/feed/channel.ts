/** A feed's own facts as the formats say them: one description for all. */

import { uuidOf } from '../article/uuid.ts';
import type { Cursor } from '../site/cursor.ts';
import { clean, cleanDate, cleanLanguage, cleanLine, cleanUrl } from './clean.ts';
import type { Feed } from './feed.ts';
import { feedUrl, pageUrl } from '../site/urls.ts';
import { descriptionOf, titleOf } from './wording.ts';

export interface Channel {
  title: string;
  description: string;
  /** BCP 47 */
  language: string;
  /** The site behind all its feeds: author of what names none. */
  site: { title: string; url: string };
  /**
   * An absolute IRI that identifies the feed, all its pages included: like the ids of articles it is made from the site's
   * namespace, and so outlives the site's address (RFC 4287, 4.2.6).
   */
  id: string;
  /** The page for people. */
  home: string;
  /** The address that the document is fetched from, byte for byte: its rel=self. */
  self: string;
  /** WebSub: only for the document whose changes the hub is told of. */
  hub?: string;
  icon?: string;
  /** Minutes for which readers need not ask again: as long as the documents' max-age. */
  ttl: number;
  /** The newest change among the articles, never the clock: the same content gives the same bytes. Absent: no articles. */
  updated?: Date;
  /** RFC 5005: the subscription document, in an archive document. */
  current?: string;
  older?: string;
  newer?: string;
}

export const generator = 'edgefeed';

/** @param file the name of the documents of the format */
export function channelOf(feed: Feed, file: string): Channel {
  const { site, scope, articles, paging = {}, limit } = feed;
  const urlOf = (page?: Cursor) => feedUrl(site, scope, file, page);
  const hub = paging.self || limit !== undefined ? undefined : cleanUrl(site.hub);
  const icon = cleanUrl(site.icon);
  const title = cleanLine(site.title) || site.url;
  const home = pageUrl(site, scope);
  return {
    title: cleanLine(titleOf(site, scope)) || title,
    description: clean(descriptionOf(site, scope)) || title,
    language: cleanLanguage(site.language) ?? 'en',
    site: { title, url: `${site.url}/` },
    // A path, which begins with a slash: no article's path does, so no article has this id.
    id: `urn:uuid:${uuidOf(home.slice(site.url.length), site.id)}`,
    home,
    self: urlOf(paging.self) + (limit === undefined ? '' : `?limit=${limit}`),
    ttl: Math.ceil(site.feedMaxAge / 60),
    ...(hub && { hub }),
    ...(icon && { icon }),
    ...(articles.length > 0 && { updated: cleanDate(newestChange(feed)) }),
    ...(paging.self && { current: urlOf() }),
    ...(paging.older && { older: urlOf(paging.older) }),
    ...(paging.newer && { newer: urlOf(paging.newer) }),
  };
}

function newestChange({ articles }: Feed): number {
  return Math.max(...articles.map(({ published, updated }) => Math.max(published, updated)));
}

/** The links of a document beside alternate, self and hub, by their relation. */
export function archiveLinks({ current, older, newer }: Channel): { rel: string; href: string }[] {
  const links = { current, 'prev-archive': older, 'next-archive': newer };
  return Object.entries(links).flatMap(([rel, href]) => (href === undefined ? [] : [{ rel, href }]));
}

/** The namespace of `fh:archive`, which marks a document as part of the archive (RFC 5005, section 4). */
export const historyNamespace = 'http://purl.org/syndication/history/1.0';
