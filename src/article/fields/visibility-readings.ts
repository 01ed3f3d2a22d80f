/** Readings: what the values of one kind of keys ask for. */

import { readDate } from '../date/reading.ts';
import { booleanOf, type TextValue, type Value } from '../matter/value.ts';
import { plainKey } from '../keys.ts';
import { dateOfFileName } from '../location.ts';
import { itemsOf, textUnder, type Context } from './read.ts';
import { placeNamed } from './visibility-places.ts';
import { booleanOfText, strongest, textsOf, truthOf, wordOf, type Sign } from './visibility-signs.ts';
import {
  heldKinds,
  heldWords,
  noWords,
  offWords,
  partsOfPages,
  publicWords,
  unlistedWords,
} from './visibility-words.ts';

export type Reading = (value: Value, context: Context, path: string) => Sign;

/** The strongest sign of the texts in a value; a map is unknown. */
const ofTexts =
  (signOf: (text: TextValue) => Sign): Reading =>
  (value) =>
    value.kind === 'map'
      ? 'unknown'
      : strongest([...itemsOf(value)].map((item) => (item.kind === 'text' ? signOf(item) : 'unknown')));

/** A yes keeps back, and so does a word like draft (`wip: draft`). */
export const yes = (sign: Sign): Reading =>
  ofTexts((text) => {
    const truth = truthOf(text);
    if (truth !== undefined) return truth ? sign : 'clear';
    const word = wordOf(text.text);
    if (word === 'unlisted') return 'unlisted';
    if (noWords.has(word)) return 'clear';
    return heldWords.has(word) ? sign : 'unknown';
  });

/** A no keeps back, and so does a word like draft; a word like public does not. */
export const no = (sign: Sign): Reading =>
  ofTexts((text) => {
    const truth = truthOf(text);
    if (truth !== undefined) return truth ? 'clear' : sign;
    const word = wordOf(text.text);
    if (word === 'unlisted') return 'unlisted';
    if (publicWords.has(word)) return 'clear';
    return heldWords.has(word) || offWords.test(word) ? sign : 'unknown';
  });

/** Keys of lists and searches: a value that is no yes or no is a theme's own affair. */
export const mild =
  (reading: Reading): Reading =>
  (value, context, path) => {
    const sign = reading(value, context, path);
    return sign === 'unknown' ? 'clear' : sign;
  };

/** Anything that is written keeps back, except a no. */
export const anything: Reading = (value) =>
  [...itemsOf(value)].some((item) => truthOf(item) === false) ? 'clear' : 'held';

/** `hide` may name parts of the page (Material for MkDocs), or places. */
export const hide: Reading = (value, context, path) => {
  const names = value.kind === 'map' ? value.entries.map(({ key }) => key) : textsOf(value);
  const signs = names.map((name): Sign | undefined => {
    const word = wordOf(name);
    return partsOfPages.test(word) ? 'clear' : placeNamed(word.replaceAll('-', ''));
  });
  if (signs.every((sign) => sign !== undefined)) return strongest(signs);
  return yes('held')(value, context, path);
};

export const words = (others: (word: string) => Sign): Reading =>
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

export const publicOr =
  (other: Sign) =>
  (word: string): Sign => {
    const truth = booleanOfText(word);
    if (truth !== undefined) return truth ? 'clear' : 'held';
    return publicWords.has(word) ? 'clear' : other;
  };

export const none = (): Sign => 'clear';

/** A status may have several words: `draft 2`, `published on Monday`. */
export const status: Reading = words((word) => {
  const sign = publicOr('unknown')(word);
  if (sign !== 'unknown') return sign;
  if (/(?:^|-)(?:drafts?|wip|private|pending|unpublished|unfinished|hidden|not|review)(?:-|$)/.test(word))
    return 'held';
  return /^(?:published|done|completed?|finished)-/.test(word) ? 'clear' : 'unknown';
});

/** Values of `type` and `layout` name what a theme makes of an article: only a few of them concern readers. */
export const kind: Reading = (value) =>
  strongest(
    textsOf(value).map((text): Sign => {
      const word = wordOf(text);
      if (heldKinds.has(word)) return 'held';
      if (word === 'unlisted') return 'unlisted';
      return /^(?:pages?|static)$/.test(word) && !/[./]/.test(text) ? 'page' : 'clear';
    }),
  );

/** How Jekyll and Hexo show a post does not make it a page: a file below `_posts`, or with a date in its name, is a post. */
export const layout: Reading = (value, context, path) => {
  const sign = kind(value, context, path);
  const isPost = path.split('/').includes('_posts') || dateOfFileName(path, context.timezone) !== undefined;
  return sign === 'page' && isPost ? 'clear' : sign;
};

/** `published` is a date for some, a yes or a no for others, and the address of a copy elsewhere. */
export const published: Reading = (value, context, path) => {
  if (value.kind === 'text') {
    const { text } = value;
    // dates.ts reports a date that does not exist, or that is ambiguous.
    if (readDate(text, context.timezone).kind !== 'unreadable') return 'clear';
    if (/^\s*(?:https?:\/\/|(?:19|20)\d\d\s*$)/i.test(text)) return 'clear';
  }
  return no('held')(value, context, path);
};

/** The map of Halo's plugins for editors. */
export const halo: Reading = (value, context, path) => {
  if (value.kind !== 'map') return 'clear';
  const signs = value.entries.map(({ key, value }) =>
    /^(?:publish|visible)$/.test(plainKey(key)) ? no('held')(value, context, path) : 'clear',
  );
  return strongest(signs);
};

/** Hugo's build options (https://gohugo.io/content-management/build-options/). */
export const build: Reading = (value, context, path) => {
  if (value.kind !== 'map') return no('held')(value, context, path);
  const option = (name: string): string => {
    const entry = value.entries.findLast(({ key }) => key.toLowerCase() === name);
    return entry?.value.kind === 'text' ? entry.value.text.trim().toLowerCase() : '';
  };
  if (/^(?:never|link|false|no|off|0)$/.test(option('render'))) return 'held';
  return /^(?:never|false|no|off|0)$/.test(option('list')) ? 'unlisted' : 'clear';
};

/** `robots: noindex`, `robots: {index: false}`, and the same in the elements of a head (VitePress, Starlight). */
export const robots: Reading = (value, context, path) => {
  if (value.kind === 'map') return place('noindex')(value, context, path);
  const isOut = textsOf(value).some((text) => /\b(?:noindex|none|disallow)\b/i.test(text));
  return isOut || (value.kind === 'text' && booleanOf(value) === false) ? 'noindex' : 'clear';
};

/** Looks for what is said to search engines: `seo: {noindex: true}`, `meta: {robots: …}`, `head: [[meta, {…}]]`. */
export const head: Reading = (value, context, path) => {
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
      return ofEngines(plain)?.(value, context, path) ?? 'clear';
    }),
  );
};

/** `index: 0` is a place in an order. */
export const index: Reading = (value, context, path) =>
  textsOf(value).some((text) => /^\s*\d+\s*$/.test(text))
    ? 'clear'
    : mild(no('noindex'))(value, context, path);

/** The reading of a key in what is said to search engines. */
function ofEngines(plain: string): Reading | undefined {
  if (/^(?:meta)?robots(?:meta)?$/.test(plain)) return robots;
  if (plain === 'noindex') return mild(yes('noindex'));
  if (plain === 'index') return index;
  return plain === 'indexable' ? mild(no('noindex')) : undefined;
}

/** A place with a no, or with a map such as `{exclude: true}`, `{enable: false}`. */
export const place =
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
export const audience: Reading = words((word) => {
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

export const access: Reading = (value, context, path) =>
  value.kind === 'text' && truthOf(value) === false ? 'held' : audience(value, context, path);
