import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { tellSender } from '../../../src/catalog/outbound/tell.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../../src/site/config.ts';
import { catalog } from '../batches.ts';

beforeEach(async () => reset());

/** A catalog whose sender does what the test says, at moments of its choosing. */
async function withSender(
  run: (stage: {
    tables: Tables;
    told: string[][];
    now: () => number;
    tell: (changed?: (scopes: string[]) => Promise<void>) => Promise<void>;
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
        const take = async (scopes: string[]): Promise<void> => {
          told.push(scopes);
          await changed(scopes);
        };
        await tellSender(context, { getByName: () => ({ changed: take }) } as unknown as Env['OUTBOUND']);
      },
      tellNobody: async () => tellSender(context, undefined),
    });
  });
}

it('tells the sender of each feed once', async () => {
  await withSender(async ({ tables: { announcements }, told, now, tell }) => {
    announcements.add(['all', 'tag:x'], now());
    announcements.add(['all'], now());
    await tell();
    await tell();
    expect(told).toEqual([['all', 'tag:x']]);
    expect(announcements.nextTry(now())).toBeUndefined();
  });
});

it('tells it again, later and later, if it does not answer', async () => {
  await withSender(async ({ tables: { announcements }, told, now, tell }) => {
    announcements.add(['all'], now());
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
    announcements.add(['all', 'tag:x'], now());
    await tell(async () => announcements.add(['all'], now() + 1));
    await tell();
    expect(told).toEqual([['all', 'tag:x'], ['all']]);
  });
});

it('keeps nothing for a sender that the configuration does not have', async () => {
  await withSender(async ({ tables: { announcements }, now, tellNobody }) => {
    announcements.add(['all'], now());
    await tellNobody();
    expect(announcements.nextTry(now())).toBeUndefined();
  });
});
