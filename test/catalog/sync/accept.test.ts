import { reset, runInDurableObject } from 'cloudflare:test';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { Deliveries } from '../../../src/catalog/tables/deliveries.ts';
import { Sql } from '../../../src/catalog/tables/sql.ts';
import type { PushEvent } from '../../../src/github/push.ts';
import { catalog, put } from '../batches.ts';
import { quiet } from '../quiet.ts';

const id = (digit: string): string => digit.repeat(40);
const noon = Date.UTC(2026, 0, 1, 12);
let deliveries = 0;

/** A push from one commit to another, by digits; each is a delivery of its own. */
const event = (before: string, commit: string, time = noon, delivery = `d${deliveries++}`): PushEvent => ({
  delivery,
  repository: 'somebody/articles',
  branch: 'main',
  commit: id(commit),
  before: id(before),
  time,
});

beforeEach(async () => reset());
afterAll(quiet);

it('accepts pushes in their order', async () => {
  expect(await catalog().push(event('0', '1'))).toBe('accepted');
  expect(await catalog().push(event('1', '2', noon + 1000))).toBe('accepted');
  expect((await catalog().status()).github).toMatchObject({ commit: id('2') });
});

it('knows a delivery again, and a commit that is being imported', async () => {
  expect(await catalog().push(event('0', '1', noon, 'the-same'))).toBe('accepted');
  expect(await catalog().push(event('0', '1', noon, 'the-same'))).toBe('known');
  expect(await catalog().push(event('0', '1'))).toBe('known');
});

it('knows a body again that comes under another id, after the branch was set back too', async () => {
  const heard = { ...event('1', '2', noon + 1000), digest: 'sha256=1' };
  expect(await catalog().push(heard)).toBe('accepted');
  expect(await catalog().push({ ...event('2', '1'), digest: 'sha256=2' })).toBe('accepted');
  expect(await catalog().push({ ...heard, delivery: 'another' })).toBe('known');
  expect((await catalog().status()).github).toMatchObject({ commit: id('1') });
});

it('accepts what follows a commit whose clock was ahead', async () => {
  expect(await catalog().push(event('0', '1', Date.UTC(9999, 11, 31)))).toBe('accepted');
  expect(await catalog().push(event('1', '2', noon))).toBe('accepted');
  expect(await catalog().push(event('0', '1', Date.UTC(9999, 11, 31)))).toBe('older');
});

it('does not accept a push after its successor, even of the same second', async () => {
  expect(await catalog().push(event('1', '2'))).toBe('accepted');
  expect(await catalog().push(event('0', '1'))).toBe('older');
  expect(await catalog().push(event('8', '9', noon - 1000))).toBe('older');
  expect((await catalog().status()).github).toMatchObject({ commit: id('2') });
});

it('accepts that a branch is set back to an older commit', async () => {
  expect(await catalog().push(event('0', '1'))).toBe('accepted');
  expect(await catalog().push(event('1', '2', noon + 1000))).toBe('accepted');
  expect(await catalog().push(event('2', '1', noon))).toBe('accepted');
  expect((await catalog().status()).github).toMatchObject({ commit: id('1') });
});

it('does not accept what is older than a push that was published in another way', async () => {
  const push = { commit: id('2'), time: noon + 1000 };
  await catalog().publish({ put: [put('a.md')], delete: [], more: false, push });
  expect(await catalog().push(event('0', '1'))).toBe('older');
});

it('remembers the last thousand deliveries', async () => {
  await runInDurableObject(catalog(), (_instance, { storage }) => {
    const deliveries = new Deliveries(new Sql(storage.sql));
    for (let i = 0; i < 1100; i++) deliveries.add(`delivery-${i}`);
    expect(storage.sql.exec('SELECT count(*) AS n FROM deliveries').one()).toEqual({ n: 1000 });
    expect(deliveries.add('delivery-1099')).toBe(false);
    expect(deliveries.add('delivery-100')).toBe(false);
    expect(deliveries.add('delivery-99')).toBe(true);
  });
});
