/** Who may see an article, and where: the keys with which authors keep a text back, or out of lists, feeds and searches. */

import type { ParsedArticle } from '../article.ts';
import { readDate } from '../date/reading.ts';
import { booleanOf, type TextValue, type Value } from '../matter/value.ts';
import { plainKey } from '../keys.ts';
import { isDraftPath } from '../location.ts';
import { quote } from '../text.ts';
import type { FrontMatter } from './front-matter.ts';
import { itemsOf, type Context } from './read.ts';
import { heldWords, publicWords } from './visibility-words.ts';

export interface Visibility {
  /** What keeps the article back, as the author wrote it (`password`, `status: pending`). Absent: it is published. */
  heldBack?: string;
  /** Absent keys leave an article as it is; see ParsedArticle. */
  reach: Pick<ParsedArticle, 'kind' | 'noindex' | 'unsearchable' | 'embargo'>;
}

/** What one key asks for. `held` keeps the text back, `clear` means nothing; `unknown` keeps it back with a warning. */
type Sign = 'held' | 'unlisted' | 'page' | 'noindex' | 'unsearchable' | 'clear' | 'unknown';
type Reading = (value: Value, context: Context) => Sign;

/** A yes keeps back. */
const yes =
  (sign: Sign): Reading =>
  (value) => {
    const truths = truthsOf(value);
    if (truths.includes(true)) return sign;
    return truths.every((truth) => truth === false) ? 'clear' : 'unknown';
  };

/** A no keeps back. */
const no =
  (sign: Sign): Reading =>
  (value) => {
    const truths = truthsOf(value);
    if (truths.includes(false)) return sign;
    return truths.every((truth) => truth === true) ? 'clear' : 'unknown';
  };

/** Keys of lists and searches: a value that is no yes or no is a theme's own affair. */
const mild =
  (reading: Reading): Reading =>
  (value, context) => {
    const sign = reading(value, context);
    return sign === 'unknown' ? 'clear' : sign;
  };

/** Anything that is written keeps back, except a no. */
const anything: Reading = (value) => (truthsOf(value).includes(false) ? 'clear' : 'held');

const words =
  (others: (word: string) => Sign): Reading =>
  (value) => {
    const signs = textsOf(value).map((text): Sign => {
      const word = text
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_]+/g, '-');
      if (heldWords.has(word)) return 'held';
      return word === 'unlisted' ? 'unlisted' : others(word);
    });
    return strongest(signs.length > 0 ? signs : ['unknown']);
  };

const publicOr =
  (other: Sign) =>
  (word: string): Sign =>
    publicWords.has(word) ? 'clear' : other;

const none = (): Sign => 'clear';

/** Values of `type` and `layout` name what a theme makes of an article: only a few of them concern readers. */
const layoutWords: Readonly<Record<string, Sign>> = { page: 'page', static: 'page', pages: 'page' };

/** `published` is a date for some, and a yes or a no for others. */
const published: Reading = (value, context) => {
  if (value.kind !== 'text') return no('held')(value, context);
  const reading = readDate(value.text, context.timezone);
  if (reading.kind === 'moment') return 'clear';
  return booleanOf(value) === undefined
    ? words(publicOr('unknown'))(value, context)
    : no('held')(value, context);
};

/** Hugo's build options (https://gohugo.io/content-management/build-options/). */
const build: Reading = (value) => {
  if (value.kind !== 'map') return 'unknown';
  const option = (name: string): string => {
    const entry = value.entries.findLast(({ key }) => key.toLowerCase() === name);
    return entry?.value.kind === 'text' ? entry.value.text.trim().toLowerCase() : '';
  };
  if (/^(?:never|link|false|no|off|0)$/.test(option('render'))) return 'held';
  return /^(?:never|false|no|off|0)$/.test(option('list')) ? 'unlisted' : 'clear';
};

/** `noindex`, as `robots` says it to search engines. */
const robots: Reading = (value) =>
  textsOf(value).some((text) => /\b(?:noindex|none)\b/i.test(text)) ? 'noindex' : 'clear';

/** `sitemap: false`, and Hugo's and Jekyll's `sitemap: {disable: true}`. */
const sitemap: Reading = (value, context) => {
  if (value.kind !== 'map') return mild(no('noindex'))(value, context);
  const off = value.entries.some(
    ({ key, value }) => /^(?:disable|exclude|ignore)d?$/i.test(key) && booleanOf(value) === true,
  );
  return off ? 'noindex' : 'clear';
};

/** Who may read, in the words of newsletters (Ghost, Substack). */
const audience: Reading = words((word) =>
  /(?:^|-)(?:paid|members?|subscribers?|founding|free|premium)(?:-|$)/.test(word) ? 'held' : 'clear',
);

/**
 * By key, without the spellings that `plainKey` makes equal (`is_draft`, `is-draft`). Keys below Hugo's `params` and Zola's
 * `extra` count like those beside them. docs/front-matter.md has the same keys, which a test compares.
 */
const keys: Readonly<Record<string, Reading>> = {
  ...each('draft isDraft drafted hidden isHidden hide private isPrivate secret', yes('held')),
  ...each('encrypted encrypt wip headless ignorePublish unpublished unpublish trashed deleted', yes('held')),
  ...each('membersOnly memberOnly subscribersOnly paidOnly paywall', yes('held')),
  ...each('publish isPublished dg-publish visible isVisible render public', no('held')),
  ...each('password passwd pwd passphrase', anything),
  published,
  ...each('status post_status', words(publicOr('unknown'))),
  visibility: words(publicOr('held')),
  ...each('audience access', audience),
  ...each('state', words(none)),
  ...each(
    'type layout post_type template',
    words((word) => layoutWords[word] ?? 'clear'),
  ),
  permalink: (value) => (booleanOf(value) === false ? 'held' : 'clear'),
  ...each('_build build', build),

  ...each('unlisted isUnlisted disable_feed noFeed noRss', mild(yes('unlisted'))),
  ...each('exclude_from_feed feed_exclude rss_exclude hiddenInRss', mild(yes('unlisted'))),
  ...each('eleventyExcludeFromCollections', mild(yes('unlisted'))),
  ...each('feed rss listed', mild(no('unlisted'))),

  ...each('noindex robotsNoIndex sitemap_exclude exclude_from_sitemap', mild(yes('noindex'))),
  robots,
  sitemap,

  ...each('in_search_index searchable search', mild(no('unsearchable'))),
  ...each('searchHidden search_exclude noSearch exclude_from_search', mild(yes('unsearchable'))),
};

/** Moments before which nothing is shown, whatever the date of the article says (Hugo, Eleventy, Ghost). */
const embargoKeys = ['publishDate', 'publishAt', 'embargo', 'embargoUntil'];

/** The names, and the readings by `plainKey`: FrontMatter finds `is-draft` and `:draft`, too. */
export const visibilityKeys: readonly string[] = [...Object.keys(keys), ...embargoKeys];
const keyNames: readonly string[] = Object.keys(keys).map((key) => key.toLowerCase());
const readings = new Map(Object.entries(keys).map(([key, reading]) => [plainKey(key), reading]));

const order: readonly Sign[] = ['held', 'unknown', 'unlisted', 'page', 'noindex', 'unsearchable', 'clear'];

/**
 * Reads every key that concerns visibility. A value that is not known, under a key that keeps texts back, keeps this one
 * back: what has leaked into the databases of readers cannot be called back.
 * @param path of the file, relative to the content folder
 */
export function readVisibility(frontMatter: FrontMatter, path: string, context: Context): Visibility {
  const signs = new Set<Sign>();
  let heldBack = isDraftPath(path) ? '_drafts/' : undefined;
  for (const { key, value } of frontMatter.present(keyNames)) {
    const sign = readings.get(plainKey(key))!(value, context);
    signs.add(sign);
    if (sign === 'unknown') warnOfUnknown(key, value, context);
    if (sign === 'held' || sign === 'unknown') heldBack ??= written(key, value);
  }
  let embargo = 0;
  for (const { key, value } of frontMatter.present(embargoKeys.map((key) => key.toLowerCase()))) {
    const reading = value.kind === 'text' ? readDate(value.text, context.timezone) : undefined;
    if (reading?.kind === 'moment') embargo = Math.max(embargo, reading.time);
    else if (reading?.kind !== 'none') heldBack ??= written(key, value);
  }
  return {
    ...(heldBack !== undefined && { heldBack }),
    reach: {
      ...(embargo > 0 && { embargo }),
      ...(signs.has('unlisted') ? { kind: 'unlisted' } : signs.has('page') ? { kind: 'page' } : {}),
      ...(signs.has('noindex') && { noindex: true }),
      ...(signs.has('unsearchable') && { unsearchable: true }),
    },
  };
}

/** A key with its value, but never a password. */
const written = (key: string, value: Value): string =>
  value.kind === 'text' && !/^(?:pass|pwd)/i.test(key) ? `${key}: ${value.text.trim().slice(0, 40)}` : key;

function warnOfUnknown(key: string, value: Value, { warn }: Context): void {
  const shown = value.kind === 'text' ? quote(value.text) : `a ${value.kind}`;
  warn(
    'held-back',
    value.at,
    `"${key}" is ${shown}, which may be meant to hide the article, so it was held back; write yes or no`,
  );
}

/** The same reading for several keys. */
function each(names: string, reading: Reading): Record<string, Reading> {
  return Object.fromEntries(names.split(' ').map((name) => [name, reading]));
}

function strongest(signs: readonly Sign[]): Sign {
  return order.find((sign) => signs.includes(sign)) ?? 'clear';
}

const textsOf = (value: Value): string[] =>
  [...itemsOf(value)].filter((item): item is TextValue => item.kind === 'text').map(({ text }) => text);

/** The truth of a text, or of each item of a list; undefined for what is neither yes nor no. */
const truthsOf = (value: Value): (boolean | undefined)[] =>
  value.kind === 'map'
    ? [undefined]
    : [...itemsOf(value)].map((item) => booleanOf(item) ?? localBooleanOf(item));

/** Yes and no in the languages of blogs that are written without English keys. */
function localBooleanOf(value: Value): boolean | undefined {
  if (value.kind !== 'text') return undefined;
  const text = value.text.trim().toLowerCase();
  if (/^(?:是|真|对|はい|예|oui|ja|sí|si|sim|да|t)$/.test(text)) return true;
  return /^(?:否|假|不|いいえ|아니요|non|nein|nee|não|нет|f)$/.test(text) ? false : undefined;
}
