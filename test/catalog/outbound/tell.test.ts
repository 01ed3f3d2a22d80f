import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { tellSender } from '../../../src/catalog/outbound/tell.ts';
import type { ChangedFeed } from '../../../src/outbound/changed.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../../src/site/config.ts';
import { catalog } from '../batches.ts';

beforeEach(async () => reset());

/** @param since when the change was made */
const feeds = (...keys: string[]) => keys.map((key) => ({ key, since: 1_000 }));

/** A catalog whose sender does what the test says, at moments of its choosing. */
async function withSender(
  run: (stage: {
    tables: Tables;
    told: string[][];
    now: () => number;
    tell: (changed?: (feeds: ChangedFeed[]) => Promise<void>) => Promise<void>;
    tellNobody: () => Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  await runInDurableObject(catalog(), async (_, { storage }) => {
    const tables = new Tables(storage.sql);
    const told: string[][] = [];
    const moment = Date.now();
    const context = {
      tables,
      site: siteFrom(env),
      now: () => moment,
      transaction: <T>(write: () => T) => storage.transactionSync(write),
    };
    await run({
      tables,
      told,
      now: context.now,
      tell: async (changed = async () => {}) => {
        const take = async (feeds: ChangedFeed[]): Promise<void> => {
          told.push(feeds.map(({ scope }) => scope));
          await changed(feeds);
        };
        await tellSender(context, { getByName: () => ({ changed: take }) } as unknown as Env['OUTBOUND']);
      },
      tellNobody: async () => tellSender(context, undefined),
    });
  });
}

it('tells the sender of each feed once', async () => {
  await withSender(async ({ tables: { announcements }, told, now, tell }) => {
    announcements.add(feeds('all', 'tag:x'), now());
    announcements.add(feeds('all'), now());
    await tell();
    await tell();
    expect(told).toEqual([['all', 'tag:x']]);
    expect(announcements.nextTry(now())).toBeUndefined();
  });
});

it('tells it again, later and later, if it does not answer', async () => {
  await withSender(async ({ tables: { announcements }, told, now, tell }) => {
    announcements.add(feeds('all'), now());
    const refuse = async (): Promise<void> => Promise.reject(new Error('The object was reset'));
    await tell(refuse);
    expect(announcements.nextTry(now())).toBe(now() + 1_000);
    await tell(refuse);
    expect(announcements.nextTry(now())).toBe(now() + 2_000);
    await tell();
    expect(told).toEqual([['all'], ['all'], ['all']]);
    expect(announcements.nextTry(now())).toBeUndefined();
  });
});

it('keeps a change that comes while it is told', async () => {
  await withSender(async ({ tables: { announcements }, told, now, tell }) => {
    announcements.add(feeds('all', 'tag:x'), now());
    await tell(async () => announcements.add(feeds('all'), now() + 1));
    await tell();
    expect(told).toEqual([['all', 'tag:x'], ['all']]);
  });
});

it('keeps nothing for a sender that the configuration does not have', async () => {
  await withSender(async ({ tables: { announcements }, now, tellNobody }) => {
    announcements.add(feeds('all'), now());
    await tellNobody();
    expect(announcements.nextTry(now())).toBeUndefined();
  });
});

it('says when the first change was made that the sender does not know', async () => {
  await withSender(async ({ tables: { announcements }, now, tell }) => {
    announcements.add([{ key: 'all', since: 5_000 }], now());
    announcements.add([{ key: 'all', since: 6_000 }], now() + 1);
    let heard: ChangedFeed[] = [];
    await tell(async (changed) => void (heard = changed));
    expect(heard).toEqual([{ scope: 'all', since: 5_000 }]);
  });
});
