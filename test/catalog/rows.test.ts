import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishBatch } from '../../src/catalog/batch/publish-batch.ts';
import { identified } from '../../src/catalog/batch/identity.ts';
import { renderAddress, renderAddresses } from '../../src/catalog/read/addresses.ts';
import { pagesOf } from '../../src/catalog/read/page-of.ts';
import { findOldLink } from '../../src/catalog/read/old-links.ts';
import { renderArticle, renderArticles } from '../../src/catalog/read/app-articles.ts';
import { renderMatches } from '../../src/catalog/read/app-matches.ts';
import type { Selection } from '../../src/catalog/read/app-selection.ts';
import type { PageStart } from '../../src/catalog/read/app-walk.ts';
import { renderChanges, type ChangesCursor } from '../../src/catalog/read/changes.ts';
import { renderIndex } from '../../src/catalog/read/feed-index.ts';
import { renderArchive, renderFeed, renderSearchFeed } from '../../src/catalog/read/feeds.ts';
import { renderList } from '../../src/catalog/read/lists.ts';
import { renderSearch } from '../../src/catalog/read/search.ts';
import { publicStatusOf } from '../../src/catalog/read/public-status.ts';
import { indexArticles } from '../../src/catalog/jobs/index-search.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../src/site/config.ts';
import type { Cursor } from '../../src/site/cursor.ts';
import { queryOf } from '../../src/site/query.ts';
import { parseScopeKey } from '../../src/site/scope.ts';
import type { OldPattern } from '../../src/article/old-addresses/pattern.ts';
import { parametersIn } from '../../src/article/query-address.ts';
import type { Rule } from '../../src/redirects/rule.ts';
import { limits } from '../../src/limits.ts';
import { catalog, day, put } from './batches.ts';
import { counted, type Cost } from './counted.ts';

const words = 'alpha beta gamma delta able bear cat door ear fun gate hat ice jam kite'.split(' ');

/** Names of one folded form: the bits of a number say which letters are capitals. */
const spelledLike = (name: string, i: number): string =>
  Array.from(name, (letter, bit) => ((i >> bit) & 1 ? letter.toUpperCase() : letter)).join('');

/** An article of many, with addresses of another generator: in categories that all have, and in one that a hundred of the first thousand have. */
const article = (i: number) => {
  const file = put(`${i}.md`, {
    title: `Article ${i} ${words[i % 15]}`,
    html: `<p>${Array.from({ length: 60 }, (_, w) => words[(w * 7 + i) % 15]! + ((i * w) % 97)).join(' ')}</p>`,
    published: day(1) + i * 60_000,
    categories: ['every', 'all', spelledLike('same name', i), i < 1_000 ? `c${i % 10}` : `d${i % 40}`],
    tags: [`t${i % 500}`, 'u'],
    aliases: [`/index.php?p=${i}`, `/?p=${i}`, `/Old/${i}`, spelledLike('same/name', i)],
    authors: [{ name: `n${i % 50}` }],
  });
  const oldAddresses = [`/2024/Post ${i}.html`, `/archive.php?id=${i}`, spelledLike('/same/old', i), '/met'];
  return { ...file, parsed: { ...file.parsed, oldAddresses } } as typeof file;
};

const middle: Cursor = { after: { published: day(1) + 500 * 60_000, id: 'x' }, take: 50, head: false };
const scope = parseScopeKey;

const patterns: OldPattern[] = [
  { generator: 'jekyll', text: '/:year/:title.html' },
  { generator: 'wordpress', text: '/archive.php?id=%post_id%' },
];

const oldLink = (tables: Tables, address: string) => {
  const { pathname, search } = new URL(address, 'https://feeds.example');
  return findOldLink(
    tables,
    { url: 'https://feeds.example', oldAddresses: patterns },
    { pathname, search, parameters: parametersIn(search) },
  );
};

const older: PageStart = { direction: 'older', from: middle.after };
/** Above the oldest articles, so that there are a thousand newer ones in any case. */
const newer: PageStart = { direction: 'newer', from: { published: day(1), id: '' } };

const selected = (selection: Partial<Selection> = {}): Selection => ({ categories: [], ...selection });

const changesAt = ({ changes }: Tables, which: 'first' | 'latest'): ChangesCursor => ({
  log: changes.log.name,
  phase: 'changes',
  since: 0,
  revision: which === 'first' ? 0 : changes.latest(),
  id: '',
});

/** What the catalog does for everybody, by what is asked for. */
const asked: Record<string, (tables: Tables) => unknown> = {
  '/status.json': (tables) => publicStatusOf(tables, Date.now()),
  '/sitemap.xml': ({ articles }) => [
    articles.parts(limits.sitemapArticles),
    articles.part(1, limits.sitemapArticles),
  ],
  'the list of feeds, not in KV': (tables) => renderIndex(tables, 0),
  'an address': (tables) => renderAddresses(tables, ['7']),
  'an address with its page': (tables) => renderAddresses(tables, ['7'], pagesOf(tables, site(tables))),
  'an unknown address': (tables) => renderAddresses(tables, ['nothing/here']),
  'an unknown category': (tables) => renderFeed(tables, site(tables), scope('category:nope'), ['json']),
  'an old link': (tables) => oldLink(tables, '/index.php?utm_source=x&p=7'),
  'an old link to the home page': (tables) => oldLink(tables, '/?p=7'),
  'an old link with unknown parameters': (tables) => oldLink(tables, '/index.php?p=x&q=y&r=z'),
  'an old address by a pattern': (tables) => oldLink(tables, '/2024/Post 7.html'),
  'an old address by a pattern, in another spelling': (tables) => oldLink(tables, '/2024/post-7/'),
  'an old address by a pattern with parameters': (tables) => oldLink(tables, '/archive.php?id=7'),
  'an old address that many articles are like': (tables) => oldLink(tables, '/same/old'),
  'an old address that many articles have': (tables) => oldLink(tables, '/met'),
  'a rule': (tables) => oldLink(tables, '/rule/7'),
  'no old link': (tables) => oldLink(tables, '/no/old/Link'),
  'a misspelled category': (tables) => oldLink(tables, '/categories/EVERY/'),
  'misspelled categories': (tables) =>
    oldLink(tables, '/categories/EVERY/ALL/C1/C2/Capital/EVERY/x/y/rss.xml'),
  'a renamed category': (tables) => oldLink(tables, '/categories/Former-3/atom.xml'),
  'a category of a name that many are like': (tables) => oldLink(tables, '/categories/same-name/'),
  'a misspelled article': (tables) => renderAddress(tables, 'ARTICLE/7'),
  'an article of a name that many are like': (tables) => renderAddress(tables, 'same/name'),
  'a feed of another generator': (tables) => oldLink(tables, '/category/x/every/feed/atom/'),
  'no feed of another generator': (tables) => oldLink(tables, '/category/x/nope/feed/atom/'),
  'a feed, not in KV': (tables) => renderFeed(tables, site(tables), { kind: 'all' }, ['rss', 'atom', 'json']),
  '?limit=200': (tables) => renderFeed(tables, site(tables), { kind: 'all' }, ['json'], { limit: 200 }),
  'two large categories': (tables) => renderFeed(tables, site(tables), scope('category:every/all'), ['json']),
  'a large and a small category': (tables) =>
    renderFeed(tables, site(tables), scope('category:every/c1'), ['json']),
  'categories without a common article': (tables) =>
    renderFeed(tables, site(tables), scope('category:c1/c2'), ['json']),
  'a page of two large categories': (tables) => renderList(tables, scope('category:every/all'), middle),
  'the first articles for an app': (tables) =>
    renderArticles(tables, site(tables), selected(), undefined, 100),
  'articles of large categories for an app': (tables) =>
    renderArticles(tables, site(tables), selected({ categories: ['every', 'all'] }), older, 100),
  'newer articles for an app': (tables) => renderArticles(tables, site(tables), selected(), newer, 100),
  'newer articles of large categories for an app': (tables) =>
    renderArticles(tables, site(tables), selected({ categories: ['every', 'all'] }), newer, 100),
  'newer articles for an app, of which there are none': (tables) =>
    renderArticles(tables, site(tables), selected({ language: 'fr' }), newer, 100),
  'articles for an app, of which there are few': (tables) =>
    renderArticles(tables, site(tables), selected({ categories: ['every'], author: 'n7' }), undefined, 100),
  'articles for an app, of which there are none': (tables) =>
    renderArticles(tables, site(tables), selected({ language: 'fr' }), undefined, 100),
  'an article for an app': (tables) => renderArticle(tables, site(tables), 'urn:uuid:none'),
  'all changes': (tables) => renderChanges(tables, site(tables), undefined, 100),
  'titles of all changes': (tables) => renderChanges(tables, site(tables), undefined, 100, ['title']),
  'titles of articles': (tables) =>
    renderArticles(tables, site(tables), selected(), undefined, 100, ['title']),
  'titles of matches': (tables) => renderMatches(tables, site(tables), queryOf('alpha'), 0, 100, ['title']),
  'the last changes': (tables) => renderChanges(tables, site(tables), changesAt(tables, 'latest'), 100),
  'many changes': (tables) => renderChanges(tables, site(tables), changesAt(tables, 'first'), 100),
  'an archive page': (tables) => renderArchive(tables, site(tables), { kind: 'all' }, 'json', middle),
  'an archive page of two large categories': (tables) =>
    renderArchive(tables, site(tables), scope('category:every/all'), 'json', middle),
  'a page of older articles': (tables) => renderList(tables, { kind: 'all' }, middle),
  ...Object.fromEntries(
    ['alpha', 'a', 'al', 'alpha beta', 'zzz', 'alhpa artilce', '门前有一棵树', 'article', '7'].flatMap(
      (q) => [
        [`/search?q=${q}`, (tables: Tables) => renderSearch(tables, queryOf(q))],
        [`/search?q=${q}&page=10`, (tables: Tables) => renderSearch(tables, queryOf(q), 10)],
        [
          `/v1/search?q=${q}&limit=100`,
          (tables: Tables) => renderMatches(tables, site(tables), queryOf(q), 0, 100),
        ],
        [
          `/v1/articles?q=${q}`,
          (tables: Tables) => renderArticles(tables, site(tables), selected({ query: q }), newer, 100),
        ],
        [
          `/search/rss.xml?q=${q}`,
          (tables: Tables) => renderSearchFeed(tables, site(tables), queryOf(q), 'rss'),
        ],
        [
          `/search/rss.xml?q=${q}&limit=200`,
          (tables: Tables) => renderSearchFeed(tables, site(tables), queryOf(q), 'rss', 200),
        ],
      ],
    ),
  ),
};

const site = ({ settings }: Tables) => identified(siteFrom(env), settings);

/** What each costs with so many articles. */
async function costs(from: number, to: number): Promise<Record<keyof typeof asked, Cost>> {
  return runInDurableObject(catalog(), (_, { storage }) => {
    const tables = new Tables(storage.sql);
    const context = {
      tables,
      site: site(tables),
      now: () => Date.now(),
      transaction: <T>(write: () => T) => storage.transactionSync(write),
    };
    const rules = Array.from({ length: 500 }, (_, i): Rule => ({
      line: i + 1,
      from: `/rule/${i}`,
      to: '/x',
      status: 301,
    }));
    const renames = Array.from({ length: 10 }, (_, i): Rule => ({
      line: 501 + i,
      from: `/categories/former ${i}`,
      to: i === 0 ? '/categories/every/' : `/categories/former%20${i - 1}`,
      status: 301,
    }));
    if (from === 0) tables.redirects.set([...rules, ...renames]);
    for (let i = from; i < to; i += 500) {
      const batch = Array.from({ length: 500 }, (_, k) => article(i + k));
      publishBatch(context, { put: batch, delete: [], more: true });
    }
    while (indexArticles(tables));
    const counter = counted(storage.sql);
    const watched = new Tables(counter.database);
    return Object.fromEntries(
      Object.entries(asked).map(([name, ask]) => {
        counter.take();
        ask(watched);
        return [name, counter.take()];
      }),
    );
  });
}

describe('what anybody may ask for costs the same', () => {
  let small: Awaited<ReturnType<typeof costs>>;
  let large: Awaited<ReturnType<typeof costs>>;
  beforeAll(async () => {
    small = await costs(0, 1_000);
    large = await costs(1_000, 10_000);
  }, 120_000);

  it.each(Object.keys(asked))('at 1,000 and at 10,000 articles: %s', (name) => {
    // Trees of SQLite grow a level, and the last page of something may be full or not. A thousand articles are too few to fill
    // the tenth page of a search: it looks at 150 for each of two queries.
    const atMost = name.endsWith('page=10') ? 2_200 : 1.2 * small[name]!.rows + 60;
    expect(large[name]!.rows).toBeLessThanOrEqual(atMost);
    expect(large[name]!.bytes).toBeLessThanOrEqual(1.2 * small[name]!.bytes + 20_000);
    expect(large[name]!.rows).toBeLessThanOrEqual(5_000);
    expect(large[name]!.bytes).toBeLessThanOrEqual(limits.readBytes);
  });

  it.each(['the first articles for an app', 'newer articles for an app', 'all changes', 'many changes'])(
    'a hundred of them are read together: %s',
    (name) => {
      expect(large[name]!.statements).toBeLessThanOrEqual(20);
    },
  );

  it.each([
    ['titles of articles', 'the first articles for an app'],
    ['titles of all changes', 'all changes'],
    ['titles of matches', '/v1/search?q=alpha&limit=100'],
  ])('%s need no bodies', (titles, whole) => {
    // The heads and the texts of the search are read all the same.
    expect(large[titles]!.bytes).toBeLessThan(0.85 * large[whole]!.bytes);
  });
});
