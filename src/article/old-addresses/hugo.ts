/** Hugo's permalinks (https://gohugo.io/configuration/permalinks/, resources/page/permalinks.go). */

import { dayOfYear, monthName, strftime, weekdayName } from './clock.ts';
import { fromTable, one, several, type Dialect, type Meaning, type Post } from './dialect.ts';
import { hugoSlug } from './slugs.ts';

/** A date stays in the zone that it was written with. */
const date =
  (show: string | ((clock: Date) => string)): Meaning =>
  ({ own }) =>
    one(own && (typeof show === 'string' ? strftime(own, show) : show(own)));

/** With the date `:filename` in Hugo's `frontmatter`, the rest of the name is the slug. */
const names: Meaning = ({ base, name }) => several(hugoSlug(base), hugoSlug(name));

const slugOr =
  (otherwise: Meaning): Meaning =>
  (post) =>
    post.slug === undefined ? otherwise(post) : one(hugoSlug(post.slug));

const titled: Meaning = ({ title }) => one(hugoSlug(title));

const sectionsOf = ({ folders, section }: Post): readonly string[] =>
  (folders.length === 0 && section !== undefined ? [section] : folders).map(hugoSlug);

const meanings: Readonly<Record<string, Meaning>> = {
  year: date('%Y'),
  month: date('%m'),
  monthname: date(monthName),
  day: date('%d'),
  weekday: date((clock) => String(clock.getUTCDay())),
  weekdayname: date(weekdayName),
  yearday: date((clock) => String(dayOfYear(clock))),
  section: (post) => [sectionsOf(post)[0] ?? ''],
  sectionslug: (post) => [sectionsOf(post)[0] ?? ''],
  // Folders below the first one are sections only if they have an `_index.md`.
  sections: (post) => [...new Set([sectionsOf(post).join('/'), sectionsOf(post)[0] ?? ''])],
  sectionslugs: (post) => [...new Set([sectionsOf(post).join('/'), sectionsOf(post)[0] ?? ''])],
  title: titled,
  slug: slugOr(titled),
  filename: names,
  contentbasename: names,
  slugorfilename: slugOr(names),
  slugorcontentbasename: slugOr(names),
  /** Not one of Hugo's: the folders of a page without a pattern, behind the language of its file name. */
  path: ({ suffix, ...post }) => [[...(suffix === undefined ? [] : [suffix]), ...sectionsOf(post)].join('/')],
};

const known = fromTable(meanings);

/** `sections[1:]`, `sections[:2]`, `sections[last]`, `sections[0]`. */
function someSections(name: string): Meaning | undefined {
  const [, range] = /^section(?:slug)?s\[(last|\d+|\d*:(?:\d+|last)?)\]$/.exec(name) ?? [];
  if (range === undefined) return undefined;
  return (post) => {
    const all = sectionsOf(post);
    const at = (text: string): number => (text === 'last' ? all.length - 1 : Number(text));
    const [from, to] = range.split(':');
    if (to === undefined) return [all[at(range)] ?? ''];
    return [all.slice(at(from!), to === '' ? undefined : at(to)).join('/')];
  };
}

export const hugo: Dialect = {
  placeholder: /:(\w+(?:\[[^\]]+\])?)/g,
  meaningOf: (name) => known(name) ?? someSections(name),
  styles: { default: '/:path/:slugorcontentbasename/' },
  own: ['url'],
  roots: ['content'],
  aliasesBeside: true,
};
