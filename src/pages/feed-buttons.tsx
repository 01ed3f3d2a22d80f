/** The way from a page to its feeds. */

import type { Site } from '../config.ts';
import type { FeedFormat } from '../feed/feed.ts';
import { formats } from '../feed/formats.ts';
import { scopePath, type Scope } from '../feed/scope.ts';
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

/** Every format of the feed whose documents lie in this folder. @param path with a slash at both ends, percent-encoded */
export function feedsIn(site: Site, path: string, query = ''): FeedLink[] {
  return (Object.keys(formats) as FeedFormat[]).map((format) => ({
    format,
    name: formatNames[format],
    href: site.url + path + formats[format].file + query,
    type: formats[format].type.split(';')[0]!,
  }));
}

export const feedsOf = (site: Site, scope: Scope): FeedLink[] => feedsIn(site, scopePath(scope));

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
