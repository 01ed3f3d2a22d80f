import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.ts';
import { flush } from '../../src/catalog/outbox/flush.ts';
import { migrate, migrations } from '../../src/catalog/tables/migrations.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../src/site/config.ts';
import { blobsOf } from '../../src/store/blobs/blobs.ts';
import { DocumentStore } from '../../src/store/store.ts';
import { catalog, publish, put } from './batches.ts';
import { feed } from './feeds.ts';
import { empty, fill, restart } from './full.ts';
import { article, answersOf, importAll, importSlice, push } from './sync/repository.ts';
import { soon } from '../soon.ts';

beforeEach(async () => reset());

const rowsWritten = 'Exceeded allowed rows written in Durable Objects free tier.';
const rowsRead = 'Exceeded allowed rows read in Durable Objects free tier.';
const midnight = expect.stringMatching(/T00:00:00\.000Z$/) as string;

describe('a catalog whose database takes no writes', () => {
  it.each([
    [rowsWritten, { name: 'rows-written', resetsAt: midnight }],
    ["Exceeded the account's spending cap for Durable Objects", { name: 'spending' }],
    ['database or disk is full: SQLITE_FULL', { name: 'storage' }],
    ['Exceeded allowed cheese in Durable Objects free tier.', { name: 'daily', resetsAt: midnight }],
  ])('starts, is read, and says which limit it is (%s)', async (message, limit) => {
    await publish([put('a.md', { title: 'A' })]);
    await fill(message);
    await restart();
    expect((await feed()).items).toMatchObject([{ title: 'A' }]);
    const limited = { status: 'limited', limit };
    expect(await catalog().publish({ put: [put('b.md')], delete: [], more: false })).toMatchObject(limited);
    expect(await catalog().rebuild()).toMatchObject(limited);
    expect(await catalog().status()).toMatchObject({ files: { article: 1 }, limit });
    expect(await catalog().search('Title')).toBeDefined();
    expect((await catalog().publicStatus()).articles).toBe(1);

    await empty();
    await publish([put('b.md')]);
    expect(await catalog().status()).not.toHaveProperty('limit');
    expect((await catalog().status()).files.article).toBe(2);
  });

  it('sets its alarm to some minutes later, and then goes on', async () => {
    await publish([put('a.md')]);
    await catalog().rebuild();
    await fill(rowsWritten);
    await runDurableObjectAlarm(catalog());
    await vi.waitFor(async () => expect((await catalog().status()).limit?.name).toBe('rows-written'), soon);
    const alarm = await runInDurableObject(catalog(), async (_, { storage }) => storage.getAlarm());
    expect(alarm).toBeGreaterThan(Date.now() + 60_000);
    await empty();
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(catalog());
      expect((await catalog().status()).outbox).toEqual({ feed: 0, article: 0, index: 0, failing: 0 });
    }, soon);
    expect(await catalog().status()).not.toHaveProperty('limit');
  });

  it('starts even if no alarm can be set', async () => {
    await publish([put('a.md')]);
    await runInDurableObject(catalog(), async (_, state) => {
      const refuse = async () => Promise.reject(new Error(rowsWritten));
      Object.defineProperty(state.storage, 'setAlarm', { value: refuse, configurable: true });
      const started = new Catalog(state, env);
      expect(started.status().files.article).toBe(1);
      const batch = { put: [put('b.md')], delete: [], more: false };
      expect(await started.publish(batch)).toMatchObject({ limit: { name: 'rows-written' } });
      Reflect.deleteProperty(state.storage, 'setAlarm');
      // The batch is committed; sending it again sets the alarm.
      expect(await started.publish(batch)).toMatchObject({ files: [{ status: 'unchanged' }] });
      expect(started.status()).not.toHaveProperty('limit');
    });
  });

  it('is read in its old shape until a new version can change that', async () => {
    await runInDurableObject(catalog(), async (_, { storage }) => {
      await storage.deleteAll();
      const before = migrations.findIndex((statements) => statements.includes('old_addresses'));
      migrate(storage, migrations.slice(0, before));
    });
    await fill(rowsWritten, ['migrations']);
    await restart();
    expect(await catalog().ping()).toBe(1);
    expect((await catalog().manifest()).buckets).toEqual({});
    const asked = { pathname: '/old', search: '', parameters: [] };
    expect(await catalog().oldLink(asked)).toBeNull();
    expect(await catalog().rebuild()).toMatchObject({ limit: { name: 'rows-written' } });
    await empty();
    expect(await publish([put('a.md')])).toMatchObject({ 'a.md': { status: 'article' } });
  });
});

it('a catalog that reads nothing says so, and goes on without a restart', async () => {
  await publish([put('a.md')]);
  await runInDurableObject(catalog(), async (_, state) => {
    const exec = () => {
      throw new Error(rowsRead);
    };
    const { sql } = state.storage;
    Object.defineProperty(sql, 'exec', { value: exec, configurable: true });
    const started = new Catalog(state, env);
    expect(() => started.status()).toThrow(rowsRead);
    expect(await started.rebuild()).toMatchObject({ limit: { name: 'rows-read', resetsAt: midnight } });
    await started.alarm();
    Reflect.deleteProperty(sql, 'exec');
    expect(started.status().files.article).toBe(1);
    expect(await started.rebuild()).toMatchObject({ addresses: 1 });
  });
});

it('an import waits for the plan, and blames no file', async () => {
  const setting = { fetch: answersOf({ 'content/a.md': article('A'), 'content/b.md': article('B') }) };
  await push();
  await importSlice(setting);
  await fill(rowsWritten, ['files', 'articles']);
  for (let slice = 0; slice < 4; slice++) {
    expect(await importSlice(setting)).toMatchObject({
      state: 'fetching',
      error: expect.stringMatching(/rows that Durable Objects may write in a day/) as string,
      nextTry: expect.any(String) as string,
      files: { left: 2, refused: 0 },
    });
  }
  await empty();
  expect(await importAll(setting)).toMatchObject({ state: 'done', files: { refused: 0 }, problems: [] });
});

it('the status names the limit of KV that the outbox waits for', async () => {
  await publish([put('a.md')]);
  await runInDurableObject(catalog(), async (_, { storage }) => {
    const full = new Proxy(env.DOCUMENTS, {
      get(kv, name) {
        if (name !== 'put') return Reflect.get(kv, name).bind(kv) as unknown;
        return async () => Promise.reject(new Error('KV put() limit exceeded for the day.'));
      },
    });
    const tables = new Tables(storage.sql);
    tables.outbox.add('article', ['a'], 99, 0);
    await flush({
      tables,
      store: new DocumentStore(full),
      blobs: blobsOf(env),
      site: siteFrom(env),
      now: () => Date.now(),
      transaction: (write) => storage.transactionSync(write),
    });
  });
  expect(await catalog().status()).toMatchObject({ limit: { name: 'kv-writes', resetsAt: midnight } });
  await catalog().rebuild();
  expect(await catalog().status()).toMatchObject({ limit: { name: 'kv-writes' } });
});
