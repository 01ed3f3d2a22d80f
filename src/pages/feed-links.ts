/** The feeds of a page, in every format. */

import type { Site } from '../site/config.ts';
import type { FeedFormat } from '../feed/formats.ts';
import { feedFormats, formats, formatsOfShows } from '../feed/formats.ts';
import { feedTitle } from '../feed/channel.ts';
import { titleOfShow } from '../feed/podcast.ts';
import { scopeOfShow } from '../show/show.ts';
import type { ShowCard } from '../store/documents.ts';
import { feedUrl } from '../site/urls.ts';
import type { FeedScope } from '../site/scope.ts';

/** A feed in one format. */
export interface FeedLink {
  format: FeedFormat;
  /** Display name of the format. */
  name: string;
  /** Title of the feed, the same in every format. */
  title: string;
  /** Absolute, percent-encoded. */
  href: string;
  /** Without parameters. */
  type: string;
}

/** Links to a feed in every format. */
export function feedsOf(site: Site, scope: FeedScope): FeedLink[] {
  return feedFormats.map((format) => {
    const { label, file, type } = formats[format];
    return {
      format,
      name: label,
      title: feedTitle(site, scope),
      href: feedUrl(site, scope, file),
      type: type.split(';')[0]!,
    };
  });
}

/** What a link to the podcast of a show needs. */
export type PodcastShow = Pick<ShowCard, 'category' | 'title'>;

/** The link to the podcast of a show. */
export function podcastOf(site: Site, show: PodcastShow): FeedLink {
  const { label, file, type } = formatsOfShows.podcast;
  const scope = scopeOfShow(show);
  return {
    format: 'podcast',
    name: label,
    title: titleOfShow(show, feedTitle(site, scope)),
    href: feedUrl(site, scope, file),
    type: type.split(';')[0]!,
  };
}

/**
 * The feeds that a reader finds when it is given the address of a page: the one of everything first, since many readers
 * subscribe to the first, then the page's own, and the podcast of the page's show.
 */
export function discoverable(site: Site, own: readonly FeedScope[], show?: PodcastShow): FeedLink[] {
  const scopes: FeedScope[] = [{ kind: 'all' }, ...own.filter(({ kind }) => kind !== 'all')];
  const feeds = scopes.flatMap((scope) => feedsOf(site, scope));
  return show ? [...feeds, podcastOf(site, show)] : feeds;
}
