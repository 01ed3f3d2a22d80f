/** What the old feed says of itself, beside what the site answers. */

import { expect, test } from 'vitest';
import { idsOf, placesOf } from '../../../src/cli/compare/channel.ts';
import type { Compared, Report } from '../../../src/cli/compare/compare.ts';
import type { FeedFacts } from '../../../src/cli/compare/feed-walk.ts';
import { OldFeed } from '../../../src/cli/compare/old-feed.ts';
import { OurSite } from '../../../src/cli/compare/our-site.ts';
import { Side } from '../../../src/cli/compare/side.ts';
import { networkFor } from '../../../src/cli/remote/network.ts';
import { Requests } from '../../../src/cli/remote/request.ts';
import { serveHttp } from '../http-server.ts';

const at = 'https://old.example/feed/';

const oldWith = (facts: Partial<FeedFacts>): Report['old'] => ({
  facts: { format: 'Atom', at, self: undefined, id: undefined, home: undefined, documents: 1, ...facts },
  feed: new OldFeed(),
  place: '/feed/',
});

const ours = (name: string, id: string): Compared => ({
  name,
  facts: oldWith({ id }).facts,
  outcome: new Side(new OldFeed()).outcome(),
});

test('the id of the Atom feed of the site is compared, and no other', () => {
  const old = oldWith({ id: 'urn:old' });
  expect(idsOf(old, [ours('/atom.xml', 'urn:new')])).toEqual({ ids: { old: 'urn:old', ours: 'urn:new' } });
  expect(idsOf(old, [ours('/atom.xml', 'urn:old')])).toEqual({});
  expect(idsOf(old, [ours('/categories/A/atom.xml', 'urn:new')])).toEqual({});
  expect(idsOf(oldWith({ format: 'RSS' }), [ours('/atom.xml', 'urn:new')])).toEqual({});
});

test('the site is asked for its home and for its own address, which lead on or are lost', async () => {
  await using server = await serveHttp(({ url }, response) => {
    if (url === '/' || url === '/atom.xml') response.end();
    else if (url === '/feed/atom/') response.writeHead(301, { Location: '/atom.xml' }).end();
    else response.writeHead(404).end();
  });
  const requests = new Requests(networkFor({ allowPrivate: true }), 'compare');
  const our = new OurSite(server.url, [], requests, new AbortController().signal);
  const places = (facts: Partial<FeedFacts>) => placesOf(oldWith(facts), our);
  try {
    const kept = { home: 'https://old.example/', self: 'https://old.example/feed/atom/' };
    expect(await places(kept)).toEqual({});
    expect(
      await places({ home: 'https://old.example/blog/', self: 'https://old.example/index.xml' }),
    ).toMatchObject({
      home: { place: '/blog/', lead: { status: 404 } },
      self: { place: '/index.xml', lead: { status: 404 } },
    });
    // At another host nothing can be done here, and the address that is compared has a note of its own.
    expect(await places({ self: 'https://www.blogger.com/feeds/7/posts/default' })).toEqual({});
    expect(await places({ self: at })).toEqual({});
  } finally {
    requests.close();
  }
});
