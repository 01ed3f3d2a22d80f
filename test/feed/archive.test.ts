import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { archivePage, subscriptionPaging, type Paging } from '../../src/feed/archive.ts';
import { decodeCursor, encodeCursor, pageSize, type Cursor, type Position } from '../../src/site/cursor.ts';
import { cutToBudget } from '../../src/feed/budget.ts';
import { formats } from '../../src/feed/formats.ts';
import { article, articles, feedOf } from './sample.ts';

const isOlder = (a: Position, b: Position): boolean =>
  a.published < b.published || (a.published === b.published && a.id < b.id);
const newestFirst = (a: Position, b: Position): number => (isOlder(a, b) ? 1 : -1);

/** What a catalog does with its articles: two keyset queries and a count. */
class Shelf {
  /** Newest first. */
  list: Article[];

  constructor(list: readonly Article[]) {
    this.list = list.toSorted(newestFirst);
  }

  add(added: Article): void {
    this.list = [...this.list, added].sort(newestFirst);
  }

  subscription(): { articles: readonly Article[]; paging: Paging } {
    const shown = this.list.slice(0, cutToBudget(this.list.slice(0, pageSize)));
    return { articles: shown, paging: subscriptionPaging(shown, this.list.length) };
  }

  page(cursor: Cursor): { articles: readonly Article[]; paging: Paging } {
    const older = this.list.filter((one) => isOlder(one, cursor.after)).slice(0, cursor.take + 1);
    const newer = this.list
      .filter((one) => !isOlder(one, cursor.after))
      .reverse()
      .slice(0, pageSize + 1);
    return archivePage(cursor, older, newer);
  }

  /** All pages from the subscription document on; `between` happens after each. */
  walk(between: (step: number) => void = () => {}): ReturnType<Shelf['page']>[] {
    const pages = [this.subscription()];
    for (let next = pages[0]!.paging.older; next; next = pages.at(-1)!.paging.older) {
      between(pages.length);
      pages.push(this.page(next));
      if (pages.length > 1000) throw new Error('walked in a circle');
    }
    return pages;
  }
}

const idsOf = (pages: readonly { articles: readonly Article[] }[]): string[] =>
  pages.flatMap((page) => page.articles.map(({ id }) => id));
const addressesOf = (pages: readonly { paging: Paging }[]): string[] =>
  pages.map(({ paging: { self } }) => (self ? encodeCursor(self) : 'subscription'));

/** Bodies of nothing, and some of much: some pages are cut by their number, some by their weight. */
const body = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40_000 }).map((length) => 'x'.repeat(length)) },
);
const shelf = fc
  .array(fc.record({ html: body, published: fc.integer({ min: -5, max: 100 }) }), {
    maxLength: 230,
    size: 'max',
  })
  .map((list) => new Shelf(list.map((fields, i) => article({ ...fields, id: `urn:test:${i}` }))));
const newest = (i: number, html = ''): Article =>
  article({ id: `urn:new:${i}`, published: Date.UTC(2027, 0, 1) + i, html });

describe('38: walking the archive from the subscription document', () => {
  it('visits each article exactly once, newest first', () => {
    fc.assert(
      fc.property(shelf, (catalog) => {
        expect(idsOf(catalog.walk())).toEqual(catalog.list.map(({ id }) => id));
      }),
    );
  });

  it('visits each article exactly once while articles are published, and none that came later', () => {
    fc.assert(
      fc.property(shelf, fc.array(fc.nat(60), { maxLength: 8 }), (catalog, publishing) => {
        const before = catalog.list.map(({ id }) => id);
        let added = 0;
        const pages = catalog.walk((step) => {
          for (let i = 0; i < (publishing[step] ?? 0); i++) catalog.add(newest(added++));
        });
        expect(idsOf(pages)).toEqual(before);
      }),
    );
  });

  it('visits each remaining article exactly once while articles are added and deleted', () => {
    const change = fc.record({ at: fc.integer({ min: -5, max: 100 }), drop: fc.nat() });
    fc.assert(
      fc.property(
        shelf,
        fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 8 }),
        (catalog, changes) => {
          const before = catalog.list.map(({ id }) => id);
          const pages = catalog.walk((step) => {
            for (const [i, { at, drop }] of (changes[step] ?? []).entries()) {
              catalog.list.splice(drop % Math.max(1, catalog.list.length), 1);
              catalog.add(article({ id: `urn:late:${step}:${i}`, published: at }));
            }
          });
          const visited = idsOf(pages);
          expect(new Set(visited).size).toBe(visited.length);
          const stayed = new Set(catalog.list.map(({ id }) => id));
          expect(before.filter((id) => stayed.has(id) && !visited.includes(id))).toEqual([]);
        },
      ),
    );
  });

  it('34: ends: the last page leads nowhere, and so does a subscription document that holds everything', () => {
    expect(new Shelf([]).subscription().paging).toEqual({});
    expect(new Shelf(articles(50)).subscription().paging).toEqual({});
    expect(new Shelf(articles(51)).walk().map(({ articles: { length } }) => length)).toEqual([50, 1]);
    expect(new Shelf(articles(150)).walk().at(-1)!.paging).not.toHaveProperty('older');
  });
});

describe('39: an archive document', () => {
  it('does not change when articles are added', () => {
    fc.assert(
      fc.property(shelf, fc.array(body, { minLength: 1, maxLength: 60 }), (catalog, added) => {
        const cursors = catalog.walk().flatMap(({ paging: { self } }) => (self ? [self] : []));
        const read = () =>
          cursors.map((cursor) => catalog.page(cursor)).map((page) => [idsOf([page]), page.paging]);
        const before = read();
        for (const [i, html] of added.entries()) catalog.add(newest(i, html));
        expect(read()).toEqual(before);
      }),
    );
  });

  it('does not change by a byte in any format when articles are added', () => {
    const catalog = new Shelf(articles(100));
    const cursor = catalog.subscription().paging.older!;
    const render = () =>
      Object.values(formats).map((format) => format.render(feedOf([], catalog.page(cursor))));
    const before = render();
    for (let i = 0; i < 51; i++) catalog.add(newest(i));
    expect(render()).toEqual(before);
  });

  it('keeps its address when articles are added, but for the first one after the subscription document', () => {
    const catalog = new Shelf(articles(230));
    const [, , ...before] = addressesOf(catalog.walk());
    expect(before).toHaveLength(3);
    for (let i = 0; i < 49; i++) {
      catalog.add(newest(i));
      const after = addressesOf(catalog.walk());
      expect(after.slice(-before.length)).toEqual(before);
    }
  });

  it('keeps its address when articles are added, even if documents are cut by size', () => {
    const catalog = new Shelf(articles(200, { html: 'x'.repeat(15_000) }));
    expect(catalog.subscription().articles.length).toBeLessThan(20);
    // Whole blocks and their parts; above them there is the head, in parts too.
    const all = addressesOf(catalog.walk());
    const before = all.slice(all.findIndex((address) => address.includes('-50-')));
    for (let i = 0; i < 10; i++) catalog.add(newest(i, 'x'.repeat(15_000)));
    const after = addressesOf(catalog.walk());
    expect(before).toHaveLength(12);
    expect(after.slice(-before.length)).toEqual(before);
  });

  it('leads back to the subscription document by next-archive, past every article', () => {
    fc.assert(
      fc.property(shelf, (catalog) => {
        const last = catalog.walk().at(-1)!;
        const met = new Set(idsOf([last]));
        for (let cursor = last.paging.newer; cursor;) {
          const page = catalog.page(cursor);
          for (const { id } of page.articles) expect(met.has(id)).toBe(false);
          for (const { id } of page.articles) met.add(id);
          cursor = page.paging.newer;
        }
        // A head page leads to nothing newer but the feed itself.
        const head = last.paging.self?.head || !last.paging.self;
        for (const id of idsOf([head ? last : { articles: [] }, catalog.subscription()])) met.add(id);
        expect(catalog.list.filter(({ id }) => !met.has(id))).toEqual([]);
      }),
    );
  });

  it('names its neighbours, so that one leads to the other and back', () => {
    const [, head, first, second] = new Shelf(articles(160)).walk();
    expect([head, first, second].map((page) => page!.articles.length)).toEqual([10, 50, 50]);
    expect(first!.paging.older).toEqual(second!.paging.self);
    expect(second!.paging.newer).toEqual(first!.paging.self);
    expect(head!.paging).not.toHaveProperty('newer');
  });

  it('holds nothing when all that it could hold is gone', () => {
    const cursor: Cursor = { after: { published: 0, id: 'urn:x' }, take: 50, head: false };
    expect(archivePage(cursor, [], [])).toEqual({ articles: [], paging: { self: cursor } });
  });
});

describe('the name of an archive page', () => {
  const cursor = fc.record({
    after: fc.record({
      published: fc.maxSafeInteger(),
      id: fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
    }),
    take: fc.integer({ min: 1, max: pageSize }),
    head: fc.boolean(),
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(cursor, (value) => {
        expect(decodeCursor(encodeCursor(value))).toEqual(value);
      }),
    );
  });

  it('is one segment of a path in which nothing need be escaped', () => {
    fc.assert(
      fc.property(cursor, (value) => {
        const segment = encodeCursor(value);
        expect(encodeURIComponent(segment)).toBe(segment);
      }),
    );
  });

  it.each([
    '',
    'x',
    '1-50-',
    '1-0-eA',
    '1-51-eA',
    '1-050-eA',
    '+1-50-eA',
    '01-50-eA',
    '1e3-50-eA',
    '1-50H-eA',
    '1-50-eA=',
    '1-50-eB',
    '1-50-/w',
    '1-50-_w',
    '9999999999999999-50-eA',
    '1-50-eA/',
  ])('is not %j', (segment) => {
    expect(decodeCursor(segment)).toBeUndefined();
  });
});
