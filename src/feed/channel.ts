/** The metadata of a feed, as all formats write it. */

import { uuidOf } from '../article/uuid.ts';
import type { Site } from '../site/config.ts';
import type { Cursor } from '../site/cursor.ts';
import type { FeedScope } from '../site/scope.ts';
import { clean, cleanDate, cleanLanguage, cleanLine, cleanUrl } from './clean.ts';
import type { Feed } from './feed.ts';
import { feedUrl, pageUrl, withLimit } from '../site/urls.ts';
import { descriptionOf, titleOf } from './wording.ts';

export interface Channel {
  title: string;
  description: string;
  /** BCP 47 */
  language: string;
  /** The site: the author of articles without one. */
  site: { title: string; url: string };
  /**
   * An absolute IRI that identifies the feed with all its pages. Like article ids it is made from the site's namespace,
   * so it outlives the site's address (RFC 4287, 4.2.6). A site that moved here may keep the id of its feed.
   */
  id: string;
  /** The HTML page of the feed. */
  home: string;
  /** The address of the document, byte for byte: its rel=self. */
  self: string;
  /** The WebSub hub; only for the subscription document, the one whose changes are announced to it. */
  hub?: string;
  icon?: string;
  /** Minutes until readers should fetch again, like max-age. */
  ttl: number;
  /** The newest change of an article, not the clock, so that rendering is deterministic. Absent: no articles. */
  updated?: Date;
  /** RFC 5005: the subscription document; only in archive documents. */
  current?: string;
  older?: string;
  newer?: string;
}

export const generator = 'edgefeed';

const nameOf = (site: Site): string => cleanLine(site.title) || site.url;

/** The title of a feed, also where pages name it. */
export const feedTitle = (site: Site, scope: FeedScope): string =>
  cleanLine(titleOf(site, scope)) || nameOf(site);

/** @param file file name of the format's documents */
export function channelOf(feed: Feed, file: string): Channel {
  const { site, scope, articles, paging = {}, limit } = feed;
  const changedAt = articles.length > 0 ? newestChange(feed) : feed.changedAt;
  const urlOf = (page?: Cursor) => feedUrl(site, scope, file, page);
  const hub = paging.self || limit !== undefined ? undefined : cleanUrl(site.hub);
  const icon = cleanUrl(site.icon);
  const title = nameOf(site);
  const home = pageUrl(site, scope);
  return {
    title: feedTitle(site, scope),
    description: clean(descriptionOf(site, scope)) || title,
    language: cleanLanguage(site.language) ?? 'en',
    site: { title, url: `${site.url}/` },
    id: scope.kind === 'all' && site.feedId ? site.feedId : idOf(site, home),
    home,
    self: withLimit(urlOf(paging.self), limit),
    ttl: Math.ceil(site.feedMaxAge / 60),
    ...(hub && { hub }),
    ...(icon && { icon }),
    ...(changedAt !== undefined && { updated: cleanDate(changedAt) }),
    ...(paging.self && { current: urlOf() }),
    ...(paging.older && { older: urlOf(paging.older) }),
    ...(paging.newer && { newer: urlOf(paging.newer) }),
  };
}

/** The path begins with a slash, unlike the paths of articles, so no article has this id. */
const idOf = (site: Site, home: string): string => `urn:uuid:${uuidOf(home.slice(site.url.length), site.id)}`;

function newestChange({ articles }: Feed): number {
  return Math.max(...articles.map(({ published, updated }) => Math.max(published, updated)));
}

/** The links of RFC 5005. */
export function archiveLinks({ current, older, newer }: Channel): { rel: string; href: string }[] {
  const links = { current, 'prev-archive': older, 'next-archive': newer };
  return Object.entries(links).flatMap(([rel, href]) => (href === undefined ? [] : [{ rel, href }]));
}

/** The namespace of `fh:archive`, which marks a document as part of the archive (RFC 5005, section 4). */
export const historyNamespace = 'http://purl.org/syndication/history/1.0';
