import { reset, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { applySchedule } from '../../src/catalog/jobs/schedule.ts';
import { indexArticles } from '../../src/catalog/jobs/index-search.ts';
import { newestFirst, oldestFirst } from '../../src/catalog/tables/feed-order.ts';
import { idIn, placeOf, positionAt } from '../../src/catalog/tables/place.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { feedFormats } from '../../src/feed/formats.ts';
import {
  decodeCursor,
  encodeCursor,
  lastArrival,
  type Cursor,
  type Position,
} from '../../src/site/cursor.ts';
import type { AddressDocument, ListDocument } from '../../src/store/documents.ts';
import type { ParsedPut } from '../../src/catalog/batch/parsed-batch.ts';
import { catalog, day, publish, put } from './batches.ts';
import { feed, walk } from './feeds.ts';

beforeEach(async () => reset());

/** Articles of one date. Their ids are in no order that their paths or arrivals have. */
const ids = 'mjcxsgvtbqhaznfdywkleopriu';
const same = (n: number, categories = ['News']) =>
  put(`${String(n).padStart(3, '0')}.md`, {
    title: `${n}`,
    id: `x:${ids[n % 26]}${n}`,
    html: `<p>word ${n}</p>`,
    published: day(2),
    categories,
  });
const down = (from: number, to = 1): string[] =>
  Array.from({ length: from - to + 1 }, (_, i) => String(from - i));

const titlesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/"title": ?"(\d+)"|<title[^>]*>(\d+)</g)].map(([, a, b]) => a ?? b!)),
];

describe('of articles with one date, the last published stands above', () => {
  it('in every format, in combinations, and on the home page', async () => {
    for (const n of [1, 2, 3, 4]) await publish([same(n, ['News', 'Other'])]);
    for (const format of feedFormats) {
      for (const scope of ['all', 'category:News', 'category:News/Other']) {
        const { body } = (await catalog().feed(scope, format))!;
        expect(titlesIn(new TextDecoder().decode(body))).toEqual(down(4));
      }
    }
    const { newest } = await catalog().index();
    expect(newest.map(({ title }) => title)).toEqual(down(4));
    // Categories show what is not among the newest of the site.
    const newer = Array.from({ length: 11 }, (_, i) =>
      put(`n${i}.md`, { published: day(3), categories: ['New'] }),
    );
    await publish(newer);
    const { highlights } = await catalog().index();
    const ofNews = highlights.find(({ name }) => name === 'News')!;
    expect(ofNews.newest.map(({ title }) => title)).toEqual(['4', '3']);
    await publish(
      [],
      newer.map(({ path }) => path),
    );
  });

  it('in archives, on pages and beside an article', async () => {
    for (const n of [3, 2, 1])
      await publish(Array.from({ length: 60 }, (_, i) => same(60 * (3 - n) + i + 1)));
    expect(await walk('all')).toEqual(down(180));
    const shown: string[] = [];
    const first: Cursor = { after: { published: day(2), id: idOf('157') }, take: 24, head: false };
    const [cursors, back]: [unknown[], unknown[]] = [[], []];
    for (let at: Cursor | undefined = first; at;) {
      const page: ListDocument = (await catalog().list('category:News', at))!;
      shown.push(...page.cards.map(({ title }) => title));
      cursors.push(at);
      back.push(page.newer);
      at = page.older;
    }
    expect(back).toEqual(['first', ...cursors.slice(0, -1)]);
    expect(shown).toEqual(down(156));
    const beside = (await catalog().address('061')) as AddressDocument & { state: 'article' };
    expect(beside.neighbours).toMatchObject({ newer: { title: '62' }, older: { title: '60' } });
  });

  it('in the feed of a search', async () => {
    for (const n of [2, 4, 1, 3]) await publish([same(n)]);
    await runInDurableObject(catalog(), (_, { storage }) => {
      while (indexArticles(new Tables(storage.sql), 1));
    });
    const { body } = await catalog().searchFeed('word', 'json');
    expect(titlesIn(new TextDecoder().decode(body))).toEqual(['3', '1', '4', '2']);
  });

  it('also above those that were listed before articles were numbered', async () => {
    await publish([same(1), same(2), same(3)]);
    await forgetArrivals();
    const before = await feed();
    expect(before.items.map(({ title }) => title)).toEqual(['3', '1', '2']);
    await publish([same(4), same(5)]);
    expect((await feed()).items.map(({ title }) => title)).toEqual(['5', '4', '3', '1', '2']);
    // An edit, and another id, leave them where they are.
    await publish([put('001.md', { title: '1', id: 'x:zz', published: day(2) })]);
    expect((await feed()).items.map(({ title }) => title).slice(0, 2)).toEqual(['5', '4']);
  });
});

it('keeps the order through edits, moves and new ids, and renumbers what was deleted', async () => {
  for (const n of [1, 2, 3]) await publish([same(n)]);
  await publish([put('001.md', { title: '1', id: `x:${ids[1]}1`, html: '<p>other</p>', published: day(2) })]);
  await publish([put('moved.md', { title: '2', published: day(2), id: idOf('2') }, '002.md')], ['002.md']);
  await publish([put('003.md', { title: '3', id: 'x:another', published: day(2) })]);
  expect((await feed()).items.map(({ title }) => title)).toEqual(['3', '2', '1']);
  await publish([], ['001.md']);
  await publish([same(1)]);
  expect((await feed()).items.map(({ title }) => title)).toEqual(['1', '3', '2']);
});

it('has the order of paths in one batch, so that two publishes from nothing give the same bytes', async () => {
  const all = Array.from({ length: 30 }, (_, i) => same(i + 1));
  await publish(all.toReversed());
  const at = (await catalog().feed('all', 'atom'))!.etag;
  expect((await feed()).items.map(({ title }) => title)).toEqual(down(30));
  await reset();
  await publish(all);
  expect((await catalog().feed('all', 'atom'))!.etag).toBe(at);
});

it('has the order of paths in a publish of any batches, whichever is committed first', async () => {
  const ordered = (publish: string) =>
    Array.from({ length: 9 }, (_, file) => ({ ...same(file + 1), order: { publish, file } }));
  const etags = new Set<string>();
  for (const sizes of [[9], [3, 3, 3], [1, 5, 3]]) {
    for (const turn of [(batches: ParsedPut[][]) => batches, (batches: ParsedPut[][]) => batches.reverse()]) {
      await reset();
      const files = ordered('first');
      const batches = sizes.map((size) => files.splice(0, size));
      for (const batch of turn(batches)) await publish(batch);
      // A second publish stands above, though its file is the first of it.
      await publish([{ ...same(0), order: { publish: 'second', file: 0 } }]);
      const { items } = await feed();
      expect(items.map(({ title }) => title)).toEqual(['0', ...down(9)]);
      etags.add((await catalog().feed('all', 'atom'))!.etag);
    }
  }
  expect(etags.size).toBe(1);
});

it('numbers a scheduled article when it appears, and stores it as a publish would', async () => {
  const soon = Date.now() + 60_000;
  const embargoed = (n: number, embargo: number) =>
    put(`${n}.md`, { title: `${n}`, published: day(2), embargo, id: `x:${n}` });
  await publish([embargoed(1, soon + 1), embargoed(2, soon), embargoed(3, soon)]);
  await publish([same(9)]);
  const json = async () =>
    runInDurableObject(catalog(), (_, { storage }) => {
      const tables = new Tables(storage.sql);
      storage.transactionSync(() => applySchedule(tables, soon + 2));
      return storage.sql
        .exec<{ path: string; json: string }>(
          "SELECT path, json FROM articles WHERE path < '4' ORDER BY path",
        )
        .toArray()
        .filter(({ path }) => path.length === 4)
        .map(({ json }) => JSON.parse(json) as { arrival: number });
    });
  const [one, two, three] = (await json()).map(({ arrival }) => arrival);
  expect([two! < three!, three! < one!]).toEqual([true, true]);
  expect((await feed()).items.map(({ title }) => title)).toEqual(['1', '3', '2', '9']);
  await runInDurableObject(catalog(), (_, { storage }) => {
    const { articles } = new Tables(storage.sql);
    const { html, ...head } = articles.whole('x:1')!.article;
    expect(articles.holds('x:1', JSON.stringify(head), html)).toBe(true);
  });
});

it('answers at the addresses of archive pages from before there were arrivals', async () => {
  await publish(Array.from({ length: 60 }, (_, i) => same(i + 1)));
  await forgetArrivals();
  const { next_url = '' } = await feed();
  const old = /archive\/([^/]+)\//.exec(next_url)![1]!;
  expect(old).toMatch(/^\d+-10h-/);
  const page = async () => (await catalog().archive('all', 'json', decodeCursor(old)!))!.etag;
  const before = await page();
  await publish([same(61), same(62)]);
  expect(await page()).toBe(before);
  const walked = await walk('all');
  expect(walked).toHaveLength(62);
  expect(new Set(walked).size).toBe(62);
});

it('reads in this order from the key alone, without sorting', async () => {
  await publish([same(1), same(2)]);
  await runInDurableObject(catalog(), (_, { storage }) => {
    const position: Position = { published: day(2), arrival: 2, id: 'x:1' };
    for (const { which, values } of [newestFirst(undefined), newestFirst(position), oldestFirst(position)]) {
      const plan = storage.sql
        .exec<{ detail: string }>(
          `EXPLAIN QUERY PLAN SELECT a.id FROM articles a JOIN article_terms t ON a.id = ${idIn('t.place')}
           WHERE t.kind = ? AND t.name = ? AND ${which} LIMIT ?`,
          'all',
          '',
          ...values,
          50,
        )
        .toArray()
        .map(({ detail }) => detail)
        .join('\n');
      expect(plan).toMatch(/SEARCH t USING PRIMARY KEY/);
      expect(plan).toMatch(/SEARCH a USING (COVERING )?INDEX sqlite_autoindex_articles_1 \(id=\?\)/);
      expect(plan).not.toMatch(/TEMP|SCAN/);
    }
  });
});

it.each<Position>([
  { published: day(1), id: 'urn:uuid:0f6f1f0e' },
  { published: -1, arrival: 1, id: 'x:a' },
  { published: 0, arrival: lastArrival, id: 'https://example.com/~a' },
])('reads the same position from a place and from a cursor: %j', (position) => {
  expect(positionAt(position.published, placeOf(position))).toEqual(position);
  const cursor: Cursor = { after: position, take: 50, head: false };
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
});

const idOf = (title: string): string => `x:${ids[Number(title) % 26]}${title}`;

/** Makes the catalog one whose articles were listed before there were arrivals. */
async function forgetArrivals(): Promise<void> {
  await runInDurableObject(catalog(), (_, { storage }) => {
    storage.sql.exec(`UPDATE article_terms SET place = ${idIn('place')}`);
    storage.sql.exec("UPDATE articles SET json = json_remove(json, '$.arrival')");
    storage.sql.exec("DELETE FROM settings WHERE name = 'arrivals'");
  });
}
