/**
 * The generators whose patterns have braces or brackets: Pelican (https://docs.getpelican.com/en/latest/settings.html#url-settings),
 * Eleventy (https://www.11ty.dev/docs/permalinks/), Astro (https://docs.astro.build/en/guides/routing/), Ghost
 * (https://ghost.org/docs/themes/routing/), and Zola, which has no patterns.
 */

import { isFormat, strftime } from './clock.ts';
import { fromTable, one, several, type Dialect, type Meaning, type Post } from './dialect.ts';
import { astroSlug, pelicanSlug, plainSlug } from './slugs.ts';

const slugs: Meaning = ({ slug, name }) => one(plainSlug(slug ?? name));

const pathed = ({ folders }: Pick<Post, 'folders'>, name: string): string =>
  [...folders, name].map(plainSlug).join('/');

/** Pelican makes the slug of the title, unless `SLUGIFY_SOURCE` says that of the file name. */
const pelicanMeanings = fromTable({
  slug: ({ slug, title, name, base }) =>
    slug === undefined
      ? several(...[title, name, base].flatMap((text) => [pelicanSlug(text), plainSlug(text)]))
      : several(slug, plainSlug(slug)),
  category: ({ categories, folders }) => one(plainSlug(categories[0] ?? folders.at(-1) ?? 'misc')),
  author: ({ authors }) => one(plainSlug(authors[0] ?? '')),
  lang: ({ suffix, text }) => one(text('lang') ?? suffix),
});

const pelican: Dialect = {
  placeholder: /\{([^{}]+)\}/g,
  meaningOf: (name) => {
    const [, format] = /^date:(.+)$/.exec(name) ?? [];
    if (format === undefined) return pelicanMeanings(name);
    return isFormat(format) ? ({ own }) => one(own && strftime(own, format)) : undefined;
  },
  styles: { default: '/{slug}.html' },
  own: ['url', 'save_as'],
  roots: ['content'],
};

/** Eleventy takes names as they are; only a filter of the pattern makes slugs of them. */
const asItIs = (text: string): readonly string[] => several(text, plainSlug(text));

/**
 * `a/a.md` becomes `a/index.html`, unless a pattern of the blog's own says otherwise. The date of a name is left out in
 * `filePathStem`, and stays where a post has no pattern: `init` writes the same for both.
 */
const stems: Meaning = ({ folders, name, base }) => {
  const paths = [name, base].flatMap((file) => {
    const path = [...folders, file].join('/');
    return folders.at(-1) === file ? [folders.join('/'), path] : [path];
  });
  return several(...paths, ...paths.map((path) => path.split('/').map(plainSlug).join('/')));
};

const eleventyMeanings = fromTable({
  fileslug: ({ name }) => asItIs(name),
  filepathstem: stems,
  slug: ({ slug, name }) => asItIs(slug ?? name),
  title: ({ title }) => asItIs(title),
});

const eleventy: Dialect = {
  // `{{page.fileSlug}}`, `{{title|slugify}}`: a pattern has no blanks.
  placeholder: /\{\{-?(?:page\.|data\.)?(\w+)(?:\|\w+)*-?\}\}/g,
  meaningOf: (name) => eleventyMeanings(name.toLowerCase()),
  styles: { default: '/{{page.filePathStem}}/' },
  own: ['permalink'],
  roots: ['src'],
};

/** The collection is a folder of the content, and in no address unless the page says so. */
const astroSlugs: Meaning = ({ slug, folders, name, base, suffix }) => {
  if (slug !== undefined) return one(slug);
  const file = suffix === undefined ? base : `${base}.${suffix}`;
  const slugged = (names: readonly string[]): string => [...names, file].map(astroSlug).join('/');
  return several(
    slugged(folders.slice(1)),
    slugged(folders),
    pathed({ folders: folders.slice(1) }, base),
    pathed({ folders }, base),
    pathed({ folders: folders.slice(1) }, name),
  );
};

const astro: Dialect = {
  placeholder: /\[(?:\.\.\.)?(\w+)\]/g,
  meaningOf: fromTable({ slug: astroSlugs, id: astroSlugs, post: astroSlugs }),
  styles: { default: '/blog/[...slug]/' },
  own: [],
  roots: ['content'],
};

/** The time of the site. */
const ghostDate =
  (format: string): Meaning =>
  ({ site }) =>
    one(site && strftime(site, format));

const ghost: Dialect = {
  placeholder: /\{([a-z_]+)\}/g,
  meaningOf: fromTable({
    slug: slugs,
    year: ghostDate('%Y'),
    month: ghostDate('%m'),
    day: ghostDate('%d'),
    id: ({ text }) => one(text('ghost_id', 'id')),
    primary_tag: ({ tags, categories }) => one(plainSlug(tags[0] ?? categories[0] ?? 'all')),
    primary_author: ({ authors }) => one(plainSlug(authors[0] ?? '')),
    author: ({ authors }) => one(plainSlug(authors[0] ?? '')),
  }),
  styles: { default: '/{slug}/' },
  own: [],
  roots: [],
};

const zola: Dialect = {
  placeholder: /\{([a-z]+)\}/g,
  meaningOf: fromTable({
    path: (post) => {
      const name = post.slug ?? post.name;
      const path = pathed(post, name);
      return one(post.suffix === undefined ? path : `${post.suffix}/${path}`);
    },
  }),
  styles: { default: '/{path}/' },
  own: ['path'],
  roots: ['content'],
};

export const withBraces = { pelican, eleventy, astro, ghost, zola } as const;
