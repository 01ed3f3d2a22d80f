/** Bindings and vars → Site, checked once. */

import { isUuid } from '../article/uuid.ts';

/** What the site is, as its owner configured it. */
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

/** A setting that the worker can't start with. The message names the setting and the remedy. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Vars = Pick<
  Env,
  | 'FEED_MAX_AGE'
  | 'HUB_URL'
  | 'SITE_ICON'
  | 'SITE_URL'
  | 'SITE_TITLE'
  | 'SITE_DESCRIPTION'
  | 'SITE_LANGUAGE'
  | 'TIMEZONE'
  | 'SITE_ID'
>;

/** @throws ConfigError that names the first setting that makes no sense */
export function siteFrom(env: Vars): Site {
  return {
    url: siteUrl(env.SITE_URL),
    title: env.SITE_TITLE || new URL(env.SITE_URL).host,
    description: env.SITE_DESCRIPTION || env.SITE_TITLE,
    language: language(env.SITE_LANGUAGE),
    timezone: timezone(env.TIMEZONE),
    id: siteId(env.SITE_ID),
    feedMaxAge: feedMaxAge(env.FEED_MAX_AGE),
    ...optionalUrl('hub', 'HUB_URL', env.HUB_URL),
    ...optionalUrl('icon', 'SITE_ICON', env.SITE_ICON),
  };
}

/** How long an isolate may serve a document without asking KV whether it changed, seconds. @throws ConfigError */
export function memoSecondsFrom(env: Pick<Env, 'MEMO_SECONDS'>): number {
  const seconds = Number(env.MEMO_SECONDS);
  if (seconds >= 0 && seconds <= 3600) return seconds;
  throw new ConfigError(`MEMO_SECONDS is "${env.MEMO_SECONDS}"; set it to seconds from 0 (never) to 3600`);
}

function feedMaxAge(value: string): number {
  const seconds = Number(value);
  if (Number.isInteger(seconds) && seconds >= 60 && seconds <= 86_400) return seconds;
  throw new ConfigError(
    `FEED_MAX_AGE is "${value}"; set it to whole seconds from 60 (a minute) to 86400 (a day)`,
  );
}

function siteUrl(value: string): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.pathname !== '/') {
    throw new ConfigError(
      `SITE_URL is "${value}"; set it to the address of the site, like https://feeds.example.com`,
    );
  }
  return url.origin;
}

function optionalUrl<Name extends 'hub' | 'icon'>(
  name: Name,
  setting: string,
  value: string,
): { [K in Name]?: string } {
  if (value === '') return {};
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol)) return { [name]: url.href } as { [K in Name]: string };
  throw new ConfigError(
    `${setting} is "${value}"; set it to an address that begins with https://, or leave it empty`,
  );
}

function language(value: string): string {
  try {
    return Intl.getCanonicalLocales(value || 'en')[0] ?? 'en';
  } catch {
    throw new ConfigError(`SITE_LANGUAGE is "${value}"; set it to a language tag like zh-CN or en`);
  }
}

function timezone(value: string): string {
  const zone = value || 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new ConfigError(
      `TIMEZONE is "${value}"; set it to a zone of the IANA database like Asia/Shanghai or UTC`,
    );
  }
}

function siteId(value: string): string {
  if (value === '' || isUuid(value)) return value.toLowerCase();
  throw new ConfigError(`SITE_ID is "${value}"; set it to a UUID (uuidgen makes one), or leave it empty`);
}
