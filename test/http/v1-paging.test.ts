/** Lists of `/v1` can be walked both ways, while articles come and go. */

import { reset } from 'cloudflare:test';
import { beforeAll, expect, it } from 'vitest';
import { articlesDocument, termsDocument } from '../../src/http/v1/contract.ts';
import { ask } from './ask.ts';
import { publish } from './publish.ts';

const source = (title: number | string, day: number, parity = 0) =>
  `---\ntitle: "${title}"\ndate: 2026-01-0${day}T00:00:00Z\ntags: [every]\ncategories: [All, c${parity}]\n---\nText`;

beforeAll(async () => {
  await reset();
  // Five of each date: arrivals, then ids order them.
  const sources = Array.from({ length: 23 }, (_, i) => [`${i}.md`, source(i, 1 + Math.floor(i / 5), i % 2)]);
  await publish(Object.fromEntries(sources) as Record<string, string>);
});

type Page = Awaited<ReturnType<typeof ask<typeof articlesDocument>>>;
const page = async (path: string): Promise<Page> => ask(articlesDocument, path);
const titlesOf = ({ document }: Page): string[] => document.articles.map(({ title }) => title!);

it.each([
  '',
  '&tag=every',
  '&tag=every&category=c1',
  '&category=All&category=c0',
  '&published_before=2026-01-04',
  '&published_after=2026-01-02',
])('the way back has the same articles%s', async (also) => {
  const all = titlesOf(await page(`/v1/articles?limit=100${also}`));
  for (const limit of [1, 4, 7]) {
    const there: string[][] = [];
    let last = await page(`/v1/articles?limit=${limit}${also}`);
    expect(last.prev).toBeUndefined();
    expect(last.first).toBeUndefined();
    for (;;) {
      there.push(titlesOf(last));
      if (last.next === undefined) break;
      last = await page(last.next);
      expect(last.first).toBe(`/v1/articles?limit=${limit}${also}`);
    }
    expect(there.flat()).toEqual(all);
    const back: string[][] = [];
    for (let at = last.prev; at !== undefined;) {
      const newer = await page(at);
      back.unshift(titlesOf(newer));
      at = newer.prev;
    }
    // The first page is where the articles end, so it may be shorter; an empty one may come before it.
    expect(back.flat()).toEqual(there.slice(0, -1).flat());
  }
});

it('terms have a way back, too', async () => {
  const all = (await ask(termsDocument, '/v1/terms')).document.terms;
  expect(all.map(({ name }) => name)).toEqual(['All', 'c0', 'c1', 'every']);
  const first = await ask(termsDocument, '/v1/terms?limit=1');
  const second = await ask(termsDocument, first.next!);
  const third = await ask(termsDocument, second.next!);
  expect([first, second, third].flatMap(({ document }) => document.terms)).toEqual(all.slice(0, 3));
  const back = await ask(termsDocument, third.prev!);
  expect(back.document).toEqual(second.document);
  const begin = await ask(termsDocument, back.prev!);
  expect(begin.document).toEqual(first.document);
  expect(begin.prev).toBeUndefined();
  expect(begin.first).toBe('/v1/terms?limit=1');
});

it('an article that the cursor names may be gone', async () => {
  const first = await page('/v1/articles?limit=5');
  const all = titlesOf(await page('/v1/articles?limit=100'));
  await publish({ [`${all[4]}.md`]: null, [`${all[5]}.md`]: null, 'new.md': source('new', 6) });
  const second = await page(first.next!);
  expect(titlesOf(second)).toEqual(all.slice(6, 11));
  const back = await page(second.prev!);
  expect(titlesOf(back)).toEqual(['new', ...all.slice(0, 4)]);
  expect(back.prev).toBeUndefined();
});

it('behind the last article a page is empty, and leads back', async () => {
  const all = titlesOf(await page('/v1/articles?limit=100'));
  const before = await page(`/v1/articles?limit=${all.length - 1}`);
  await publish({ [`${all.at(-1)}.md`]: null });
  const empty = await page(before.next!);
  expect(titlesOf(empty)).toEqual([]);
  expect(titlesOf(await page(empty.prev!))).toEqual(titlesOf(before));
});
