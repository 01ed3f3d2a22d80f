import { reset, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { heldUntil, noteBatch, release } from '../../../src/catalog/outbox/hold.ts';
import { Settings } from '../../../src/catalog/tables/settings.ts';
import { Sql } from '../../../src/catalog/tables/sql.ts';
import { catalog, publish, put } from '../batches.ts';
import { soon } from '../../soon.ts';

beforeEach(async () => reset());

const withSettings = async (test: (settings: Settings) => void) =>
  runInDurableObject(catalog(), (_, { storage }) => test(new Settings(new Sql(storage.sql))));

const second = 1000;

describe('a batch that announces another one', () => {
  it('holds the outbox until the publisher has been silent for 10 seconds', async () =>
    withSettings((settings) => {
      noteBatch(settings, true, 0);
      expect(heldUntil(settings, 0)).toBe(10 * second);
      noteBatch(settings, true, 5 * second);
      expect(heldUntil(settings, 14 * second)).toBe(15 * second);
      expect(heldUntil(settings, 15 * second)).toBeUndefined();
    }));

  it('holds it for a minute at most, until a flush has come by', async () =>
    withSettings((settings) => {
      for (let now = 0; now < 60; now++) noteBatch(settings, true, now * second);
      expect(heldUntil(settings, 59 * second)).toBe(60 * second);
      noteBatch(settings, true, 61 * second);
      expect(heldUntil(settings, 61 * second)).toBeUndefined();
      release(settings);
      noteBatch(settings, true, 62 * second);
      expect(heldUntil(settings, 62 * second)).toBe(72 * second);
    }));

  it('leaves everything unwritten until the last batch comes', async () => {
    await catalog().publish({ put: [put('a.md')], delete: [], more: true });
    const { outbox, heldUntil: held } = await catalog().status();
    expect(outbox).toMatchObject({ feed: 2, article: 1, index: 1 });
    expect(Date.parse(held!)).toBeGreaterThan(Date.now());
    await runInDurableObject(catalog(), async (instance) => instance.alarm?.());
    expect((await catalog().status()).outbox).toEqual(outbox);
    await publish([put('b.md')]);
    await vi.waitFor(async () => {
      const { feed, article, index } = (await catalog().status()).outbox;
      expect(feed + article + index).toBe(0);
    }, soon);
    expect(await catalog().status()).not.toHaveProperty('heldUntil');
  });
});

describe('the last batch', () => {
  it('ends the hold', async () =>
    withSettings((settings) => {
      noteBatch(settings, true, 0);
      noteBatch(settings, false, second);
      expect(heldUntil(settings, second)).toBeUndefined();
    }));
});
