/** The site, as configured by its owner. */

import type { LineBreaks } from '../article/body/markdown/line-breaks.ts';
import type { OldPattern } from '../article/old-addresses/pattern.ts';
import type { Accent } from './accent.ts';
import { readSetting, type Vars } from './settings.ts';

export interface Site {
  /** Absolute http(s), no slash at the end. */
  url: string;
  title: string;
  description: string;
  /** BCP 47. */
  language: string;
  /** IANA time zone for dates without one. */
  timezone: string;
  /** What a line break in a paragraph of Markdown is; an article may say otherwise. */
  lineBreaks: LineBreaks;
  /** Patterns of the addresses that articles had elsewhere. Absent: there are none. */
  oldAddresses?: readonly OldPattern[];
  /** UUID, the namespace of minted article ids; empty: derived from the first `url`. */
  id: string;
  /** The id of the Atom feed of the whole site, an absolute IRI. Absent: made from the namespace. */
  feedId?: string;
  /** The WebSub hub that feeds name, absolute: `ownHub`, or one elsewhere. Absent: there is none. */
  hub?: string;
  /** A square image, absolute http(s). */
  icon?: string;
  /** Seconds until readers should fetch a feed again: max-age in HTTP, `ttl` in RSS. */
  feedMaxAge: number;
  /** What stands in front of enclosures in the feeds of podcasts, absolute http(s). Absent: nothing. */
  podcastPrefix?: string;
  /** The look of pages; feeds have none of it. Absent: edgefeed's own. */
  look?: Look;
}

interface Look {
  /** An absolute address, or a path of the site. */
  logo?: string;
  accent?: Accent;
  /** The path of a style sheet of the site, as it stands in addresses. */
  sheet?: string;
}

/** @throws ConfigError for the first invalid setting */
export function siteFrom(vars: Vars): Site {
  const url = readSetting(vars, 'SITE_URL');
  const title = readSetting(vars, 'SITE_TITLE') || new URL(url).host;
  const oldAddresses = readSetting(vars, 'OLD_ADDRESSES');
  const feedId = readSetting(vars, 'FEED_ID');
  const [hub, icon] = [hubFrom(vars, url), readSetting(vars, 'SITE_ICON')];
  const look = lookFrom(vars);
  const podcastPrefix = readSetting(vars, 'PODCAST_PREFIX');
  return {
    url,
    title,
    description: readSetting(vars, 'SITE_DESCRIPTION') || title,
    language: readSetting(vars, 'SITE_LANGUAGE'),
    timezone: readSetting(vars, 'TIMEZONE'),
    lineBreaks: readSetting(vars, 'LINE_BREAKS'),
    id: readSetting(vars, 'SITE_ID'),
    feedMaxAge: readSetting(vars, 'FEED_MAX_AGE'),
    ...(oldAddresses.length > 0 && { oldAddresses }),
    ...(feedId && { feedId }),
    ...(hub && { hub }),
    ...(icon && { icon }),
    ...(podcastPrefix && { podcastPrefix }),
    ...(Object.keys(look).length > 0 && { look }),
  };
}

function lookFrom(vars: Vars): Look {
  const [logo, sheet] = [readSetting(vars, 'SITE_LOGO'), readSetting(vars, 'STYLE_SHEET')];
  const { accent } = readSetting(vars, 'ACCENT');
  return { ...(logo && { logo }), ...(accent && { accent }), ...(sheet && { sheet }) };
}

/** The address of the site's own hub. */
export const ownHub = ({ url }: Pick<Site, 'url'>): string => `${url}/hub`;

function hubFrom(vars: Vars, url: string): string | undefined {
  const hub = readSetting(vars, 'HUB_URL');
  if (hub !== '') return hub === 'off' ? undefined : hub;
  return vars.OUTBOUND === undefined ? undefined : ownHub({ url });
}
