/** Jekyll's permalinks (https://jekyllrb.com/docs/permalinks/, lib/jekyll/drops/url_drop.rb). */

import { fromTable, one, several, type Dialect, type Meaning } from './dialect.ts';
import { strftime } from './clock.ts';
import { jekyllSlug } from './slugs.ts';

/** Jekyll reads every date in the zone of the site. */
const date =
  (format: string): Meaning =>
  ({ site }) =>
    one(site && strftime(site, format));

/** Folders above `_posts` are categories, too. A text below `categories` is one for each word. */
const categoriesIn =
  (shown: (name: string) => string): Meaning =>
  ({ above, categories, text }) => {
    const words = text('categories')?.split(/\s+/) ?? [];
    const path = (names: readonly string[]): string => several(...[...above, ...names].map(shown)).join('/');
    return [...new Set([path(categories), ...(words.length > 1 ? [path(words)] : [])])];
  };

const meanings: Readonly<Record<string, Meaning>> = {
  year: date('%Y'),
  short_year: date('%y'),
  month: date('%m'),
  i_month: date('%-m'),
  short_month: date('%b'),
  long_month: date('%B'),
  day: date('%d'),
  i_day: date('%-d'),
  y_day: date('%j'),
  w_year: date('%G'),
  week: date('%V'),
  w_day: date('%u'),
  short_day: date('%a'),
  long_day: date('%A'),
  hour: date('%H'),
  minute: date('%M'),
  second: date('%S'),
  title: ({ slug, name }) => one(jekyllSlug(slug ?? name, 'pretty')),
  slug: ({ slug, name }) => one(jekyllSlug(slug ?? name, 'default')),
  name: ({ base }) => one(jekyllSlug(base, 'default')),
  categories: categoriesIn((name) => name.toLowerCase()),
  slugified_categories: categoriesIn((name) => jekyllSlug(name, 'default')),
  collection: () => ['posts'],
  output_ext: () => ['.html'],
};

const known = fromTable(meanings);

/** In `:year_:title` the underscore belongs to the address. */
function withUnderscore(name: string): Meaning | undefined {
  const meaning = name.endsWith('_') ? known(name.slice(0, -1)) : undefined;
  return meaning && ((post) => meaning(post).map((text) => `${text}_`));
}

export const jekyll: Dialect = {
  placeholder: /:([a-z_]+)/g,
  meaningOf: (name) => known(name) ?? withUnderscore(name),
  styles: {
    date: '/:categories/:year/:month/:day/:title:output_ext',
    pretty: '/:categories/:year/:month/:day/:title/',
    ordinal: '/:categories/:year/:y_day/:title:output_ext',
    weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
    none: '/:categories/:title:output_ext',
    default: '/:categories/:year/:month/:day/:title:output_ext',
  },
  own: ['permalink'],
  roots: ['_posts', '_drafts'],
  otherClocks: ({ misread }) => [misread?.asUtc],
};
