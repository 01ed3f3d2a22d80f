import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { feed } from '../feeds.ts';
import { catalog, publish, day, put } from '../batches.ts';
import { soon } from '../../soon.ts';

beforeEach(async () => reset());

const inTables = async <T>(use: (tables: Tables, storage: DurableObjectStorage) => T): Promise<T> =>
  runInDurableObject(catalog(), (_, { storage }) => use(new Tables(storage.sql), storage));

describe('an article of an earlier version, which has its body in its JSON', () => {
  const html = '<p>A "body" of some length 知乎.</p>';
  /** As rows were written before bodies had a column. */
  const undivide = async () =>
    inTables((_, { sql }) => {
      sql.exec("UPDATE articles SET json = json_insert(json, '$.html', html), html = NULL");
    });
  const columns = async () =>
    inTables((_, { sql }) => sql.exec('SELECT json LIKE \'%"html"%\' AS inside, html FROM articles').one());

  beforeEach(async () => {
    await publish([put('old.md', { title: 'Old', html, published: day(1) })]);
    await undivide();
  });

  it('is read as it is', async () => {
    expect(await columns()).toEqual({ inside: 1, html: null });
    expect((await feed()).items).toMatchObject([{ title: 'Old', content_html: html }]);
    expect(await catalog().address('old')).toMatchObject({
      state: 'article',
      article: { title: 'Old', html },
    });
    const list = await catalog().list('all', {
      after: { published: day(2), id: 'x' },
      take: 24,
      head: false,
    });
    expect(list?.cards).toMatchObject([{ title: 'Old' }]);
    expect(JSON.stringify(list)).not.toContain('body');
  });

  it('is not changed by being published again', async () => {
    const before = await inTables((_, { sql }) => sql.exec('SELECT changed_at FROM articles').one());
    await inTables(({ files }) => files.forgetContents());
    await publish([put('old.md', { title: 'Old', html, published: day(1) })]);
    expect(await inTables((_, { sql }) => sql.exec('SELECT changed_at FROM articles').one())).toEqual(before);
    await publish([put('old.md', { title: 'New', html, published: day(1) })]);
    expect(await columns()).toEqual({ inside: 0, html });
  });

  it('gets its column when it is indexed anew', async () => {
    await inTables(({ backlog }) => backlog.addAll());
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(catalog());
      expect(await columns()).toEqual({ inside: 0, html });
    }, soon);
    expect((await feed()).items).toMatchObject([{ content_html: html }]);
  });
});
