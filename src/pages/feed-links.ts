/** The feeds of a page, in every format. */

import type { Site } from '../site/config.ts';
import type { FeedFormat } from '../feed/formats.ts';
import { feedFormats, formats } from '../feed/formats.ts';
import { feedTitle } from '../feed/channel.ts';
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

/**
 * The feeds that a reader finds when it is given the address of a page: the one of everything first, since many readers
 * subscribe to the first, then the page's own.
 */
export function discoverable(site: Site, own: readonly FeedScope[]): FeedLink[] {
  const scopes: FeedScope[] = [{ kind: 'all' }, ...own.filter(({ kind }) => kind !== 'all')];
  return scopes.flatMap((scope) => feedsOf(site, scope));
}
