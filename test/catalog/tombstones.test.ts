/** Articles that were removed, as Atom feeds name them. */

import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { parseAtomFeed } from 'feedsmith';
import { beforeEach, describe, expect, it } from 'vitest';
import { identified } from '../../src/catalog/batch/identity.ts';
import { publishBatch } from '../../src/catalog/batch/publish-batch.ts';
import { forgetRemovals } from '../../src/catalog/jobs/forget-removals.ts';
import { applySchedule } from '../../src/catalog/jobs/schedule.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../src/site/config.ts';
import { catalog, publish, put } from './batches.ts';

beforeEach(async () => reset());

const atom = async (scope = 'all'): Promise<string> =>
  new TextDecoder().decode((await catalog().feed(scope, 'atom'))!.body);

/** The ids that a feed names as removed, in its order. */
const removedFrom = async (scope = 'all'): Promise<string[]> =>
  Array.from(
    (await atom(scope)).matchAll(/<at:deleted-entry ref="([^"]+)" when="[^"]+"\/>/g),
    ([, id]) => id!,
  );

/** An article with an id of its own. */
const named = (name: string, categories: string[] = ['News']) =>
  put(`${name}.md`, { id: `urn:x:${name}`, categories });

const rows = async (): Promise<number> =>
  runInDurableObject(
    catalog(),
    (_, { storage }) => storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM tombstones').one().n,
  );

/** Publishes at a moment, ms since 1970. */
const publishAt = async (at: number, puts: ReturnType<typeof put>[], deleted: string[] = []): Promise<void> =>
  runInDurableObject(catalog(), (_, { storage }) => {
    const tables = new Tables(storage.sql);
    publishBatch(
      {
        tables,
        site: identified(siteFrom(env), tables.settings),
        now: () => at,
        transaction: (write) => storage.transactionSync(write),
      },
      { put: puts, delete: deleted, more: false },
    );
  });

describe('an article that is removed', () => {
  it('is named in the feeds that it stood in, and in no others', async () => {
    await publish([named('a', ['News', 'Old']), named('b'), named('c', ['Old'])]);
    const before = await atom('category:Old');
    await publish([], ['b.md']);
    expect(await removedFrom()).toEqual(['urn:x:b']);
    expect(await removedFrom('category:News')).toEqual(['urn:x:b']);
    expect(await atom('category:Old')).toBe(before);
    expect(await removedFrom('category:News/Old')).toEqual([]);
    const { entries } = parseAtomFeed(await atom());
    expect(entries!.map(({ id }) => id)).toEqual(expect.arrayContaining(['urn:x:a', 'urn:x:c']));
  });

  it('is named whether it is deleted, held back, unlisted or expired; a page of the site is not', async () => {
    await publish([
      ...['deleted', 'unlisted', 'later', 'rest', 'page'].map((name) => named(name)),
      put('expired.md', { id: 'urn:x:expired', expires: Date.UTC(2998, 0) }),
      put('about.md', { id: 'urn:x:about', kind: 'page' }),
    ]);
    await publish(
      [
        put('unlisted.md', { id: 'urn:x:unlisted', kind: 'unlisted' }),
        put('later.md', { id: 'urn:x:later', published: Date.UTC(2999, 0) }),
        put('page.md', { id: 'urn:x:page', kind: 'page' }),
      ],
      ['deleted.md', 'about.md'],
    );
    expect((await removedFrom()).toSorted()).toEqual(['urn:x:deleted', 'urn:x:later', 'urn:x:unlisted']);
    await runInDurableObject(catalog(), (_, { storage }) => {
      storage.transactionSync(() => applySchedule(new Tables(storage.sql), Date.UTC(2998, 1)));
    });
    expect(await removedFrom()).toContain('urn:x:expired');
  });

  it('is not named any more when it is back', async () => {
    await publish([named('a'), named('b')]);
    await publish([], ['a.md']);
    expect(await atom()).toContain('xmlns:at=');
    await publish([named('a')]);
    expect(await atom()).not.toContain('xmlns:at=');
    expect(await rows()).toBe(0);
  });

  it('stays named in a category that it does not come back to', async () => {
    await publish([named('a', ['Old']), named('b', ['Old'])]);
    await publish([], ['a.md']);
    await publish([named('a', ['News']), named('c', ['Old'])]);
    expect(await removedFrom('category:Old')).toEqual(['urn:x:a']);
    expect(await removedFrom()).toEqual([]);
  });

  it('is nothing that an edit or a move is', async () => {
    await publish([named('a', ['News', 'Old']), named('b', ['Old'])]);
    await publish(
      [put('moved.md', { id: 'urn:x:a', address: 'elsewhere', categories: ['News'] }, 'a.md')],
      ['a.md'],
    );
    expect(await removedFrom()).toEqual([]);
    expect(await removedFrom('category:Old')).toEqual([]);
  });
});

describe('removals', () => {
  const begin = Date.UTC(2030, 0);
  const days = (n: number): number => begin + n * 24 * 60 * 60 * 1000;

  it('are forgotten with the first change of the feed after 60 days, and not before', async () => {
    await publishAt(begin, [named('a'), named('b')]);
    await publishAt(begin, [], ['a.md']);
    const document = await atom();
    await runInDurableObject(catalog(), (_, { storage }) => {
      storage.transactionSync(() => forgetRemovals(new Tables(storage.sql), days(61)));
    });
    // The log of changes has forgotten it; without a change the document keeps its bytes.
    expect(await atom()).toBe(document);
    await publishAt(days(59), [named('c')]);
    expect(await removedFrom()).toEqual(['urn:x:a']);
    await publishAt(days(61), [named('d', ['Other'])]);
    expect(await removedFrom()).toEqual([]);
    // Its feed has not changed.
    expect(await removedFrom('category:News')).toEqual(['urn:x:a']);
    await publishAt(days(61), [named('e')]);
    expect(await removedFrom('category:News')).toEqual([]);
    expect(await rows()).toBe(0);
  });

  it('are the newest fifty of a feed, and no more are kept', async () => {
    const names = Array.from({ length: 70 }, (_, i) => `a${String(i).padStart(2, '0')}`);
    await publishAt(begin, [...names.map((name) => named(name)), named('rest')]);
    const files = names.map((name) => `${name}.md`);
    await publishAt(days(1), [], files.slice(0, 60));
    expect(await removedFrom()).toHaveLength(50);
    await publishAt(days(2), [], files.slice(60));
    const removed = await removedFrom();
    expect(removed).toHaveLength(50);
    expect(removed.slice(0, 10)).toEqual(names.slice(60).map((name) => `urn:x:${name}`));
    expect(await rows()).toBe(2 * 50);
  });

  it('of a feed that has ended are forgotten with it; the feed of everything has its own without an article', async () => {
    await publish([named('a')]);
    await publish([], ['a.md']);
    expect(await removedFrom()).toEqual(['urn:x:a']);
    expect(await rows()).toBe(1);
    await publish([named('b')]);
    expect(await removedFrom('category:News')).toEqual([]);
  });
});
