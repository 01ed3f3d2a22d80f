/** The way from a page to its feeds. */

import type { Site } from '../config.ts';
import type { FeedFormat } from '../feed/feed.ts';
import { formats } from '../feed/formats.ts';
import { feedUrl } from '../feed/location.ts';
import type { FeedScope } from '../feed/scope.ts';
import { iri } from './iri.ts';
import type { View } from './view.ts';

/** A feed in one format. */
export interface FeedLink {
  format: FeedFormat;
  /** What people call the format. */
  name: string;
  /** Absolute, percent-encoded. */
  href: string;
  /** Without parameters. */
  type: string;
}

const formatNames: Record<FeedFormat, string> = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };

/** A feed in every format. */
export function feedsOf(site: Site, scope: FeedScope): FeedLink[] {
  return (Object.keys(formats) as FeedFormat[]).map((format) => ({
    format,
    name: formatNames[format],
    href: feedUrl(site, scope, format),
    type: formats[format].type.split(';')[0]!,
  }));
}

/** One button a format, and one that copies the address that every reader takes. */
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
