/**
 * The addresses of feeds and of their pages in other generators, for sites that moved here. The sources: WordPress
 * (codex.wordpress.org/WordPress_Feeds), jekyll-feed, Hugo (output formats), hexo-generator-feed, Ghost, Blogger, Zola
 * (`feed_filenames`), Pelican (`FEED_ALL_ATOM` and the like), eleventy-plugin-rss and eleventy-base-blog, @astrojs/rss.
 *
 * What is the same here needs no row: `/atom.xml` of Hexo and Zola, `/rss.xml` of Astro, `/feed.json`, `/tags/x/atom.xml`
 * of Zola. Feeds of comments are not ours, and have none.
 */

import type { CommonFormat } from '../feed/formats.ts';
import type { Scope } from '../site/scope.ts';
import { match, parsePattern, type Pattern } from './pattern.ts';

type TermKind = Exclude<Scope['kind'], 'all'>;

/** Whose feed: that of all articles, or that of the term `:name`, looked for among these kinds in turn. */
type Whose = 'all' | readonly TermKind[];

/** `page`: the page of the scope, instead of its feed. `of`: the generators. */
type Row = [path: string, whose: Whose, what: CommonFormat | 'page', of: string];

const category = ['category'] as const;
const tag = ['tag'] as const;
const author = ['author'] as const;

/** `/feed/` and its formats below the page of a term. The page comes last, since it would take `feed` for a name. */
const wordPress = (path: string, kinds: readonly TermKind[]): Row[] => [
  [`${path}/feed`, kinds, 'rss', 'WordPress'],
  [`${path}/feed/rss`, kinds, 'rss', 'WordPress'],
  [`${path}/feed/rss2`, kinds, 'rss', 'WordPress'],
  [`${path}/feed/rdf`, kinds, 'rss', 'WordPress'],
  [`${path}/feed/atom`, kinds, 'atom', 'WordPress'],
  [`${path}/feed/json`, kinds, 'json', 'WordPress'],
  [`${path}/rss`, kinds, 'rss', 'Ghost'],
  [path, kinds, 'page', 'WordPress, Ghost, Jekyll'],
];

const rows: readonly Row[] = [
  ['/feed', 'all', 'rss', 'WordPress'],
  ['/feed/rss', 'all', 'rss', 'WordPress'],
  ['/feed/rss2', 'all', 'rss', 'WordPress'],
  ['/feed/rdf', 'all', 'rss', 'WordPress'],
  ['/feed/atom', 'all', 'atom', 'WordPress'],
  ['/feed/json', 'all', 'json', 'WordPress'],
  ['/wp-rss.php', 'all', 'rss', 'WordPress'],
  ['/wp-rss2.php', 'all', 'rss', 'WordPress'],
  ['/wp-rdf.php', 'all', 'rss', 'WordPress'],
  ['/wp-feed.php', 'all', 'rss', 'WordPress'],
  ['/wp-atom.php', 'all', 'atom', 'WordPress'],
  // Categories may lie in others: `/category/a/b/feed/`.
  ...wordPress('/category/*/:name', category),
  ...wordPress('/tag/:name', tag),
  ...wordPress('/author/:name', author),
  ['/rss', 'all', 'rss', 'Ghost'],
  ['/atom', 'all', 'atom', 'themes of many'],
  ['/rss2.xml', 'all', 'rss', 'Hexo'],
  ['/feed.xml', 'all', 'atom', 'Jekyll, Eleventy'],
  ['/feed/feed.xml', 'all', 'atom', 'Eleventy'],
  ['/feed/feed.json', 'all', 'json', 'Eleventy'],
  ['/feed/by_tag/:name.xml', tag, 'atom', 'Jekyll'],
  // After Eleventy's, which would be that of a category "feed".
  ['/feed/:name.xml', category, 'atom', 'Jekyll'],
  ['/index.xml', 'all', 'rss', 'Hugo'],
  // The sections that most sites of Hugo have.
  ['/posts/index.xml', 'all', 'rss', 'Hugo'],
  ['/post/index.xml', 'all', 'rss', 'Hugo'],
  ['/blog/index.xml', 'all', 'rss', 'Hugo'],
  ['/categories/:name/index.xml', category, 'rss', 'Hugo'],
  ['/tags/:name/index.xml', tag, 'rss', 'Hugo'],
  ['/authors/:name/index.xml', author, 'rss', 'Hugo'],
  ['/feeds/all.atom.xml', 'all', 'atom', 'Pelican'],
  ['/feeds/all.rss.xml', 'all', 'rss', 'Pelican'],
  ['/feeds/:name.atom.xml', ['category', 'author'], 'atom', 'Pelican'],
  ['/feeds/:name.rss.xml', ['category', 'author'], 'rss', 'Pelican'],
  ['/category/:name.html', category, 'page', 'Pelican'],
  ['/tag/:name.html', tag, 'page', 'Pelican'],
  ['/author/:name.html', author, 'page', 'Pelican'],
  ['/feeds/posts/default', 'all', 'atom', 'Blogger'],
  ['/feeds/posts/summary', 'all', 'atom', 'Blogger'],
  ['/feeds/posts/default/-/:name', category, 'atom', 'Blogger'],
  ['/search/label/:name', category, 'page', 'Blogger'],
  ['/blog/rss.xml', 'all', 'rss', 'Astro, Docusaurus'],
  ['/blog/atom.xml', 'all', 'atom', 'Docusaurus'],
  ['/blog/feed.json', 'all', 'json', 'Docusaurus'],
];

/** WordPress without "pretty" addresses: `/?feed=rss2`. */
const queries: Readonly<Record<string, CommonFormat>> = {
  rss: 'rss',
  rss2: 'rss',
  rdf: 'rss',
  feed: 'rss',
  atom: 'atom',
  json: 'json',
};

export interface FormerFeed {
  /** A term's name as the old address has it: its slug, perhaps. */
  term?: { kinds: readonly TermKind[]; name: string };
  what: CommonFormat | 'page';
}

const patterns = rows.map(([path, whose, what]): { pattern: Pattern; whose: Whose; what: Row[2] } => {
  const pattern = parsePattern(path);
  if ('why' in pattern) throw new Error(`${path}: ${pattern.why}`);
  return { pattern, whose, what };
});

/** The rows that an old address may mean, the likeliest first. @param path decoded segments */
export function formerFeeds(path: readonly string[]): FormerFeed[] {
  return patterns.flatMap(({ pattern, whose, what }) => {
    const captures = match(pattern, path);
    if (!captures) return [];
    if (whose === 'all') return [{ what }];
    return [{ what, term: { kinds: whose, name: captures.get('name')?.[0] ?? '' } }];
  });
}

/** The format that `?feed=` asks for. */
export const formerFeedFormat = (value: string): CommonFormat | undefined =>
  Object.hasOwn(queries, value) ? queries[value] : undefined;

/** For the documentation. */
export const formerFeedRows: readonly Row[] = rows;
