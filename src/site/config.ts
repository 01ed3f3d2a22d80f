/** What the site is, as its owner configured it. */

import { readSetting, type Vars } from './settings.ts';

export interface Site {
  /** Where readers reach it: absolute http(s), no slash at the end. */
  url: string;
  title: string;
  description: string;
  /** BCP 47. */
  language: string;
  /** IANA zone of dates that are written without one. */
  timezone: string;
  /** UUID of the namespace that article ids are minted in; empty: derived from the first `url`. */
  id: string;
  /** WebSub hub, absolute. */
  hub?: string;
  /** A square image that stands for the site, absolute http(s). */
  icon?: string;
  /** Seconds for which readers need not ask for a feed again: its max-age in HTTP, its `ttl` in RSS. */
  feedMaxAge: number;
}

/** @throws ConfigError for the first setting that makes no sense */
export function siteFrom(vars: Vars): Site {
  const url = readSetting(vars, 'SITE_URL');
  const title = readSetting(vars, 'SITE_TITLE') || new URL(url).host;
  const [hub, icon] = [readSetting(vars, 'HUB_URL'), readSetting(vars, 'SITE_ICON')];
  return {
    url,
    title,
    description: readSetting(vars, 'SITE_DESCRIPTION') || title,
    language: readSetting(vars, 'SITE_LANGUAGE'),
    timezone: readSetting(vars, 'TIMEZONE'),
    id: readSetting(vars, 'SITE_ID'),
    feedMaxAge: readSetting(vars, 'FEED_MAX_AGE'),
    ...(hub && { hub }),
    ...(icon && { icon }),
  };
}
