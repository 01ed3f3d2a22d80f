/** A test for each requirement of WebSub (https://www.w3.org/TR/websub/); docs/websub.md lists them by their names. */

import { reset } from 'cloudflare:test';
import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { everyFormat } from '../../src/feed/formats.ts';
import { limits } from '../../src/limits.ts';
import { outboundStatus } from '../../src/outbound/status.ts';
import { callback, onStage, site, topic, willing, type Stage } from './hub.ts';

beforeEach(async () => reset());

const minute = 60_000;
const day = 24 * 60 * minute;
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The subscription of the stage, if there is one. */
const current = ({ tables, context }: Stage) => tables.subscriptions.get(topic, callback, context.now());

describe('subscribing', () => {
  it('accepts a request with 202, and asks the callback whether it wants it', async () => {
    await onStage(async (stage) => {
      expect(stage.ask()).toMatchObject({ status: 202 });
      expect(current(stage)).toBeUndefined();
      await stage.run();
      const [asked] = stage.take();
      expect(asked!.method).toBe('GET');
      expect(asked!.url.origin + asked!.url.pathname).toBe(callback);
      expect(Object.fromEntries(asked!.url.searchParams)).toEqual({
        'hub.mode': 'subscribe',
        'hub.topic': topic,
        'hub.challenge': expect.stringMatching(/^[\w-]{32}$/) as string,
        'hub.lease_seconds': String(limits.hubLease),
      });
      expect(current(stage)).toMatchObject({ expiresAt: stage.context.now() + 10 * day });
    });
  });

  it('keeps the query of the callback byte for byte', async () => {
    await onStage(async ({ ask, run, take, change }) => {
      const named = `${callback}?a=%7e+b&hub.mode=mine&&c`;
      ask({ 'hub.callback': named });
      await run();
      expect(take()[0]!.url.href).toMatch(new RegExp(`^${RegExp.escape(named)}&hub\\.mode=subscribe&`));
      change('two');
      await run();
      expect(take()[0]!.url.href).toBe(named);
    });
  });

  it.each([
    ['another mode', { 'hub.mode': 'publish' }, '"hub.mode"'],
    ['no mode', { 'hub.mode': undefined }, '"hub.mode"'],
    ['no topic', { 'hub.topic': undefined }, '"hub.topic" is missing'],
    ['no callback', { 'hub.callback': undefined }, '"hub.callback" is missing'],
    ['a relative callback', { 'hub.callback': '/callback' }, '"hub.callback" is not an absolute address'],
    ['a long callback', { 'hub.callback': `${callback}?${'a'.repeat(2_048)}` }, 'at most 2048 characters'],
    ['a long secret', { 'hub.secret': '密'.repeat(67) }, 'less than 200 bytes'],
    ['a lease of 0', { 'hub.lease_seconds': '0' }, '"hub.lease_seconds"'],
    ['a negative lease', { 'hub.lease_seconds': '-1' }, '"hub.lease_seconds"'],
  ])('refuses %s with a sentence', async (_, changes, why) => {
    await onStage(async ({ ask, run, take }) => {
      const { status, detail } = ask(changes);
      expect(status).toBe(400);
      expect(detail).toContain(why);
      await run();
      expect(take()).toEqual([]);
    });
  });

  it('takes a secret of 199 bytes', async () => {
    await onStage(async ({ ask }) => {
      expect(ask({ 'hub.secret': 'a'.repeat(199) }).status).toBe(202);
    });
  });

  it('gives the lease that is asked for, from five minutes to thirty days', async () => {
    const leases = [
      ['1', 300],
      ['3600', 3_600],
      ['999999999999', 30 * 86_400],
      ['', 10 * 86_400],
    ] as const;
    for (const [asked, given] of leases) {
      await onStage(async (stage) => {
        stage.ask({ 'hub.lease_seconds': asked });
        await stage.run();
        const told = stage.take()[0]!.url.searchParams.get('hub.lease_seconds');
        expect(told).toBe(String(given));
        expect(current(stage)!.expiresAt).toBe(stage.context.now() + given * 1000);
      });
    }
  });

  it('echoes the token of older subscribers', async () => {
    await onStage(async ({ ask, run, take }) => {
      ask({ 'hub.verify_token': 'a b&c' });
      await run();
      expect(take()[0]!.url.searchParams.get('hub.verify_token')).toBe('a b&c');
    });
  });

  it('replaces secret and lease when it is renewed, and keeps one subscription', async () => {
    await onStage(async (stage) => {
      await stage.subscribe({ 'hub.secret': 'old' });
      stage.context.now();
      await stage.run(5 * day);
      await stage.subscribe({ 'hub.secret': 'new', 'hub.lease_seconds': String(20 * 86_400) });
      expect(current(stage)).toMatchObject({ secret: 'new', expiresAt: stage.context.now() + 20 * day });
      expect(stage.tables.subscriptions.count()).toBe(1);
      await stage.subscribe();
      expect(current(stage)).not.toHaveProperty('secret');
    });
  });
});

describe('verifying intent', () => {
  it.each([
    ['answers 404', () => new Response('no', { status: 404 })],
    ['answers with another text', () => new Response('something else')],
    [
      'answers with the challenge and more',
      ({ url }: { url: URL }) => new Response(`${url.searchParams.get('hub.challenge')}\n`),
    ],
    [
      'echoes it in a redirect',
      ({ url }: { url: URL }) =>
        new Response(url.searchParams.get('hub.challenge'), {
          status: 302,
          headers: { Location: 'https://other.example.org/' },
        }),
    ],
    [
      'echoes it with 500, always',
      ({ url }: { url: URL }) => new Response(url.searchParams.get('hub.challenge'), { status: 500 }),
    ],
    ['never answers', () => Promise.reject(new Error('The operation was aborted due to timeout'))],
  ])('leaves everything as it was if the callback %s', async (_, receiver) => {
    await onStage(async (stage) => {
      await stage.subscribe({ 'hub.secret': 'old' });
      const before = current(stage);
      stage.answers(receiver);
      stage.ask({ 'hub.secret': 'new' });
      stage.ask({ 'hub.mode': 'unsubscribe' });
      for (let i = 0; i < 3; i++) await stage.run(10 * minute);
      expect(current(stage)).toEqual(before);
      expect(outboundStatus(stage.tables, stage.context.now()).waiting).toBe(0);
    });
  });

  it('asks with another challenge each time', async () => {
    await onStage(async ({ ask, run, take, answers }) => {
      answers(() => new Response(null, { status: 503 }));
      ask();
      for (let i = 0; i < 3; i++) await run(10 * minute);
      const challenges = take().map(({ url }) => url.searchParams.get('hub.challenge'));
      expect(challenges).toHaveLength(3);
      expect(new Set(challenges).size).toBe(3);
    });
  });

  it('ends a subscription only after the callback has confirmed it', async () => {
    await onStage(async (stage) => {
      await stage.subscribe();
      expect(stage.ask({ 'hub.mode': 'unsubscribe' })).toMatchObject({ status: 202 });
      expect(current(stage)).toBeDefined();
      await stage.run();
      const { searchParams } = stage.take()[0]!.url;
      expect(searchParams.get('hub.mode')).toBe('unsubscribe');
      expect(searchParams.has('hub.lease_seconds')).toBe(false);
      expect(current(stage)).toBeUndefined();
      stage.change('two');
      await stage.run();
      expect(stage.take()).toEqual([]);
    });
  });
});

describe('topics', () => {
  it.each([
    'rss.xml',
    'atom.xml',
    'feed.json',
    'categories/%E7%9F%A5%E4%B9%8E/rss.xml',
    'tags/x/atom.xml',
    'authors/A%20B/feed.json',
  ])('are the feeds of the site: %s', async (path) => {
    await onStage(async ({ ask }) => {
      expect(ask({ 'hub.topic': `${site}/${path}` }).status).toBe(202);
    });
  });

  it.each([
    ['https://other.example/rss.xml', 'not an address of this site'],
    [`${site}.evil.example/rss.xml`, 'not an address of this site'],
    [`${site}/search/rss.xml?q=a`, 'the feed of a search'],
    [`${site}/rss.xml?limit=5`, 'has parameters'],
    [`${site}/categories/a/b/rss.xml`, 'combines several categories'],
    [`${site}/archive/-1-2h-aWQ/rss.xml`, 'a page of an archive'],
    [`${site}/categories/a/`, 'not a feed'],
    [`${site}/articles/a`, 'not a feed'],
    [`${site}/tags/%/rss.xml`, 'not a feed'],
    [`${site}/categories/知乎/rss.xml`, `${site}/categories/%E7%9F%A5%E4%B9%8E/rss.xml`],
    [`${site}//rss.xml`, 'not a feed'],
  ])('are not others, which are refused with the reason: %s', async (address, why) => {
    await onStage(async ({ ask }) => {
      const { status, detail } = ask({ 'hub.topic': address });
      expect(status).toBe(400);
      expect(detail).toContain(why);
    });
  });

  it('that have no articles are denied: the callback is told the reason', async () => {
    await onStage(
      async (stage) => {
        stage.ask();
        await stage.run();
        const [denial, ...others] = stage.take();
        expect(others).toEqual([]);
        expect(Object.fromEntries(denial!.url.searchParams)).toEqual({
          'hub.mode': 'denied',
          'hub.topic': topic,
          'hub.reason': `${topic} has no articles`,
        });
        expect(current(stage)).toBeUndefined();
      },
      { context: { feed: async () => null } },
    );
  });
});

describe('delivering', () => {
  it.each(Object.values(everyFormat))(
    'sends the whole feed, with its type and its links: $label',
    async ({ file, type }) => {
      await onStage(async ({ subscribe, change, run, take }) => {
        const address = `${site}/${file}`;
        await subscribe({ 'hub.topic': address });
        const bytes = change('知乎 <two/>', 'all', 'all podcast');
        await run();
        const requests = take();
        expect(requests).toHaveLength(1);
        const [{ method, url, headers, body }] = requests as [(typeof requests)[0]];
        expect([method, url.href]).toEqual(['POST', callback]);
        expect(headers.get('Content-Type')).toBe(type);
        expect(headers.get('Link')).toBe(`<${site}/hub>; rel="hub", <${address}>; rel="self"`);
        expect(headers.has('X-Hub-Signature')).toBe(false);
        expect(body).toEqual(bytes);
      });
    },
  );

  it('signs exactly the bytes that it sends with the secret', async () => {
    await onStage(async ({ subscribe, change, run, take }) => {
      await subscribe({ 'hub.secret': '密 secret' });
      change('知乎 <two/>');
      await run();
      const [{ headers, body }] = take() as [ReturnType<typeof take>[0]];
      const digest = createHmac('sha256', '密 secret').update(body).digest('hex');
      expect(headers.get('X-Hub-Signature')).toBe(`sha256=${digest}`);
    });
  });

  it('sends a version once, however often it is told of it', async () => {
    await onStage(async ({ subscribe, change, run, take }) => {
      await subscribe();
      change('two');
      change('two');
      await run();
      change('two');
      await run();
      expect(take()).toHaveLength(1);
      change('three');
      await run();
      expect(take().map(({ body }) => text(body))).toEqual(['three']);
    });
  });

  it.each([201, 202, 204, 299])('counts %i as taken', async (status) => {
    await onStage(async ({ subscribe, change, run, take, answers, tables }) => {
      await subscribe();
      answers(() => new Response(null, { status }));
      change('two');
      await run();
      await run(day);
      expect(take()).toHaveLength(1);
      expect(outboundStatus(tables, Date.now())).toMatchObject({ taken: 1, waiting: 0 });
    });
  });

  it.each([
    [302, { Location: 'http://127.0.0.1/' }],
    [404, {}],
    [500, {}],
  ])(
    'tries again after %i: 1, 5 and 30 minutes, 2 and 8 hours later, and then gives up',
    async (status, headers) => {
      await onStage(async (stage) => {
        await stage.subscribe();
        stage.answers(() => new Response(null, { status, headers }));
        stage.change('two');
        await stage.run();
        const moments: number[] = [];
        for (let passed = 1; passed < 15 * 60; passed++) {
          stage.take();
          await stage.run(minute);
          if (stage.received.length > 0) moments.push(passed);
          for (const { url } of stage.received) expect(url.href).toBe(callback);
        }
        expect(moments).toEqual([1, 6, 36, 156, 636]);
        expect(outboundStatus(stage.tables, stage.context.now())).toMatchObject({
          givenUp: 1,
          waiting: 0,
          subscriptions: 0 + 1,
        });
        stage.answers(willing);
        stage.change('three');
        await stage.run();
        expect(text(stage.received.at(-1)!.body)).toBe('three');
      });
    },
  );

  it('sends the newest version when it tries again', async () => {
    await onStage(async ({ subscribe, change, run, take, answers }) => {
      await subscribe();
      answers(() => new Response(null, { status: 404 }));
      change('two');
      await run();
      answers(willing);
      change('three');
      await run();
      expect(take()).toHaveLength(1);
      await run(minute);
      expect(take().map(({ body }) => text(body))).toEqual(['three']);
      await run(day);
      expect(take()).toEqual([]);
    });
  });

  it('sends a version that comes while an earlier one is being taken', async () => {
    await onStage(async ({ subscribe, change, run, take, answers }) => {
      await subscribe();
      let during = (): unknown => change('three');
      answers(() => {
        during();
        during = () => {};
        return new Response();
      });
      change('two');
      await run();
      expect(take().map(({ body }) => text(body))).toEqual(['two', 'three']);
    });
  });

  it('ends a subscription whose callback answers 410', async () => {
    await onStage(async (stage) => {
      await stage.subscribe();
      stage.answers(() => new Response(null, { status: 410 }));
      stage.change('two');
      await stage.run();
      expect(current(stage)).toBeUndefined();
    });
  });

  it('ends with the lease', async () => {
    await onStage(async ({ subscribe, change, run, take }) => {
      await subscribe({ 'hub.lease_seconds': '3600' });
      await run(59 * minute);
      change('two');
      await run();
      expect(take()).toHaveLength(1);
      await run(2 * minute);
      change('three');
      await run();
      expect(take()).toEqual([]);
    });
  });

  it('waits until no cache has an earlier version, but not for a feed that never rests', async () => {
    await onStage(
      async ({ subscribe, change, run, take }) => {
        await subscribe();
        change('two');
        await run(189_000);
        expect(take()).toEqual([]);
        await run(1_000);
        expect(take()).toHaveLength(1);
        let sent = 0;
        for (let passed = 0; passed < 20; passed++) {
          change(`again ${passed}`);
          await run(minute);
          sent += take().length;
        }
        expect(sent).toBe(2);
      },
      { context: { delay: 190 } },
    );
  });

  it('waits for a version that KV does not have yet', async () => {
    let isWritten = false;
    const body = new TextEncoder().encode('two');
    await onStage(
      async ({ subscribe, change, run, take, answers }) => {
        isWritten = true;
        await subscribe();
        isWritten = false;
        change('two');
        await run();
        expect(take()).toEqual([]);
        isWritten = true;
        answers(willing);
        change('two');
        await run();
        expect(take().map((each) => text(each.body))).toEqual(['two']);
      },
      { context: { feed: async () => (isWritten ? { body, etag: 'two', lastModified: 0 } : 'stale') } },
    );
  });
});

describe('a site with another hub, or none', () => {
  it('takes no subscriptions', async () => {
    await onStage(
      async ({ ask }) => {
        expect(ask()).toEqual({
          status: 404,
          detail: 'This site has no hub of its own; its hub is https://hub.example.org/.',
        });
      },
      { site: { hub: 'https://hub.example.org/' } },
    );
  });
});
