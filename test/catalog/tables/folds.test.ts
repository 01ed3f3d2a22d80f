/** Names and addresses in another spelling. */

import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { catalog, publish, put } from '../batches.ts';
import { counted } from '../counted.ts';

beforeEach(async () => reset());

it('an index holds only names that folding changes', async () => {
  await publish([
    put('hello.md', { categories: ['notes', 'My Notes'], aliases: ['/old', '/Old/One'] }),
    put('知乎.md', { categories: ['知乎'] }),
  ]);
  const folds = await runInDurableObject(catalog(), (_, { storage: { sql } }) => [
    ...sql.exec('SELECT name, fold FROM terms WHERE fold IS NOT NULL').raw(),
    ...sql.exec('SELECT address, fold FROM addresses WHERE fold IS NOT NULL').raw(),
  ]);
  expect(folds).toEqual([
    ['My Notes', 'my-notes'],
    ['/Old/One', '/old/one'],
  ]);
});

it('names of an earlier version are folded when the catalog starts', async () => {
  await publish([put('Hello.md', { categories: ['My Notes'] })]);
  await runInDurableObject(catalog(), (_, { storage: { sql } }) => {
    sql.exec('UPDATE terms SET fold = NULL');
    sql.exec('UPDATE addresses SET fold = NULL');
    sql.exec("INSERT INTO old_addresses SELECT id, '/2020/Hello.html', '' FROM articles");
    sql.exec("DELETE FROM settings WHERE name = 'fold_epoch'");
  });
  await evictDurableObject(catalog());
  expect(await catalog().address('hello')).toEqual({ state: 'like', to: 'Hello' });
  expect(await catalog().oldLink({ pathname: '/2020/hello/', search: '', parameters: [] })).toEqual({
    kind: 'like',
    to: 'Hello',
  });
  const asked = { pathname: '/categories/my-notes/', search: '', parameters: [] };
  expect(await catalog().oldLink(asked)).toEqual({
    kind: 'scope',
    to: '/categories/My%20Notes/',
    unsure: false,
  });
});

it('of several names the one with the most articles is meant, and a name itself comes first', async () => {
  await publish([
    put('a.md', { categories: ['Notes'] }),
    put('b.md', { categories: ['Notes', 'NOTES'] }),
    put('c.md', { categories: ['notes'] }),
  ]);
  const meant = async (name: string) =>
    runInDurableObject(catalog(), (_, { storage }) => new Tables(storage.sql).terms.meant('category', name));
  expect(await meant('notes')).toBe('notes');
  expect(await meant('NOTES')).toBe('NOTES');
  expect(await meant('nOTES')).toBe('Notes');
  expect(await meant('note')).toBeUndefined();
  await publish([], ['a.md']);
  // Equal counts: the first by name.
  expect(await meant('nOTES')).toBe('NOTES');
});

it('a name is looked up in a handful of rows, however many terms and addresses there are', async () => {
  await publish(
    Array.from({ length: 20 }, (_, i) =>
      put(`Article ${i}.md`, { tags: Array.from({ length: 90 }, (_, k) => `Tag ${i} ${k}`) }),
    ),
  );
  const rows = await runInDurableObject(catalog(), (_, { storage }) => {
    const counter = counted(storage.sql);
    const { terms, addresses } = new Tables(counter.database);
    return ['tag-7-7', 'TAG 7 7', 'Tag 7 7', 'no tag'].flatMap((name) => {
      const meant = [terms.meant('tag', name), counter.take().rows] as const;
      const like = [addresses.like('article-7').length, counter.take().rows] as const;
      return [meant, like];
    });
  });
  expect(rows.map(([found]) => found)).toEqual(['Tag 7 7', 1, 'Tag 7 7', 1, 'Tag 7 7', 1, undefined, 1]);
  expect(Math.max(...rows.map(([, count]) => count))).toBeLessThanOrEqual(4);
});

it('an alias that no request would find is left out, with a warning', async () => {
  const form = (i: number) => `/x?a${String(i).padStart(2, '0')}=1`;
  const aliases = Array.from({ length: 17 }, (_, i) => form(i));
  const { 'a.md': a } = await publish([put('a.md', { aliases })]);
  expect(a!.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning alias']);
  const asked = (i: number) => {
    const [pathname = '', query = ''] = form(i).split('?');
    const [name = '', value = ''] = query.split('=');
    return catalog().oldLink({ pathname, search: `?${query}`, parameters: [[name, value]] });
  };
  expect(await asked(15)).toEqual({ kind: 'article', to: 'a' });
  expect(await asked(16)).toBeNull();
});
