/** Feeds of several documents, and servers that answer badly. */

import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { walkFeed, type WalkOptions } from '../../../src/cli/compare/feed-walk.ts';
import { OldFeed } from '../../../src/cli/compare/old-feed.ts';
import { Downloads } from '../../../src/cli/import/download/downloads.ts';
import { serveHttp } from '../http-server.ts';
import { atomOf, jsonOf, numbered, rssOf } from './old-feeds.ts';

type Site = Record<string, (response: ServerResponse, url: string) => unknown>;

/** Walks a feed of a server with these documents. */
async function walk(site: Site, path = '/', more: (url: string) => Partial<WalkOptions> = () => ({})) {
  const asked: string[] = [];
  await using server = await serveHttp(({ url = '' }, response) => {
    asked.push(url);
    const answer = site[url] ?? site['*'];
    if (!answer) response.writeHead(404).end();
    else {
      const text = answer(response, server.url);
      if (typeof text === 'string') response.end(text);
    }
  });
  const stop = new AbortController();
  const downloads = new Downloads({ allowPrivate: true, stop: stop.signal }, 'compare');
  const feed = new OldFeed();
  try {
    const facts = await walkFeed(server.url + path, {
      downloads,
      stop: stop.signal,
      listener: { entry: (entry, document) => feed.add(entry, document), document() {}, broken() {} },
      ...more(server.url),
    });
    return { facts, feed, asked, entries: feed.entries.size };
  } finally {
    downloads.close();
  }
}

const items = numbered(30);
const page = (number: number) => items.slice(number * 10 - 10, number * 10);
const link = (rel: string, href: string): string => `<atom:link rel="${rel}" href="${href}"/>`;

test('follows an archive of RFC 5005, whose first document may have only what the feed has', async () => {
  const { facts, entries, feed } = await walk({
    '/': () => rssOf(page(1), link('prev-archive', '/archive/3')),
    '/archive/3': () => rssOf(page(1), link('prev-archive', '2') + link('current', '/')),
    '/archive/2': () => rssOf(page(2), link('prev-archive', '1')),
    '/archive/1': () => rssOf(page(3)),
  });
  expect({ entries, documents: facts.documents }).toEqual({ entries: 30, documents: 4 });
  expect(feed.repeated.size).toBe(0);
});

test('follows rel=next of Atom, and next_url of JSON Feed', async () => {
  const atom = await walk({
    '/': () => atomOf(page(1), '<link rel="next" href="?page=2"/>'),
    '/?page=2': () => atomOf(page(2), '<link rel="next" href="?page=3"/><link rel="previous" href="/"/>'),
    '/?page=3': () => atomOf(page(3)),
  });
  expect(atom.entries).toBe(30);
  const json = await walk({
    '/': () => jsonOf(page(1), '/feed?page=2'),
    '/feed?page=2': (_, url) => jsonOf(page(2), `${url}/3`),
    '/3': () => jsonOf(page(3)),
  });
  expect(json.entries).toBe(30);
});

test('asks WordPress for its pages, up to the one that is not there, or is the first one again', async () => {
  const generator = '<generator>https://wordpress.org/?v=6.7</generator>';
  const site: Site = {
    '/feed/?x=1': () => rssOf(page(1), generator),
    '/feed/?x=1&paged=2': () => rssOf(page(2), generator),
    '/feed/?x=1&paged=3': () => rssOf(page(3), generator),
  };
  expect(await walk(site, '/feed/?x=1')).toMatchObject({ entries: 30, facts: { documents: 3 } });
  const same = await walk({ '*': () => rssOf(page(1), generator) });
  expect(same).toMatchObject({ entries: 10, asked: ['/', '/?paged=2'] });
});

test('ends where links lead in a circle, or on and on to nothing new', async () => {
  const circle = await walk({
    '/': () => rssOf(page(1), link('next', '/2')),
    '/2': () => rssOf(page(2), link('next', '/#top')),
  });
  expect(circle).toMatchObject({ entries: 20, asked: ['/', '/2'] });
  let number = 0;
  const trap = await walk({ '*': () => rssOf(page(1), link('next', `/${++number}`)) });
  expect(trap).toMatchObject({ entries: 10 });
  expect(trap.asked).toHaveLength(6);
});

test('follows a redirect of the feed, and takes addresses relative to its end', async () => {
  const { facts, entries } = await walk({
    '/': (response) => response.writeHead(301, { Location: '/blog/feed' }).end(),
    '/blog/feed': () => rssOf(page(1), link('next', 'older')),
    '/blog/older': () => rssOf(page(2)),
  });
  expect(facts.at).toMatch(/\/blog\/feed$/);
  expect(entries).toBe(20);
});

test('reads what a server compresses without being asked', async () => {
  const { entries } = await walk({
    '/': (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(rssOf(page(1)))),
  });
  expect(entries).toBe(10);
});

test('says why a feed cannot be read, and what to do', async () => {
  const failing: [Site, RegExp][] = [
    [
      { '/': (response) => response.writeHead(401).end() },
      /: the server answers 401\. Nothing was compared\. .*save it there/,
    ],
    [
      { '/': (response) => response.writeHead(302, { Location: '/' }).end() },
      /: redirects more than 5 times\./,
    ],
    [{ '/': (response) => response.destroy() }, /: the host closed the connection\./],
    [
      {
        '/': (response) =>
          response
            .writeHead(200, { 'Content-Encoding': 'gzip' })
            .end(gzipSync(Buffer.alloc(160_000_000, '<rss/>'))),
      },
      /: it has more than the 150 MB allowed\./,
    ],
    [
      {
        '/': (response) =>
          response.writeHead(200, { 'Content-Length': 999_999_999 }) && response.flushHeaders(),
      },
      /: it has more than the 150 MB allowed\./,
    ],
    [
      { '/': () => rssOf(page(1), link('next', '/2')) },
      /\/2 cannot be read: the server answers 404\. It has older entries of http:\S+\/, so nothing was compared\./,
    ],
    [{ '/': () => '<html></html>' }, /: a web page that names no feed\. Nothing was compared\./],
  ];
  for (const [site, message] of failing) await expect(walk(site)).rejects.toThrow(message);
});

test('asks a server once more that is busy in the middle of a walk', async () => {
  let busy = 1;
  const { asked, entries } = await walk({
    '/': () => rssOf(page(1), link('next', '/2')),
    '/2': (response) => (busy-- > 0 ? response.writeHead(503).end() : rssOf(page(2))),
  });
  expect({ asked, entries }).toEqual({ asked: ['/', '/2', '/2'], entries: 20 });
});

test('refuses private addresses unless they are allowed', async () => {
  const { signal } = new AbortController();
  const downloads = new Downloads({ stop: signal }, 'compare');
  const refused = walk({ '*': () => rssOf(page(1)) }, '/', () => ({ downloads }));
  await expect(refused).rejects.toThrow(
    'it is at the private address 127.0.0.1; add --allow-private if you trust it',
  );
  downloads.close();
});

test('asks for documents of a site where it is told to, and not where they say they are', async () => {
  const { asked, entries } = await walk(
    {
      '/': () => rssOf(page(1), link('prev-archive', 'https://feeds.example/archive/1')),
      '/archive/1': () => rssOf(page(2)),
    },
    '/',
    (url) => ({ askedAt: (address) => address.replace('https://feeds.example', url) }),
  );
  expect({ asked, entries }).toEqual({ asked: ['/', '/archive/1'], entries: 20 });
});

test('an id at several entries of one document is remembered, and one in several documents is not', async () => {
  const twice = [...page(1), { ...page(1)[3]!, title: 'Other' }];
  const { feed } = await walk({
    '/': () => rssOf(twice, link('next', '/2')),
    '/2': () => rssOf([...page(1).slice(5), ...page(2)]),
  });
  expect([...feed.repeated]).toEqual([[page(1)[3]!.id, 2]]);
  expect(feed.entries.size).toBe(20);
});
