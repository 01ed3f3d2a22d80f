/**
 * The settings of `[vars]` in wrangler.toml, one row each. A missing setting has its default, so that a configuration
 * for an earlier version keeps working.
 */

import { limits } from '../limits.ts';
import { readPatterns } from '../article/old-addresses/pattern.ts';
import { isUuid } from '../article/uuid.ts';
import { readAccent } from './accent.ts';
import {
  apiUrl,
  branch,
  contentFolder,
  folder,
  inRange,
  isIri,
  isPath,
  isSheetPath,
  languageTag,
  oldPatterns,
  optionalUrl,
  origin,
  podcastPrefix,
  staticFolder,
  text,
  timeZone,
} from './setting-values.ts';
import { isRepositoryName } from './git-names.ts';

/** An invalid setting. The message names the setting, its value and the remedy. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

interface Setting<Value> {
  /** Used if the setting is absent or empty. */
  default: string;
  /** Parses a value; undefined if it is invalid. */
  read: (value: string) => Value | undefined;
  /** Completes "SITE_URL is "…"; ". */
  remedy: string | ((value: string) => string);
}

const setting = <Value>(row: Setting<Value>): Setting<Value> => row;

export const settings = {
  /** The address of the site: absolute http(s), no slash at the end. */
  SITE_URL: setting({
    default: '',
    read: origin,
    remedy: 'set it to the address of the site, like https://feeds.example.com',
  }),
  SITE_TITLE: setting({ default: '', read: text, remedy: 'set it to the name of the site' }),
  SITE_DESCRIPTION: setting({ default: '', read: text, remedy: 'set it to a sentence about the site' }),
  /** BCP 47. */
  SITE_LANGUAGE: setting({
    default: 'en',
    read: languageTag,
    remedy: 'set it to a language tag like zh-CN or en',
  }),
  /** IANA time zone for dates without one. */
  TIMEZONE: setting({
    default: 'UTC',
    read: timeZone,
    remedy: 'set it to a zone of the IANA database like Asia/Shanghai or UTC',
  }),
  /** UUID, the namespace of minted article ids; empty: derived from the first SITE_URL. */
  SITE_ID: setting({
    default: '',
    read: (value) => (value === '' || isUuid(value) ? value.toLowerCase() : undefined),
    remedy: 'set it to a UUID (uuidgen makes one), or leave it empty',
  }),
  /** The id of the Atom feed of the whole site, an absolute IRI; empty: made from the namespace of SITE_ID. */
  FEED_ID: setting({
    default: '',
    read: (value) => (value === '' || isIri(value) ? value : undefined),
    remedy:
      'set it to the <id> of the old Atom feed, as it stands there (like https://old.example/ or tag:old.example,2005:/feed), or leave it empty',
  }),
  /** What a line break in a paragraph of Markdown is: a space (`soft`, as in CommonMark), or a break (`hard`, as in Hexo). */
  LINE_BREAKS: setting({
    default: 'soft',
    read: (value) => (value === 'soft' || value === 'hard' ? value : undefined),
    remedy: 'set it to soft or hard',
  }),
  /** The folder of the articles, relative to that of the configuration, with `/`; the worker itself has none. */
  CONTENT: setting({
    default: 'content',
    read: contentFolder,
    remedy: 'set it to a folder relative to that of this file, like content or source/_posts',
  }),
  /** Patterns of the addresses that articles had elsewhere, in the notations of generators, separated by blanks. */
  OLD_ADDRESSES: setting({
    default: '',
    read: oldPatterns,
    remedy: (value) => {
      const reading = readPatterns(value);
      return 'why' in reading ? reading.why : '';
    },
  }),
  /** The folder of files that answer at their own paths, relative to the one that has the content folder; empty: none. */
  STATIC: setting({
    default: 'static',
    read: (value) => (value === 'none' ? '' : staticFolder(value)),
    remedy:
      'set it to a folder beside the content folder, like static or public; to . for the folder that has the content folder; or to none',
  }),
  /** Patterns of files beside articles that are not published, as in gitignore(5), separated by blanks. */
  IGNORE: setting({
    default: '',
    read: (value) => value.split(/\s+/).filter(Boolean),
    remedy: 'set it to patterns like those of .gitignore, separated by blanks',
  }),
  /** Bytes of the largest file beside articles that is published. */
  FILE_BYTES: setting({
    default: '104857600',
    read: (value) => (/^\d{1,12}$/.test(value) ? inRange(1, Number(value), limits.fileBytes) : undefined),
    remedy: `set it to bytes from 1 to ${limits.fileBytes}`,
  }),
  /** A square image for the site. */
  SITE_ICON: setting({
    default: '',
    read: optionalUrl,
    remedy: 'set it to an https:// address, or leave it empty',
  }),
  /** A picture that stands for the name at the top of pages: an address, or a path of the site. */
  SITE_LOGO: setting({
    default: '',
    read: (value) => (isPath(value) ? value : optionalUrl(value)),
    remedy: 'set it to an https:// address or to the path of a file of the site, like /logo.svg',
  }),
  /** The colour of links and buttons: `#rrggbb` for both schemes, or one for each; empty: edgefeed's own. */
  ACCENT: setting({
    default: '',
    read: (value) => {
      const accent = readAccent(value);
      return typeof accent === 'string' ? undefined : { accent };
    },
    remedy: (value) => {
      const accent = readAccent(value);
      return typeof accent === 'string' ? accent : '';
    },
  }),
  /** The path of a published style sheet, which pages load after their own; empty: none. */
  STYLE_SHEET: setting({
    default: '',
    read: (value) => (value === '' || isSheetPath(value) ? value : undefined),
    remedy:
      'set it to the path of a published file of the name _style.css: /files/_style.css (content folder) or /_style.css (static folder); a path has letters, digits, - _ . and /',
  }),
  /** WebSub hub; `off`: none; empty: the site's own. */
  HUB_URL: setting({
    default: '',
    read: (value) => (value === 'off' ? value : optionalUrl(value)),
    remedy:
      'set it to the https:// address of a hub, to off, or leave it empty for the hub of the site itself',
  }),
  /** Callbacks that the hub of the site takes: those of https, or also those of http. */
  HUB_CALLBACKS: setting({
    default: 'https',
    read: (value) => (value === 'https' || value === 'http' ? value : undefined),
    remedy: 'set it to https, or to http for callbacks of both kinds',
  }),
  /** Seconds from when KV takes a feed until subscribers get it; `caches`: until no cache has an earlier version. */
  HUB_DELAY: setting({
    default: 'caches',
    read: (value) => {
      if (value === 'caches') return value;
      return /^\d+$/.test(value) ? inRange(0, Number(value), 3600) : undefined;
    },
    remedy: 'set it to whole seconds from 0 to 3600, or to caches',
  }),
  /** The address of a service that counts downloads, in front of enclosures in the feeds of podcasts; empty: none. */
  PODCAST_PREFIX: setting({
    default: '',
    read: podcastPrefix,
    remedy:
      'set it to the https:// address of the service, with the slash at its end, like https://op3.dev/e/',
  }),
  /** How long an isolate may serve a document without asking KV whether it changed, seconds. */
  MEMO_SECONDS: setting({
    default: '10',
    read: (value) => inRange(0, Number(value), 3600),
    remedy: 'set it to seconds from 0 (never) to 3600',
  }),
  /** Seconds until readers should fetch a feed again: max-age in HTTP, `ttl` in RSS. */
  FEED_MAX_AGE: setting({
    default: '900',
    read: (value) => (Number.isInteger(Number(value)) ? inRange(60, Number(value), 86_400) : undefined),
    remedy: 'set it to whole seconds from 60 (a minute) to 86400 (a day)',
  }),
  /** `owner/name` of the repository that may push; empty: any whose webhook has the secret. */
  GITHUB_REPOSITORY: setting({
    default: '',
    read: (value) => (value === '' || isRepositoryName(value) ? value : undefined),
    remedy: "set it to owner/name, as in the repository's address, or leave it empty",
  }),
  /** The branch to publish; empty: the default branch of the repository. */
  GITHUB_BRANCH: setting({
    default: '',
    read: branch,
    remedy: 'set it to the name of a branch, or leave it empty',
  }),
  /** The content folder in the repository, with `/`, none at either end: that of CONTENT if it is not set. */
  GITHUB_CONTENT: setting({
    default: '',
    read: folder,
    remedy: 'set it to a folder of the repository, like content or blog/posts',
  }),
  /** The address of the GitHub API: absolute, no slash at the end. */
  GITHUB_API: setting({
    default: 'https://api.github.com',
    read: apiUrl,
    remedy: 'set it to an address like https://api.github.com',
  }),
  /** Whether a push may delete more than a fifth of the articles. */
  GITHUB_PRUNE: setting({
    default: '',
    read: (value) => (value === '' || value === 'any' ? value === 'any' : undefined),
    remedy: 'set it to any, so that one push may delete any number of articles, or leave it empty',
  }),
} as const;

export type SettingName = keyof typeof settings;

/**
 * The bindings of the worker, or `[vars]` of wrangler.toml. A number counts as its digits. Without the binding `OUTBOUND`
 * the site has no hub of its own.
 */
export type Vars = Readonly<Partial<Record<SettingName | 'OUTBOUND', unknown>>>;

/** The type of a parsed setting. */
type Value<Name extends SettingName> = (typeof settings)[Name] extends Setting<infer T> ? T : never;

/** Reads one setting. @throws ConfigError */
export function readSetting<Name extends SettingName>(vars: Vars, name: Name): Value<Name> {
  const row = settings[name] as Setting<Value<Name>>;
  const value = String(vars[name] ?? '') || row.default;
  const read = row.read(value);
  if (read === undefined) {
    const remedy = typeof row.remedy === 'string' ? row.remedy : row.remedy(value);
    throw new ConfigError(`${name} is "${shown(value)}"; ${remedy}`);
  }
  return read;
}

/** A message is one line: a list of patterns may have thousands. */
const shown = (value: string): string =>
  value.length > limits.messageLength ? `${value.slice(0, limits.messageLength)}…` : value;

/** Reads every setting. @throws ConfigError for the first invalid one */
export function checkSettings(vars: Vars): void {
  for (const name of Object.keys(settings) as SettingName[]) readSetting(vars, name);
}
