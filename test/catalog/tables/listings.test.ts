import { reset, runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { monthOf } from '../../../src/catalog/tables/tallies.ts';
import { arrivalOf, type Position } from '../../../src/site/cursor.ts';
import type { Scope } from '../../../src/site/scope.ts';
import { random } from '../../../bench/articles.ts';
import { limits } from '../../../src/limits.ts';
import { catalog, publish, day, put } from '../batches.ts';
import { walk } from '../feeds.ts';

beforeEach(async () => reset());

const titles = async (scope: Scope, limit = 10, after?: Position) =>
  runInDurableObject(catalog(), (_, { storage }) =>
    new Tables(storage.sql).listings
      .newestBeginnings(scope, limit, after)
      .entries.map(({ article }) => article.title),
  );

const terms = async () =>
  runInDurableObject(catalog(), (_, { storage }) => new Tables(storage.sql).terms.largest());

it('lists the newest first, and of one date the last published first', async () => {
  await publish([
    put('1.md', { title: 'old', published: day(1) }),
    put('2.md', { title: 'new', published: day(3) }),
    put('3.md', { title: 'same b', published: day(2), id: 'x:b' }),
    put('4.md', { title: 'same a', published: day(2), id: 'x:a' }),
  ]);
  expect(await titles({ kind: 'all' })).toEqual(['new', 'same a', 'same b', 'old']);
  const after = { published: day(2), arrival: arrivalOf(1, 3), id: 'x:a' };
  expect(await titles({ kind: 'all' }, 2, after)).toEqual(['same b', 'old']);
});

it('lists under each category, tag and author, and intersects categories', async () => {
  await publish([
    put('1.md', {
      title: 'ab',
      categories: ['a', 'b'],
      tags: ['t'],
      authors: [{ name: 'Ann' }],
      published: day(2),
    }),
    put('2.md', { title: 'a', categories: ['a'] }),
    put('3.md', { title: 'b', categories: ['b'] }),
  ]);
  expect(await titles({ kind: 'category', names: ['a'] })).toEqual(['ab', 'a']);
  expect(await titles({ kind: 'category', names: ['a', 'b'] })).toEqual(['ab']);
  expect(await titles({ kind: 'category', names: ['b', 'a', 'b'] })).toEqual(['ab']);
  expect(await titles({ kind: 'category', names: ['a', 'none'] })).toEqual([]);
  expect(await titles({ kind: 'tag', name: 't' })).toEqual(['ab']);
  expect(await titles({ kind: 'author', name: 'Ann' })).toEqual(['ab']);
});

it('finds those beside articles in the neighbourhood of each', async () => {
  await publish([
    ...[1, 2, 3, 4].map((n) =>
      put(`a${n}.md`, { address: `a${n}`, published: day(2 * n), categories: ['a'] }),
    ),
    ...[1, 2, 3].map((n) => put(`n${n}.md`, { address: `n${n}`, published: day(2 * n + 1), categories: [] })),
    put('same.md', { address: 'same', published: day(4), id: 'x:a', categories: ['a'] }),
  ]);
  const beside = async (...addresses: string[]) =>
    runInDurableObject(catalog(), (_, { storage }) => {
      const { listings, neighbours } = new Tables(storage.sql);
      const all = listings.newestBeginnings({ kind: 'all' }, 10).entries.map(({ article }) => article);
      return neighbours.addressesBeside(all.filter(({ address }) => addresses.includes(address))).sort();
    });
  expect(await beside()).toEqual([]);
  expect(await beside('a1')).toEqual(['a2']);
  expect(await beside('a2')).toEqual(['a1', 'same']);
  expect(await beside('same')).toEqual(['a2', 'a3']);
  // Without a category: among all.
  expect(await beside('n1')).toEqual(['a1', 'a2']);
  expect(await beside('n2')).toEqual(['a3', 'same']);
  expect(await beside('a1', 'a4', 'n3')).toEqual(['a2', 'a3', 'a4']);
});

it('counts terms exactly, through changes and deletions', async () => {
  await publish([put('1.md', { categories: ['a', 'b'] }), put('2.md', { categories: ['a'] })]);
  await publish([put('1.md', { categories: ['b', 'c'] })], ['2.md']);
  expect(await terms()).toEqual([
    { kind: 'all', name: '', count: 1 },
    { kind: 'category', name: 'b', count: 1 },
    { kind: 'category', name: 'c', count: 1 },
  ]);
});

it('counts what it lists, whatever a batch does to its articles', async () => {
  const next = random(7);
  const upTo = (n: number) => Math.floor(next() * n);
  for (let batch = 0; batch < 12; batch++) {
    const puts = Array.from({ length: 8 }, () => {
      const categories = ['a', 'b', 'c', 'd'].filter(() => upTo(2) === 0);
      // Some are scheduled, some expired: they are listed nowhere.
      const published = upTo(4) === 0 ? Date.now() + 1e9 : day(1 + upTo(9));
      const expires = upTo(4) === 0 ? day(20) : undefined;
      return put(`${upTo(20)}.md`, { categories, published, ...(expires && { expires }) });
    });
    const once = new Map(puts.map((one) => [one.path, one]));
    const deleted = [`${upTo(20)}.md`].filter((path) => !once.has(path));
    await publish([...once.values()], deleted);
    const listed = await runInDurableObject(catalog(), (_, { storage }) =>
      storage.sql
        .exec(
          'SELECT kind, name, count(*) AS count FROM article_terms GROUP BY kind, name ORDER BY kind, name',
        )
        .toArray(),
    );
    expect(await terms()).toEqual(listed);
    expect(await tallies()).toEqual(await countedAnew());
  }
});

/** What the catalog says of itself without counting. */
const tallies = async () =>
  runInDurableObject(catalog(), (_, { storage }) => {
    const { tallies } = new Tables(storage.sql);
    return {
      articles: Object.fromEntries(tallies.of('articles')),
      feeds: Object.fromEntries(tallies.of('feeds')),
      terms: Object.fromEntries(tallies.of('terms')),
      files: Object.fromEntries(tallies.of('files')),
    };
  });

/** The same by going through all there is. */
const countedAnew = async () =>
  runInDurableObject(catalog(), (_, { storage }) => {
    const count = (keys: Iterable<string>) => {
      const counts: Record<string, number> = {};
      for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
      return counts;
    };
    const rows = (query: string) => storage.sql.exec(query).toArray();
    const months = (query: string) => count(rows(query).map(({ at }) => monthOf(at as number)));
    return {
      articles: months("SELECT published AS at FROM article_terms WHERE kind = 'all'"),
      feeds: months("SELECT min(published) AS at FROM article_terms WHERE kind <> 'all' GROUP BY kind, name"),
      terms: count(rows("SELECT kind FROM terms WHERE kind <> 'all'").map(({ kind }) => kind as string)),
      files: count(rows('SELECT status FROM files').map(({ status }) => status as string)),
    };
  });

it('ends reading where it is told to: a document holds few large articles', async () => {
  const puts = Array.from({ length: 20 }, (_, i) =>
    put(`${i}.md`, { title: `${i}`, published: day(i), html: `<p>${'x'.repeat(100_000)}</p>` }),
  );
  await publish(puts);
  const read = await runInDurableObject(catalog(), (_, { storage }) =>
    new Tables(storage.sql).listings.newest({ kind: 'all' }, 50, undefined, ({ title }) => title === '9'),
  );
  expect(read.entries).toHaveLength(11);
  const { body } = (await catalog().feed('all', 'json'))!;
  const feed = JSON.parse(new TextDecoder().decode(body)) as {
    items: { title: string }[];
    next_url?: string;
  };
  expect(feed.items).toHaveLength(10);
  expect(feed.next_url).toBeDefined();
});

it('walks a combination to its last article, though each page looks through a thousand only', async () => {
  const count = 2 * limits.candidates + 300;
  // Both in few: the newest, and some far behind.
  const inBoth = [0, 1, 700, limits.candidates + 5, 2 * limits.candidates + 40, count - 1];
  const isRight = (i: number) => inBoth.includes(i) || i % 2 === 0;
  const isLeft = (i: number) => inBoth.includes(i) || i % 2 === 1;
  for (let from = 0; from < count; from += 460) {
    const batch = Array.from({ length: Math.min(460, count - from) }, (_, k) => {
      const i = from + k;
      const categories = ['every', ...(isLeft(i) ? ['left'] : []), ...(isRight(i) ? ['right'] : [])];
      return put(`${i}.md`, { title: `${i}`, published: day(1) - i * 60_000, categories });
    });
    await publish(batch);
  }
  const all = Array.from({ length: count }, (_, i) => i);
  expect(await walk('category:every/right')).toEqual(all.filter(isRight).map(String));
  expect(await walk('category:left/right')).toEqual(inBoth.map(String));
});
