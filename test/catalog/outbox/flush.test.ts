import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextAlarm } from '../../../src/catalog/jobs/alarm.ts';
import type { FlushContext } from '../../../src/catalog/context.ts';
import { flush } from '../../../src/catalog/outbox/flush.ts';
import { backoff } from '../../../src/catalog/tables/outbox.ts';
import { identified } from '../../../src/catalog/batch/identity.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { feedFormats } from '../../../src/feed/formats.ts';
import { siteFrom } from '../../../src/site/config.ts';
import { scopeKey } from '../../../src/site/scope.ts';
import { gunzip } from '../../../src/store/gzip.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import { blobsOf, type Blobs } from '../../../src/store/blobs/blobs.ts';
import { storeFile } from '../../../src/store/blobs/checked.ts';
import { addressKey } from '../../../src/store/keys.ts';
import { DocumentStore } from '../../../src/store/store.ts';
import { catalog, publish, day, put } from '../batches.ts';
import { soon } from '../../soon.ts';
import { streamOf } from '../../store/blobs/bytes.ts';

beforeEach(async () => reset());

const everything = scopeKey({ kind: 'all' });
const category = (name: string) => scopeKey({ kind: 'category', names: [name] });
const store = () => new DocumentStore(env.DOCUMENTS);

/** Until the alarm has done all that was committed. */
const settled = async () =>
  vi.waitFor(async () => {
    const { outbox } = await catalog().status();
    expect(outbox).toEqual({ feed: 0, article: 0, index: 0, failing: 0 });
  }, soon);

const titlesIn = async (scope: string) => {
  const document = await store().feed(scope, 'json');
  if (!document) return null;
  const json = new TextDecoder().decode(document.encoding ? gunzip(document.body) : document.body);
  const { items } = JSON.parse(json) as { items: { title: string }[] };
  return items.map(({ title }) => title);
};

/** Flushes by hand, at a moment of the test's choosing and through a KV that may fail. */
const flushWith = async (now: number, kv: KVNamespace = env.DOCUMENTS, blobs: Blobs = blobsOf(env)) =>
  runInDurableObject(catalog(), async (_, { storage }) => {
    const context: FlushContext = {
      tables: new Tables(storage.sql),
      store: new DocumentStore(kv),
      blobs,
      site: identified(siteFrom(env), new Tables(storage.sql).settings),
      now: () => now,
      transaction: (write) => storage.transactionSync(write),
    };
    return flush(context);
  });

/** The real KV, except that some writes fail. */
const failing = (fails: (key: string) => boolean) =>
  new Proxy(env.DOCUMENTS, {
    get(kv, name) {
      if (name !== 'put') return Reflect.get(kv, name).bind(kv) as unknown;
      return async (key: string, ...rest: [string]) => {
        if (fails(key)) throw new Error('KV PUT failed: 429 Too Many Requests');
        return kv.put(key, ...rest);
      };
    },
  });

describe('the alarm', () => {
  it('brings feeds, articles and the index to KV by itself', async () => {
    await publish([
      put('a.md', { title: 'A', categories: ['知乎热榜'], image: 'https://images.example/a.png' }),
    ]);
    await settled();
    expect(await titlesIn(everything)).toEqual(['A']);
    expect(await titlesIn(category('知乎热榜'))).toEqual(['A']);
    expect(await store().address('a')).toMatchObject({ state: 'article', article: { title: 'A' } });
    expect(await store().thumbnail('a')).toEqual({ state: 'article', image: 'https://images.example/a.png' });
    expect((await store().index())?.terms).toContainEqual({ kind: 'category', name: '知乎热榜', count: 1 });
  });

  it('takes feeds away whose last article went, but never that of everything', async () => {
    await publish([put('a.md')]);
    await settled();
    await publish([], ['a.md']);
    await settled();
    expect(await titlesIn(everything)).toEqual([]);
    expect(await titlesIn(category('News'))).toBeNull();
    expect(await store().address('a')).toEqual({ state: 'gone' });
  });

  it('publishes what is scheduled when its time comes, and takes back what expires (check 62)', async () => {
    // First for a moment that stays away: a slow machine may be at the other one before it has looked.
    const schedule = async (moment: number) =>
      publish([
        put('later.md', { title: 'Later', published: moment }),
        put('brief.md', { title: 'Brief', expires: moment }),
      ]);
    await schedule(Date.now() + 3_600_000);
    await settled();
    expect(await titlesIn(everything)).toEqual(['Brief']);
    expect(await store().address('later')).toBeNull();
    expect(await catalog().address('later')).toBeNull();
    await schedule(Date.now() + 1500);
    await vi.waitFor(async () => expect(await titlesIn(everything)).toEqual(['Later']), soon);
    await settled();
    expect(await store().address('brief')).toEqual({ state: 'gone' });
    expect(await store().address('later')).toMatchObject({ state: 'article' });
  });

  it('is set for no moment that the platform refuses, however late an article is scheduled', async () => {
    const results = await publish([put('a.md', { published: Date.UTC(9999, 0) })]);
    expect(results['a.md']?.status).toBe('scheduled');
    await settled();
    // The alarm that emptied the outbox sets the next one as the last thing it does.
    await vi.waitFor(async () => {
      const alarm = await runInDurableObject(catalog(), (_, { storage }) => storage.getAlarm());
      expect(alarm).toBeGreaterThan(Date.now());
    }, soon);
  });

  it('is not set when there is nothing left to do', async () => {
    await publish([put('a.md')]);
    await settled();
    // The alarm that found nothing more to do set no further one.
    await vi.waitFor(async () => expect(await runDurableObjectAlarm(catalog())).toBe(false), soon);
  });
});

describe('a flush', () => {
  it('writes only the feeds that changed: every other keeps its bytes and its ETag', async () => {
    await publish([put('a.md', { categories: ['a'] }), put('b.md', { categories: ['b'] })]);
    await settled();
    const [a, b] = [await store().feed(category('a'), 'rss'), await store().feed(category('b'), 'rss')];
    await publish([put('b.md', { categories: ['b'], html: '<p>Edited</p>' })]);
    await settled();
    expect(await store().feed(category('a'), 'rss')).toEqual(a);
    expect((await store().feed(category('b'), 'rss'))?.etag).not.toBe(b?.etag);
  });

  it('keeps what KV refuses for later, and still does the rest', async () => {
    const start = Date.now() + 60_000;
    // A batch that announces more leaves the feeds to wait, so that the alarm doesn't come before the test.
    await catalog().publish({
      put: [put('a.md', { title: 'A', categories: ['x'] })],
      delete: [],
      more: true,
    });
    const refuseX = failing((key) => key.includes('category'));
    const { failed } = await flushWith(start, refuseX);
    expect(failed).toBe(1);
    expect(await titlesIn(everything)).toEqual(['A']);
    expect(await titlesIn(category('x'))).toBeNull();
    expect((await catalog().status()).outbox).toMatchObject({ feed: 1, failing: 1 });
    expect(await flushWith(start + backoff(0) - 1)).toEqual({ written: 0, failed: 0 });
    await flushWith(start + backoff(0));
    expect(await titlesIn(category('x'))).toEqual(['A']);
    expect((await catalog().status()).outbox).toMatchObject({ feed: 0, failing: 0 });
  });

  it('pauses as a whole while KV takes nothing, and tries one piece of each kind when it goes on', async () => {
    const start = Date.now() + 60_000;
    const puts = Array.from({ length: 40 }, (_, i) => put(`${i}.md`, { categories: [`c${i}`] }));
    await catalog().publish({ put: puts, delete: [], more: true });
    let tried = 0;
    const nothing = failing(() => {
      tried++;
      return true;
    });
    const first = await flushWith(start, nothing);
    // Four feeds side by side, the index, one article.
    expect(first).toEqual({ written: 0, failed: 4 + 1 + 1 });
    const status = await catalog().status();
    expect(status.pausedUntil).toBe(new Date(start + backoff(0)).toISOString());
    expect(status.failures).toEqual([
      { error: expect.any(String), count: 6, nextTry: expect.stringMatching(/^20.*Z$/) },
    ]);
    tried = 0;
    expect(await flushWith(start + backoff(0) - 1, nothing)).toEqual({ written: 0, failed: 0 });
    expect(tried).toBe(0);
    // Each format of one feed, the index, one article.
    expect(await flushWith(start + backoff(0), nothing)).toEqual({ written: 0, failed: 3 });
    expect(tried).toBe(feedFormats.length + 2);
    expect(await flushWith(start + backoff(0) + backoff(1) - 1)).toEqual({ written: 0, failed: 0 });
    await flushWith(start + backoff(0) + backoff(1) + backoff(2));
    expect((await catalog().status()).outbox).toEqual({ feed: 0, article: 0, index: 0, failing: 0 });
  });

  it('that fails ten times in a row loses nothing', async () => {
    let now = Date.now() + 60_000;
    await catalog().publish({ put: [put('a.md', { title: 'A' }), put('b.md')], delete: [], more: true });
    for (let i = 0; i < 10; i++) {
      const { written, failed } = await flushWith(
        now,
        failing(() => true),
      );
      expect({ written, failed: failed > 0 }).toEqual({ written: 0, failed: true });
      now += backoff(i);
    }
    now += backoff(10);
    await flushWith(now);
    expect(await titlesIn(everything)).toContain('A');
    expect((await catalog().status()).outbox).toEqual({ feed: 0, article: 0, index: 0, failing: 0 });
  });

  it('of one feed that always fails does not keep articles waiting', async () => {
    const start = Date.now() + 60_000;
    await catalog().publish({ put: [put('a.md')], delete: [], more: true });
    const noFeeds = failing((key) => key.startsWith('feed:'));
    await flushWith(start, noFeeds);
    expect((await catalog().status()).outbox).toMatchObject({ article: 0, index: 0 });
    expect((await catalog().status()).outbox.feed).toBeGreaterThan(0);
  });

  it('writes no key twice within a second, and no version with the Last-Modified of the one before', async () => {
    const start = Date.now() + 60_000;
    await catalog().publish({ put: [put('a.md', { title: 'One' })], delete: [], more: true });
    await flushWith(start);
    const one = await store().feed(everything, 'json');
    await catalog().publish({ put: [put('a.md', { title: 'Two' })], delete: [], more: true });
    await flushWith(start + 999);
    expect(await titlesIn(everything)).toEqual(['One']);
    expect(await catalog().status()).toMatchObject({ outbox: { feed: 2 }, paced: 2 });
    await flushWith(start + 1000);
    expect(await catalog().status()).not.toHaveProperty('paced');
    expect(await titlesIn(everything)).toEqual(['Two']);
    const two = await store().feed(everything, 'json');
    expect(two!.lastModified - one!.lastModified).toBeGreaterThanOrEqual(1000);
  });

  describe('of a page that shows what a file says', () => {
    const bytes = new TextEncoder().encode('WEBVTT\n\n00:12.000 --> 00:13.000\nHello\n');
    const facts = { blob: blobId(bytes), bytes: bytes.byteLength, type: 'text/vtt' };
    const media = [{ url: 'https://cdn.example/a.mp3', type: 'audio/mpeg' }];
    const texts = async () => {
      const document = await store().address('a');
      return document?.state === 'article' && document.episodeTexts?.transcript?.map(({ text }) => text);
    };
    const bring = async () => storeFile(blobsOf(env), streamOf(bytes), facts);
    const episode = async () => {
      await catalog().blobStored({ ...facts, store: 'kv', storedAt: 1 });
      const asset = {
        path: 'a.vtt',
        blob: facts.blob,
        parsed: { status: 'file' as const, facts, problems: [] },
      };
      // The feeds and pages wait, so that the alarm doesn't come before the test.
      await catalog().publish({ put: [asset, put('a.md', { media })], delete: [], more: true });
    };

    it('writes it without, and again once the store answers', async () => {
      await episode();
      const start = Date.now() + 60_000;
      await flushWith(start);
      expect(await texts()).toBeUndefined();
      const { outbox, failures } = await catalog().status();
      expect(outbox).toMatchObject({ article: 1, failing: 1 });
      expect(failures).toMatchObject([{ error: 'the store does not answer with a.vtt', count: 1 }]);
      await bring();
      expect(await flushWith(start + 59_999)).toEqual({ written: 0, failed: 0 });
      await flushWith(start + 60_000);
      expect(await texts()).toEqual(['Hello']);
      expect((await catalog().status()).outbox).toMatchObject({ article: 0, failing: 0 });
    });

    it('gives up after half an hour, and writes other pages all the while', async () => {
      await episode();
      let writes = 0;
      const counting = failing((key) => {
        if (key === addressKey('a')) writes++;
        return false;
      });
      const start = Date.now() + 60_000;
      for (let minute = 0; minute < 60; minute++) {
        await flushWith(start + minute * 60_000, counting);
        if (minute !== 0) continue;
        await catalog().publish({ put: [put('b.md', { title: 'B' })], delete: [], more: true });
      }
      expect(writes).toBeLessThanOrEqual(11);
      expect(await store().address('b')).toMatchObject({ state: 'article' });
      expect((await catalog().status()).outbox).toMatchObject({ article: 0, failing: 0 });
    });

    it('is not kept from readers by a store that is down', async () => {
      await episode();
      await bring();
      await flushWith(Date.now() + 60_000, env.DOCUMENTS, {
        ...blobsOf(env),
        readWhole: async () => Promise.reject(new Error('R2 is down')),
      });
      expect(await texts()).toBeUndefined();
      expect(await store().address('a')).toMatchObject({ state: 'article' });
      const { failures } = await catalog().status();
      expect(failures).toMatchObject([{ error: 'the store does not answer with a.vtt: Error: R2 is down' }]);
    });
  });

  it('does feeds before articles', async () => {
    await catalog().publish({
      put: [put('a.md'), put('b.md', { published: day(2) })],
      delete: [],
      more: true,
    });
    const order: string[] = [];
    await flushWith(
      Date.now() + 60_000,
      failing((key) => {
        order.push(key.split(':')[0]!);
        return false;
      }),
    );
    expect(order.lastIndexOf('feed')).toBeLessThan(order.indexOf('article'));
  });

  it('is not kept waiting by what a clock has noted that was a day ahead', async () => {
    const now = Date.now();
    const day = 86_400_000;
    await runInDurableObject(catalog(), async (_, { storage }) => {
      await storage.deleteAlarm();
      const tables = new Tables(storage.sql);
      tables.settings.set('pause', { until: now + day, tries: 9 });
      tables.settings.set('hold', { since: now + day, until: now + day });
    });
    await publish([put('a.md', { title: 'A' })]);
    await flushWith(now + day);
    expect(await titlesIn(everything)).toEqual(['A']);
    await publish([put('a.md', { title: 'B' })]);
    await runInDurableObject(catalog(), async (_, { storage }) => {
      await storage.deleteAlarm();
      storage.sql.exec('UPDATE outbox SET try_at = ?', now + day);
      const next = nextAlarm(new Tables(storage.sql), now);
      expect(next).toBeLessThanOrEqual(now + 1_000);
    });
    // The clock is right again: a second after the last write KV takes the next one.
    await flushWith(now + 2_000);
    await flushWith(now + 4_000);
    expect(await titlesIn(everything)).toEqual(['B']);
  });
});

describe('documents of a restored backup', () => {
  it('are written once, with their dates, unless they are others now; a hub hears of the others only', async () => {
    await publish([put('a.md', { categories: ['Same'] }), put('b.md', { categories: ['Other'] })]);
    await settled();
    const scopes = [everything, category('Same'), category('Other')];
    const stored = async () => Promise.all(scopes.map(async (scope) => store().feed(scope, 'rss')));
    await runInDurableObject(catalog(), async (_, { storage }) => {
      const tables = new Tables(storage.sql);
      const site = { ...identified(siteFrom(env), tables.settings), hub: 'https://hub.example/' };
      const transaction = <T>(write: () => T): T => storage.transactionSync(write);
      let now = Date.now();
      const writeAll = async () => {
        now += 10_000;
        tables.outbox.add('feed', scopes, tables.settings.nextRevision(), now);
        return flush({ tables, store: store(), blobs: blobsOf(env), site, now: () => now, transaction });
      };
      // With the hub in them.
      expect(await writeAll()).toEqual({ written: 9, failed: 0 });
      const before = await stored();
      storage.sql.exec('DELETE FROM announcements');
      for (const scope of scopes) await env.DOCUMENTS.delete(`feed:rss:${scope}`);
      for (const row of tables.documents.after('[""]')) {
        // One of them was made by another version of the renderer.
        const etag = row.key.endsWith(category('Other')) ? 'another' : row.etag;
        tables.documents.set({ ...row, etag, writtenAt: 0 });
      }
      expect(await writeAll()).toEqual({ written: 9, failed: 0 });
      expect(await stored()).toEqual([before[0], before[1], { ...before[2], lastModified: now }]);
      const told = storage.sql.exec<{ key: string }>('SELECT key FROM announcements').toArray();
      expect(told).toEqual([{ key: category('Other') }]);
      // KV has them now.
      expect(await writeAll()).toEqual({ written: 0, failed: 0 });
    });
  });
});
