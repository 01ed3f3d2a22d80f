/** Two feeds of 40,000 entries with their contents, read in a small heap. */

import { expect, test } from 'vitest';
import { serveHttp } from '../http-server.ts';
import { jsonLines, Workspace } from '../workspace.ts';
import { rssOf, type OldItem } from './old-feeds.ts';

const count = 40_000;
const size = 50;
/** MB of the heap: the documents of a feed have 200. */
const heap = 100;

const content = `<p>${'The text of an entry. '.repeat(220)}</p>`;

function pageOf(number: number): string {
  const items = Array.from({ length: size }, (_, i): OldItem => {
    const n = count - (number - 1) * size - i;
    return {
      id: `https://old.example/2020/some-longer-name-of-an-article-${n}/`,
      link: `https://old.example/2020/some-longer-name-of-an-article-${n}/`,
      title: `An article with a title of usual length, number ${n}`,
      date: new Date(n * 60_000).toISOString(),
    };
  });
  const next = number * size < count ? `<atom:link rel="next" href="/?page=${number + 1}"/>` : '';
  return rssOf(items, next).replaceAll('<description>text', `<description><![CDATA[${content}]]>`);
}

test('memory holds what readers know entries by, and not their contents', async () => {
  await using server = await serveHttp(({ url = '' }, response) => {
    response.end(pageOf(Number(/page=(\d+)/.exec(url)?.[1] ?? 1)));
  });
  using work = new Workspace();
  const { code, stdout, stderr } = await work.run(
    ['compare', `${server.url}/?page=1`, '--with', `${server.url}/?page=1`, '--allow-private', '--json'],
    { NODE_OPTIONS: `--max-old-space-size=${heap}` },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(jsonLines(stdout)).toMatchObject([
    { entries: count, documents: count / size },
    { entries: count, kept: count, new: 0, missing: 0, otherDates: 0, otherLinks: 0 },
  ]);
});
