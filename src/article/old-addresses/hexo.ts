/** Hexo's permalinks (https://hexo.io/docs/permalinks, lib/plugins/filter/post_permalink.ts). */

import { createHash } from 'node:crypto';
import { strftime } from './clock.ts';
import { one, several, type Dialect, type Meaning, type Post } from './dialect.ts';
import { hexoSlug } from './slugs.ts';

/** A date in the clock at hand: see `otherClocks`. */
const date =
  (format: string): Meaning =>
  ({ site }) =>
    one(site && strftime(site, format));

/** The path below `_posts`. Whether `new_post_name` takes the date out of it stands in the settings of the blog. */
function slugsOf({ folders, base, name }: Post): readonly string[] {
  const inFolders = (file: string): string => [...folders, file].join('/');
  return several(inFolders(name), inFolders(base));
}

const hashOf = (slug: string, seconds: number): string =>
  createHash('sha1').update(`${slug}${seconds}`).digest('hex').slice(0, 12);

const meanings: Readonly<Record<string, Meaning>> = {
  year: date('%Y'),
  month: date('%m'),
  i_month: date('%-m'),
  day: date('%d'),
  i_day: date('%-d'),
  hour: date('%H'),
  minute: date('%M'),
  second: date('%S'),
  timestamp: ({ published }) =>
    published === undefined ? [] : [String(Math.floor(published / 1000)), String(published)],
  title: slugsOf,
  name: ({ base, name }) => several(name, base),
  post_title: ({ title }) => one(hexoSlug(title).toLowerCase()),
  id: ({ text }) => one(text('id')),
  // Categories in a list are each other's parents.
  // Of categories beside each other, the last one counts.
  category: ({ categories }) =>
    categories.length === 0
      ? ['uncategorized']
      : several(categories.map(hexoSlug).join('/'), hexoSlug(categories.at(-1)!)),
  hash: (article) =>
    article.published === undefined
      ? []
      : slugsOf(article).map((slug) => hashOf(slug, Math.floor(article.published! / 1000))),
};

export const hexo: Dialect = {
  placeholder: /:(\w+)/g,
  // Any key of the front matter may be one: `:urlname`, `:abbrlink`.
  meaningOf: (name) => (Object.hasOwn(meanings, name) ? meanings[name] : ({ text }) => one(text(name))),
  styles: { default: ':year/:month/:day/:title/' },
  own: ['permalink'],
  roots: ['_posts', '_drafts'],
  // `timezone` moves the moment of a date, but the address has the clock of the machine that built the site: UTC on build
  // services. Of a date with a zone, its time in UTC is taken for that of the site (lib/plugins/processor/common.ts).
  otherClocks: ({ published, misread }) => [
    published === undefined ? undefined : new Date(published),
    misread?.zoneTwice,
  ],
};

/** Placeholders that every post has, unlike most keys of the front matter; two come from plugins that many blogs have. */
export const isHexoName = (name: string): boolean =>
  Object.hasOwn(meanings, name) || name === 'abbrlink' || name === 'urlname';
