/** Who may see an article, and where: the keys with which authors keep a text back, or out of lists, feeds and searches. */

import type { ParsedArticle } from '../article.ts';
import { readDate } from '../date/reading.ts';
import { booleanOf, type TextValue, type Value } from '../matter/value.ts';
import { plainKey } from '../keys.ts';
import { dateOfFileName, draftFolderOf } from '../location.ts';
import { quote } from '../text.ts';
import type { FrontMatter } from './front-matter.ts';
import { itemsOf, textUnder, type Context } from './read.ts';
import {
  heldKinds,
  heldWords,
  noWords,
  offWords,
  partsOfPages,
  publicWords,
  unlistedWords,
} from './visibility-words.ts';

export interface Visibility {
  /** What keeps the article back, as the author wrote it (`password`, `status: pending`). Absent: it is published. */
  heldBack?: string;
  /** Absent keys leave an article as it is; see ParsedArticle. */
  reach: Pick<ParsedArticle, 'kind' | 'noindex' | 'unsearchable' | 'embargo'>;
}

/** What one key asks for. `held` keeps the text back, `clear` means nothing; `unknown` keeps it back with a warning. */
type Sign = 'held' | 'unlisted' | 'page' | 'noindex' | 'unsearchable' | 'clear' | 'unknown';
type Reading = (value: Value, context: Context, path: string) => Sign;

/** The strongest sign of the texts in a value; a map is unknown. */
const ofTexts =
  (signOf: (text: TextValue) => Sign): Reading =>
  (value) =>
    value.kind === 'map'
      ? 'unknown'
      : strongest([...itemsOf(value)].map((item) => (item.kind === 'text' ? signOf(item) : 'unknown')));

/** A yes keeps back, and so does a word like draft (`wip: draft`). */
const yes = (sign: Sign): Reading =>
  ofTexts((text) => {
    const truth = truthOf(text);
    if (truth !== undefined) return truth ? sign : 'clear';
    const word = wordOf(text.text);
    if (word === 'unlisted') return 'unlisted';
    if (noWords.has(word)) return 'clear';
    return heldWords.has(word) ? sign : 'unknown';
  });

/** A no keeps back, and so does a word like draft; a word like public does not. */
const no = (sign: Sign): Reading =>
  ofTexts((text) => {
    const truth = truthOf(text);
    if (truth !== undefined) return truth ? 'clear' : sign;
    const word = wordOf(text.text);
    if (word === 'unlisted') return 'unlisted';
    if (publicWords.has(word)) return 'clear';
    return heldWords.has(word) || offWords.test(word) ? sign : 'unknown';
  });

/** Keys of lists and searches: a value that is no yes or no is a theme's own affair. */
const mild =
  (reading: Reading): Reading =>
  (value, context, path) => {
    const sign = reading(value, context, path);
    return sign === 'unknown' ? 'clear' : sign;
  };

/** Anything that is written keeps back, except a no. */
const anything: Reading = (value) =>
  [...itemsOf(value)].some((item) => truthOf(item) === false) ? 'clear' : 'held';

/** `hide` may name parts of the page (Material for MkDocs), or places. */
const hide: Reading = (value, context, path) => {
  const names = value.kind === 'map' ? value.entries.map(({ key }) => key) : textsOf(value);
  const signs = names.map((name): Sign | undefined => {
    const word = wordOf(name);
    return partsOfPages.test(word) ? 'clear' : placeNamed(word.replaceAll('-', ''));
  });
  if (signs.every((sign) => sign !== undefined)) return strongest(signs);
  return yes('held')(value, context, path);
};

const words = (others: (word: string) => Sign): Reading =>
  mapUnknown((value) => {
    const signs = textsOf(value)
      .flatMap((text) => text.split(/[,;|，、；]/))
      .filter((text) => text.trim() !== '')
      .map((text): Sign => {
        const word = wordOf(text);
        if (heldWords.has(word)) return 'held';
        return unlistedWords.has(word) ? 'unlisted' : others(word);
      });
    return strongest(signs.length > 0 ? signs : ['unknown']);
  });

const mapUnknown =
  (reading: Reading): Reading =>
  (value, context, path) =>
    value.kind === 'map' ? 'unknown' : reading(value, context, path);

const publicOr =
  (other: Sign) =>
  (word: string): Sign => {
    const truth = booleanOfText(word);
    if (truth !== undefined) return truth ? 'clear' : 'held';
    return publicWords.has(word) ? 'clear' : other;
  };

const none = (): Sign => 'clear';

/** A status may have several words: `draft 2`, `published on Monday`. */
const status: Reading = words((word) => {
  const sign = publicOr('unknown')(word);
  if (sign !== 'unknown') return sign;
  if (/(?:^|-)(?:drafts?|wip|private|pending|unpublished|unfinished|hidden|not|review)(?:-|$)/.test(word))
    return 'held';
  return /^(?:published|done|completed?|finished)-/.test(word) ? 'clear' : 'unknown';
});

/** Values of `type` and `layout` name what a theme makes of an article: only a few of them concern readers. */
const kind: Reading = (value) =>
  strongest(
    textsOf(value).map((text): Sign => {
      const word = wordOf(text);
      if (heldKinds.has(word)) return 'held';
      if (word === 'unlisted') return 'unlisted';
      return /^(?:pages?|static)$/.test(word) && !/[./]/.test(text) ? 'page' : 'clear';
    }),
  );

/** How Jekyll and Hexo show a post does not make it a page: a file below `_posts`, or with a date in its name, is a post. */
const layout: Reading = (value, context, path) => {
  const sign = kind(value, context, path);
  const isPost = path.split('/').includes('_posts') || dateOfFileName(path, context.timezone) !== undefined;
  return sign === 'page' && isPost ? 'clear' : sign;
};

/** `published` is a date for some, a yes or a no for others, and the address of a copy elsewhere. */
const published: Reading = (value, context, path) => {
  if (value.kind === 'text') {
    const { text } = value;
    // dates.ts reports a date that does not exist, or that is ambiguous.
    if (readDate(text, context.timezone).kind !== 'unreadable') return 'clear';
    if (/^\s*(?:https?:\/\/|(?:19|20)\d\d\s*$)/i.test(text)) return 'clear';
  }
  return no('held')(value, context, path);
};

/** The map of Halo's plugins for editors. */
const halo: Reading = (value, context, path) => {
  if (value.kind !== 'map') return 'clear';
  const signs = value.entries.map(({ key, value }) =>
    /^(?:publish|visible)$/.test(plainKey(key)) ? no('held')(value, context, path) : 'clear',
  );
  return strongest(signs);
};

/** Hugo's build options (https://gohugo.io/content-management/build-options/). */
const build: Reading = (value, context, path) => {
  if (value.kind !== 'map') return no('held')(value, context, path);
  const option = (name: string): string => {
    const entry = value.entries.findLast(({ key }) => key.toLowerCase() === name);
    return entry?.value.kind === 'text' ? entry.value.text.trim().toLowerCase() : '';
  };
  if (/^(?:never|link|false|no|off|0)$/.test(option('render'))) return 'held';
  return /^(?:never|false|no|off|0)$/.test(option('list')) ? 'unlisted' : 'clear';
};

/** `robots: noindex`, `robots: {index: false}`, and the same in the elements of a head (VitePress, Starlight). */
const robots: Reading = (value, context, path) => {
  if (value.kind === 'map') return place('noindex')(value, context, path);
  const isOut = textsOf(value).some((text) => /\b(?:noindex|none|disallow)\b/i.test(text));
  return isOut || (value.kind === 'text' && booleanOf(value) === false) ? 'noindex' : 'clear';
};

/** Looks for what is said to search engines: `seo: {noindex: true}`, `meta: {robots: …}`, `head: [[meta, {…}]]`. */
const head: Reading = (value, context, path) => {
  if (value.kind === 'text') return 'clear';
  if (value.kind === 'list') return strongest(value.items.map((item) => head(item, context, path)));
  const name = textUnder(value, ['name']);
  const content = textUnder(value, ['content', 'value']);
  if (/^(?:robots|googlebot)$/i.test(name ?? '') && /\b(?:noindex|none)\b/i.test(content ?? ''))
    return 'noindex';
  return strongest(
    value.entries.map(({ key, value }): Sign => {
      const plain = plainKey(key);
      if (/^(?:meta|head|attrs|attributes|props)$/.test(plain)) return head(value, context, path);
      if (/^(?:(?:meta)?robots(?:meta)?|noindex|index|indexable)$/.test(plain))
        return readings.get(plain)!(value, context, path);
      return 'clear';
    }),
  );
};

/** `index: 0` is a place in an order. */
const index: Reading = (value, context, path) =>
  textsOf(value).some((text) => /^\s*\d+\s*$/.test(text))
    ? 'clear'
    : mild(no('noindex'))(value, context, path);

/** A place with a no, or with a map such as `{exclude: true}`, `{enable: false}`. */
const place =
  (sign: Sign): Reading =>
  (value, context, path) => {
    if (value.kind !== 'map') return mild(no(sign))(value, context, path);
    const isOut = value.entries.some(({ key, value }) => {
      const plain = plainKey(key);
      const truth = booleanOf(value);
      return (
        (truth === true && (offWords.test(plain) || plain === 'noindex')) ||
        (truth === false && /^(?:enabled?|included?|show|visible|publish|index|list|render)$/.test(plain))
      );
    });
    return isOut ? sign : 'clear';
  };

/** Who may read, in the words of newsletters (Ghost, Substack). */
const audience: Reading = words((word) => {
  if (
    /^(?:only-)?(?:paid|paying|members?|subscribers?|founding|premium|patrons?)(?:-(?:only|members?|subscribers?|tier))?$/.test(
      word,
    )
  )
    return 'held';
  if (/^(?:only-free|free-(?:only|members?|subscribers?))$/.test(word)) return 'held';
  if (/^(?:me|only-me|myself|friends|family|followers|owner|tiers|specific-tiers)$/.test(word)) return 'held';
  return 'clear';
});

const access: Reading = (value, context, path) =>
  value.kind === 'text' && truthOf(value) === false ? 'held' : audience(value, context, path);

/**
 * Keys that keep a text back, without the spellings that `plainKey` makes equal (`is_draft`, `is-draft`), and without those
 * that `affix` takes away. Keys below Hugo's `params` and Zola's `extra` count like those beside them.
 * docs/front-matter.md has the same keys, which a test compares.
 */
const holding: Readonly<Record<string, Reading>> = {
  ...each('draft drafts drafted hidden private secret unfinished incomplete', yes('held')),
  ...each('encrypted encrypt encryption wip workInProgress inProgress headless', yes('held')),
  ...each('ignorePublish noPublish dontPublish doNotPublish notPublished unpublished unpublish', yes('held')),
  ...each('trashed trash deleted removed protected protect passwordProtected', yes('held')),
  ...each('restricted confidential internalOnly membersOnly memberOnly subscribersOnly', yes('held')),
  ...each('subscriberOnly patronsOnly emailOnly newsletterOnly paidOnly paywall paywalled', yes('held')),
  ...each('gated loginRequired requiresLogin requireLogin requiresAuth requireAuth', yes('held')),
  ...each('加密 隐藏 隱藏 私密 私有 草稿 非公開 下書き 비공개 초안', yes('held')),
  ...each('brouillon entwurf borrador rascunho bozza черновик', yes('held')),
  ...each('locked lock internal premium paid disabled offline ignore skip', mild(yes('held'))),
  hide,
  ...each('publish published 发布 發布', published),
  ...each('dg-publish visible public publishable 公开 公開', no('held')),
  ...each('render live online enabled enable ready show display', mild(no('held'))),
  ...each('password passwd pwd pw passphrase passcode pass passwordHash 密码 密碼 パスワード', anything),
  ...each('deletedAt trashedAt removedAt unpublishedAt', anything),
  ...each('status publish_status published_status publication_status workflow_status 状态 狀態', status),
  halo,
  visibility: words(publicOr('held')),
  ...each('audience tier privacy permission permissions', audience),
  access,
  ...each('state workflow workflow_state stage phase', words(none)),
};

/** The other keys. */
const others: Readonly<Record<string, Reading>> = {
  ...each('type post_type', kind),
  ...each('layout template', layout),
  permalink: (value) => (booleanOf(value) === false ? 'held' : 'clear'),
  ...each('_build build', build),

  ...each('unlisted unlist notListed isUnlisted linkOnly dg-hide exclude excluded', mild(yes('unlisted'))),
  ...each('listed isListed article', mild(no('unlisted'))),
  ...each('noindex robotsNoIndex noRobots', mild(yes('noindex'))),
  ...each('robots metaRobots robotsMeta robots-tag x-robots-tag googlebot', robots),
  ...each('head meta seo', head),
  index,
  ...each('indexable indexed searchEngine searchEngines', mild(no('noindex'))),
  ...each('searchable isSearchable indexing', mild(no('unsearchable'))),
  ...each('unsearchable notSearchable', mild(yes('unsearchable'))),
};

/** Places of a site in which an article may be absent, as they stand in keys such as `exclude_from_feed`. */
const places: readonly (readonly [names: string, sign: Sign])[] = [
  ['feeds?|rss(?:feed)?|atom(?:feed)?|blog|collections?|lists?|listings?', 'unlisted'],
  ['sitemap|searchengines?', 'noindex'],
  ['search(?:index)?|pagefind|algolia|docsearch|lunr|booksearch', 'unsearchable'],
];
/** Not in the place. */
const outOf =
  '(?:eleventy)?(?:excluded?|hid(?:e|den)|omit(?:ted)?|skip|disabled?|no|not|ignored?|removed?|suppress|blocked?)(?:from|in|on|for)?(?:the)?';
const isOut = 'excluded?|hidden|hide|ignored?|disabled?|skip|omit';
/** In the place. */
const into = '(?:included?|show|shown|publish|add|visible|allow|enabled?)?(?:in|on|to)?(?:the)?';
const isIn = 'included?|enabled?|visible|show';

/** The reading of a key that names a place; both `feed: false` and `exclude_from_feed: true` leave the article out of it. */
function placeReading(plain: string): Reading | undefined {
  for (const { sign, out, inside } of placeForms) {
    if (out.test(plain)) return mild(yes(sign));
    // `list: 3` and `collection: notes` are the author's own.
    if (inside.test(plain) && !/^(?:collections?|lists?|listings?)$/.test(plain)) return place(sign);
  }
  return undefined;
}

const placeForms = places.map(([names, sign]) => ({
  sign,
  name: new RegExp(`^(?:${names})$`),
  out: new RegExp(`^(?:${outOf}(?:${names})|(?:${names})(?:${isOut}))$`),
  inside: new RegExp(`^(?:${into}(?:${names})|(?:${names})(?:${isIn}))$`),
}));

const placeNamed = (plain: string): Sign | undefined => placeForms.find(({ name }) => name.test(plain))?.sign;

/** Moments before which nothing is shown, whatever the date of the article says (Hugo, Eleventy, Ghost). */
const embargoKeys = ['publishDate', 'publishAt', 'embargo', 'embargoUntil'];
const embargoes = new Set(embargoKeys.map(plainKey));

/** The names; many have other spellings, which `readingOf` knows. */
export const visibilityKeys: readonly string[] = [
  ...Object.keys(holding),
  ...Object.keys(others),
  ...embargoKeys,
];
const byPlainKey = (keys: Readonly<Record<string, Reading>>): Map<string, Reading> =>
  new Map(Object.entries(keys).map(([key, reading]) => [plainKey(key), reading]));
const holdingReadings = byPlainKey(holding);
const readings = new Map([...holdingReadings, ...byPlainKey(others)]);

/** What the article is called in `isDraft`, `post_status`, `wp:status`, `hide_post`. */
const before =
  /^(?:is|has|wp:?|wordpress:?|hexo|eleventy|post|page|article|content|note|entry|access|view)+(?=.)/;
const behind = /(?<=.)(?:post|page|article)$/;

function readingOf(plain: string): Reading | undefined {
  const reading = readings.get(plain) ?? placeReading(plain);
  if (reading) return reading;
  const core = plain.replace(before, '');
  return holdingReadings.get(core) ?? holdingReadings.get(core.replace(behind, ''));
}

const order: readonly Sign[] = ['held', 'unknown', 'unlisted', 'page', 'noindex', 'unsearchable', 'clear'];

/**
 * Reads every key that concerns visibility. A value that is not known, under a key that keeps texts back, keeps this one
 * back: what has leaked into the databases of readers cannot be called back.
 * @param path of the file, relative to the content folder
 */
export function readVisibility(frontMatter: FrontMatter, path: string, context: Context): Visibility {
  const signs = new Set<Sign>();
  let heldBack = draftFolderOf(path);
  let embargo = 0;
  for (const { key, value } of frontMatter.entries()) {
    const plain = plainKey(key);
    let sign = readingOf(plain)?.(value, context, path) ?? 'clear';
    if (embargoes.has(plain) || (plain === 'publish' && sign === 'clear')) {
      const until = embargoOf(value, context);
      if (typeof until === 'number') embargo = Math.max(embargo, until);
      else if (plain !== 'publish') sign = until;
    }
    signs.add(sign);
    if (sign === 'unknown') warnOfUnknown(key, value, context);
    if (sign === 'held' || sign === 'unknown') heldBack ??= written(key, value);
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

/** @returns ms since 1970, or what a value that is no date asks for */
function embargoOf(value: Value, context: Context): number | Sign {
  if (value.kind !== 'text') return 'unknown';
  const reading = readDate(value.text, context.timezone);
  if (reading.kind === 'moment') return reading.time;
  const isNone = reading.kind === 'none' || booleanOf(value) === false || noWords.has(wordOf(value.text));
  return isNone && wordOf(value.text) !== 'never' ? 'clear' : 'unknown';
}

/** A key with its value, but never a password. */
const written = (key: string, value: Value): string =>
  value.kind === 'text' && !/pass|pwd|^pw$|密[码碼]|パスワード/i.test(key)
    ? `${key}: ${value.text.trim().slice(0, 40)}`
    : key;

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

/** In lower case, with hyphens, and without the pictures that decorate it (`✅ Published`). */
function wordOf(text: string): string {
  const bare = text.replaceAll(/[^\p{L}\p{N}\p{M}\s_-]+/gu, ' ').trim();
  return (bare === '' ? text.trim() : bare).toLowerCase().replaceAll(/[\s_-]+/g, '-');
}

const truthOf = (value: Value): boolean | undefined =>
  value.kind === 'text' ? (booleanOf(value) ?? booleanOfText(value.text.trim().toLowerCase())) : undefined;

/** Yes and no in English, and in the languages of blogs that are written without English keys. */
function booleanOfText(text: string): boolean | undefined {
  if (/^(?:true|yes|on|y|1|是|真|对|はい|예|oui|ja|sí|si|sim|да|t)$/.test(text)) return true;
  return /^(?:false|no|off|n|0|否|假|不|いいえ|아니요|non|nein|nee|não|нет|f)$/.test(text)
    ? false
    : undefined;
}
