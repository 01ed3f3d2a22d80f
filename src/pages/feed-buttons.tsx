/** Links from a page to its feeds. */

import type { Site } from '../site/config.ts';
import type { FeedFormat } from '../feed/formats.ts';
import { feedFormats, formats } from '../feed/formats.ts';
import { feedTitle } from '../feed/channel.ts';
import { feedUrl } from '../site/urls.ts';
import type { FeedScope } from '../site/scope.ts';
import { iri } from './iri.ts';
import type { View } from './view.ts';

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

/** A button for each format, and one that copies the address of the first, which every reader supports. */
export function FeedButtons({ feeds, view: { site, text } }: { feeds: readonly FeedLink[]; view: View }) {
  return (
    <p class="buttons">
      {feeds.map(({ format, name, href, type }) => (
        <a class={format} href={iri(href.slice(site.url.length))} type={type}>
          {name}
        </a>
      ))}
      <button type="button" hidden data-copy={feeds[0]?.href} data-done={text.copied} aria-live="polite">
        {text.copy}
      </button>
    </p>
  );
}
