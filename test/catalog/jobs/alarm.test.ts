import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { articleFormat } from '../../../src/article/parse.ts';
import { enterEpochs } from '../../../src/catalog/jobs/epochs.ts';
import { ring } from '../../../src/catalog/jobs/alarm.ts';
import type { Job } from '../../../src/catalog/jobs/jobs.ts';
import { beginRing, endRing, mostParts, partOf } from '../../../src/catalog/jobs/parts.ts';
import { feedKeys } from '../../../src/catalog/jobs/rebuild.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../../src/site/config.ts';
import { limits } from '../../../src/limits.ts';
import type { RebuildResult } from '../../../src/publish/protocol.ts';
import { blobsOf } from '../../../src/store/blobs/blobs.ts';
import { DocumentStore } from '../../../src/store/store.ts';
import { catalog, publish, put } from '../batches.ts';
import { feed } from '../feeds.ts';
import { empty, fill } from '../full.ts';
import { soon } from '../../soon.ts';

beforeEach(async () => reset());

const inTables = async <T>(use: (tables: Tables, storage: DurableObjectStorage) => T): Promise<T> =>
  runInDurableObject(catalog(), (_, { storage }) => use(new Tables(storage.sql), storage));

describe('a catalog that can write nothing, as on a day whose rows are used up', () => {
  it('starts and is read, and takes over what has changed as soon as it can', async () => {
    await publish([put('a.md', { title: 'A' })]);
    await inTables(({ settings }) => settings.set('feed_epoch', 'another'));
    await fill('Exceeded allowed rows written', ['outbox', 'settings', 'files']);
    await evictDurableObject(catalog());
    expect((await feed()).items).toMatchObject([{ title: 'A' }]);
    expect(await catalog().ping()).toBe(1);
    expect((await catalog().publicStatus()).articles).toBe(1);

    await empty();
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(catalog());
      expect(await inTables(({ settings }) => settings.get('feed_epoch'))).not.toBe('another');
    }, soon);
  });
});

describe('an alarm that began and never ended', () => {
  it('is followed by ones that do half as much at once, down to single pieces', async () => {
    const parts = await inTables(({ settings }) => Array.from({ length: 13 }, () => beginRing(settings)));
    expect(parts).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024, 1024]);
    expect(parts.map((count) => partOf(100, count))).toEqual([100, 50, 25, 12, 6, 3, 1, 1, 1, 1, 1, 1, 1]);
    // While work is left it stays divided; what comes later is done at once again.
    await inTables(({ settings }) => endRing(settings, false));
    expect(await inTables(({ settings }) => beginRing(settings))).toBe(mostParts);
    await inTables(({ settings }) => endRing(settings, true));
    expect(await inTables(({ settings }) => beginRing(settings))).toBe(1);
  });

  it('leaves no note behind when it ends', async () => {
    await publish([put('a.md')]);
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(catalog());
      expect(await inTables(({ backlog }) => backlog.next(1))).toEqual([]);
    }, soon);
    expect(await inTables(({ settings }) => settings.get('ring'))).toBeUndefined();
  });

  it('puts a piece off before trying it, when even single ones do not end', async () => {
    await publish([put('a.md'), put('b.md')]);
    await inTables(({ settings, outbox }) => {
      settings.set('ring', { begun: true, parts: mostParts });
      outbox.add('article', ['a', 'b'], 99, 0);
    });
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(catalog());
      expect((await catalog().status()).outbox).toMatchObject({ feed: 0, article: 0, failing: 0 });
    }, soon);
    expect(await env.DOCUMENTS.get('article:b')).toContain('"state":"article"');
  });
});

describe('new patterns of old addresses', () => {
  it('have every file sent again, and no feed rendered', async () => {
    const { oldAddresses: _patterns, ...others } = siteFrom(env);
    const site = { ...others, id: 'x' };
    const kept = await inTables((tables) => {
      enterEpochs(tables, site, 0);
      tables.files.apply([{ path: 'a.md', blob: 'b'.repeat(40), status: 'article' }], []);
      const { source_epoch: before } = { source_epoch: tables.settings.get('source_epoch') };
      tables.outbox.done('feed', tables.outbox.due('feed', 1, 10));
      enterEpochs(tables, { ...site, oldAddresses: [{ generator: 'jekyll', text: '/:title' }] }, 0);
      return {
        before,
        blob: tables.files.find(['a.md']).get('a.md')?.blob,
        feeds: tables.outbox.count().feed,
      };
    });
    // As the catalogs of earlier versions have it.
    expect(kept.before).toEqual([articleFormat, site.url, site.timezone, site.lineBreaks]);
    expect(kept.blob).not.toBe('b'.repeat(40));
    expect(kept.feeds).toBe(0);
  });
});

describe('another form of the document of the home page', () => {
  it('has it written once more, and no feed rendered; a site without articles writes nothing', async () => {
    const site = { ...siteFrom(env), id: 'x' };
    const waiting = await inTables((tables) => {
      const indexes = () => tables.outbox.count().index;
      enterEpochs(tables, site, 0);
      const empty = indexes();
      tables.outbox.done('feed', tables.outbox.due('feed', 1, 10));
      tables.settings.set('last_publish', 1);
      tables.settings.set('card_epoch', 0);
      enterEpochs(tables, site, 0);
      const once = indexes();
      enterEpochs(tables, site, 0);
      return { empty, once, twice: indexes(), feeds: tables.outbox.count().feed };
    });
    expect(waiting).toEqual({ empty: 0, once: 1, twice: 1, feeds: 0 });
  });
});

describe('a job that fails', () => {
  it('is logged, and keeps no other from its turn', async () => {
    const ran: string[] = [];
    const isWell = await runInDurableObject(catalog(), async (_, { storage }) => {
      const job = (name: string, run: () => void): Job => ({ name, due: () => undefined, run });
      const fault = job('fault', () => {
        throw new Error('a bug');
      });
      const context = {
        tables: new Tables(storage.sql),
        store: new DocumentStore(env.DOCUMENTS),
        blobs: blobsOf(env),
        site: siteFrom(env),
        now: () => Date.now(),
        transaction: <T>(write: () => T) => storage.transactionSync(write),
        persist: async () => storage.sync(),
        enterEpochs: () => {},
        tellSender: async () => {},
        tellChanges: async () => {},
        deleteBytes: async () => {},
        advanceSync: async () => {},
      };
      return ring(context, [
        job('first', () => void ran.push('first')),
        fault,
        job('last', () => void ran.push('last')),
      ]);
    });
    expect(ran).toEqual(['first', 'last']);
    expect(isWell).toBe(false);
    expect(await inTables(({ settings }) => settings.get('ring'))).toBeUndefined();
  });
});

describe('terms by the thousand', () => {
  it('are taken over by a new address of the site, in pieces that SQLite takes', async () => {
    const long = (i: number) => `${i}${'知'.repeat(100)}`;
    for (let file = 0; file < 32; file++) {
      const tags = Array.from({ length: 100 }, (_, i) => long(100 * file + i));
      await publish([put(`${file}.md`, { categories: [], tags })]);
    }
    const bytes = await inTables((tables) =>
      feedKeys(tables).reduce((sum, key) => sum + Buffer.byteLength(key), 0),
    );
    expect(bytes).toBeGreaterThan(limits.boundBytes);
    await inTables(({ settings, outbox }, { sql }) => {
      sql.exec('DELETE FROM outbox');
      settings.set('feed_epoch', 'another address');
      expect(outbox.count().feed).toBe(0);
    });
    await evictDurableObject(catalog());
    expect((await catalog().status()).terms.tag).toBe(3_200);
    const { feeds } = (await catalog().rebuild()) as RebuildResult;
    expect(feeds).toBe(3_201);
  });
});
