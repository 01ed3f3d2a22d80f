/** Files beside an article that readers do not see. */

import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applySchedule } from '../../src/catalog/jobs/schedule.ts';
import { lookedAtOnce } from '../../src/catalog/batch/files/hold-files.ts';
import { migrate, migrations } from '../../src/catalog/tables/migrations.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import type { AssetPut, ManifestSummary } from '../../src/publish/protocol.ts';
import { catalog } from '../catalog/batches.ts';
import { pattern } from '../store/blobs/bytes.ts';
import { send, stored } from './files.ts';
import { authorization, file, get } from './publish.ts';
import { soon } from '../soon.ts';

beforeEach(async () => reset());

const article = (title: string, more = '', body = 'Text.'): string =>
  `---\ntitle: ${title}\ndate: 2024-01-01\n${more}---\n\n${body}\n`;
const draft = (title: string, body?: string): string => article(title, 'draft: true\n', body);

let made = 0;
/** A picture of its own. */
const picture = async (path: string): Promise<AssetPut> => stored(path, pattern(100 + ++made));

const statusOf = async (path: string): Promise<number> => (await get(path)).status;

/** What readers get, and whether KV has the address. */
async function stateOf(path: string): Promise<{ status: number; inKv: boolean }> {
  const { keys } = await env.DOCUMENTS.list({ prefix: `article:${path}` });
  return { status: await statusOf(path), inKv: keys.some(({ name }) => name === `article:${path}`) };
}

const served = { status: 200, inKv: true };
const held = { status: 404, inKv: false };
const manifest = async () => (await get('/api/manifest', { headers: authorization })).json<ManifestSummary>();

describe('a file in the folder of a draft', () => {
  it.each([
    ['trip/index.md', 'trip/a.png'],
    ['posts/trip/index.zh.md', 'posts/trip/images/a.png'],
    ['posts/trip.md', 'posts/trip/a.png'],
    ['posts/trip.en.md', 'posts/trip.en/a.png'],
    ['posts/Trip/INDEX.MD', 'posts/Trip/a.png'],
  ])('of %s is held back until the article is published, and again after that', async (path, name) => {
    const address = `/files/${name}`;
    const files = [await picture(name)];
    const results = await send({ put: [file(path, draft('A'))], files });
    expect(results[name]).toMatchObject({ status: 'file' });
    expect(await stateOf(address)).toEqual(held);
    const before = await manifest();
    // It counts as sent.
    expect((await send({ files }))[name]).toMatchObject({ status: 'unchanged' });
    await send({ put: [file(path, article('A'))] });
    expect(await stateOf(address)).toEqual(served);
    expect((await manifest()).files).toEqual(before.files);
    await send({ put: [file(path, draft('A'))] });
    expect(await stateOf(address)).toEqual(held);
  });

  it('is held back whichever of them arrives first, also with other bytes', async () => {
    await send({ files: [await picture('a/x.png')] });
    expect(await stateOf('/files/a/x.png')).toEqual(served);
    await send({ put: [file('a/index.md', draft('A'))] });
    expect(await stateOf('/files/a/x.png')).toEqual(held);
    await send({ files: [await picture('a/x.png'), await picture('a/y.png')] });
    expect([await stateOf('/files/a/x.png'), await stateOf('/files/a/y.png')]).toEqual([held, held]);
  });

  it('stays held back when the folder is renamed, and its former address leads nowhere', async () => {
    const before = await picture('a/x.png');
    await send({ put: [file('a/index.md', draft('A'))], files: [before] });
    await send({
      put: [{ ...file('b/index.md', draft('A')), movedFrom: 'a/index.md' }],
      files: [{ ...before, path: 'b/x.png', movedFrom: 'a/x.png' }],
      delete: ['a/index.md', 'a/x.png'],
    });
    expect([await statusOf('/files/a/x.png'), await stateOf('/files/b/x.png')]).toEqual([404, held]);
    await send({ put: [file('b/index.md', article('A'))] });
    const moved = await get('/files/a/x.png');
    expect([moved.status, moved.headers.get('Location')]).toEqual([
      301,
      'https://feeds.example/files/b/x.png',
    ]);
  });

  it('is one of nobody when the draft is deleted', async () => {
    await send({ put: [file('a/index.md', draft('A'))], files: [await picture('a/x.png')] });
    await send({ delete: ['a/index.md'] });
    expect(await stateOf('/files/a/x.png')).toEqual(served);
  });

  it('is served as long as an article that readers see names it', async () => {
    await send({ put: [file('a/index.md', draft('A'))], files: [await picture('a/x.png')] });
    await send({ put: [file('b.md', article('B', '', '![x](a/x.png)'))] });
    expect(await stateOf('/files/a/x.png')).toEqual(served);
    await send({ put: [file('b.md', article('B', '', 'None.'))] });
    expect(await stateOf('/files/a/x.png')).toEqual(held);
    await send({ put: [file('b.md', article('B', 'image: a/x.png\n'))] });
    expect(await stateOf('/files/a/x.png')).toEqual(served);
    await send({ put: [file('b.md', draft('B', '![x](a/x.png)'))] });
    expect(await stateOf('/files/a/x.png')).toEqual(held);
  });

  it('is not served for a name that means another file', async () => {
    await send({ put: [file('a/index.md', draft('A'))], files: [await picture('a/x.png')] });
    await send({ put: [file('b.md', article('B', '', '![x](x.png)'))] });
    expect(await stateOf('/files/a/x.png')).toEqual(held);
  });

  it('is served if a translation is published', async () => {
    await send({
      put: [file('a/index.en.md', draft('A')), file('a/index.zh.md', draft('甲'))],
      files: [await picture('a/x.png')],
    });
    expect(await stateOf('/files/a/x.png')).toEqual(held);
    await send({ put: [file('a/index.zh.md', article('甲'))] });
    expect(await stateOf('/files/a/x.png')).toEqual(served);
    await send({ delete: ['a/index.zh.md'] });
    expect(await stateOf('/files/a/x.png')).toEqual(held);
  });
});

describe('the index of a section that is held back', () => {
  it.each(['posts/index.md', 'posts/_index.md', 'posts.md', 'index.md'])(
    '%s does not hold back the files of other articles',
    async (path) => {
      await send({
        put: [
          file(path, draft('Section')),
          file('posts/a/index.md', article('A')),
          file('posts/b.md', article('B')),
          file('posts/c/index.md', draft('C')),
        ],
        files: [
          await picture('posts/a/a.png'),
          await picture('posts/b/b.png'),
          await picture('posts/c/c.png'),
          await picture('posts/shared.png'),
          await picture('top.png'),
        ],
      });
      const statuses = Object.fromEntries(
        await Promise.all(
          ['posts/a/a.png', 'posts/b/b.png', 'posts/c/c.png', 'posts/shared.png', 'top.png'].map(
            async (name) => [name, await statusOf(`/files/${name}`)] as const,
          ),
        ),
      );
      expect(statuses).toEqual({
        'posts/a/a.png': 200,
        'posts/b/b.png': 200,
        'posts/c/c.png': 404,
        'posts/shared.png': 200,
        'top.png': 200,
      });
    },
  );

  it('holds back its own files until the first article below is published', async () => {
    await send({ put: [file('posts/index.md', draft('S'))], files: [await picture('posts/x.png')] });
    expect(await stateOf('/files/posts/x.png')).toEqual(held);
    await send({ put: [file('posts/2024/a.md', article('A'))] });
    expect(await stateOf('/files/posts/x.png')).toEqual(served);
    await send({ delete: ['posts/2024/a.md'] });
    expect(await stateOf('/files/posts/x.png')).toEqual(held);
  });
});

describe('a file in the folder of a scheduled article', () => {
  /** Lets the time come, in the catalog. */
  const until = async (moment: string): Promise<void> => {
    await runInDurableObject(catalog(), async (_, { storage }) => {
      storage.transactionSync(() => applySchedule(new Tables(storage.sql), Date.parse(moment)));
      await storage.setAlarm(Date.now());
    });
    await runDurableObjectAlarm(catalog());
  };

  it('is served from its moment on, and not after it has expired', async () => {
    const source = '---\ntitle: A\ndate: 2098-01-01\nexpires: 2099-01-01\n---\n\nText.\n';
    await send({ put: [file('a/index.md', source)], files: [await picture('a/x.png')] });
    expect(await stateOf('/files/a/x.png')).toEqual(held);
    await until('2098-06-01');
    await vi.waitFor(async () => expect(await stateOf('/files/a/x.png')).toEqual(served), soon);
    await until('2099-06-01');
    await vi.waitFor(async () => expect(await stateOf('/files/a/x.png')).toEqual(held), soon);
  });
});

describe('a folder with more files than one transaction looks at', () => {
  it('is held back and given out in steps', async () => {
    const many = lookedAtOnce * 2 + 10;
    const one = await picture('a/0.png');
    for (let from = 0; from < many; from += 150)
      await send({
        files: Array.from({ length: Math.min(150, many - from) }, (_, i) => ({
          ...one,
          path: `a/${from + i}.png`,
        })),
      });
    const heldFiles = async (): Promise<number> =>
      runInDurableObject(catalog(), (_, { storage }) => {
        const { n } = storage.sql.exec<{ n: number }>('SELECT sum(held) AS n FROM assets').one();
        return n;
      });
    await send({ put: [file('a/index.md', draft('A'))] });
    await vi.waitFor(async () => expect(await heldFiles()).toBe(many), soon);
    await vi.waitFor(async () => expect(await stateOf(`/files/a/${many - 1}.png`)).toEqual(held), soon);
    await send({ put: [file('a/index.md', article('A'))] });
    await vi.waitFor(async () => expect(await heldFiles()).toBe(0), soon);
    await vi.waitFor(async () => expect(await stateOf(`/files/a/${many - 1}.png`)).toEqual(served), soon);
  });
});

describe('the catalog of an earlier version', () => {
  it('holds back the files of drafts after the update, in steps', async () => {
    const one = await picture('a/0.png');
    const many = lookedAtOnce + 50;
    await send({
      put: [file('a/index.md', draft('A')), file('b/index.md', article('B'))],
      files: [
        ...Array.from({ length: many }, (_, i) => ({ ...one, path: `a/${i}.png` })),
        await picture('b/b.png'),
      ],
    });
    const step = migrations.findIndex((statements) => statements.includes('holding_backlog'));
    const [before, after] = [migrations.slice(0, step).join(''), migrations.slice(step + 1).join('')];
    const later = after.matchAll(/CREATE (?:VIRTUAL )?TABLE (\w+)/g);
    const dropped = Array.from(after.matchAll(/DROP TABLE (\w+)/g), ([, table]) => {
      const [statement] = new RegExp(`CREATE TABLE ${table} \\([^;]*;`).exec(before)!;
      return statement;
    });
    await runInDurableObject(catalog(), async (_, { storage }) => {
      for (const [, table] of later) storage.sql.exec(`DROP TABLE ${table}`);
      for (const statement of dropped) storage.sql.exec(statement);
      for (const [, setting] of after.matchAll(/INSERT INTO settings \(name, value\) VALUES \('(\w+)'/g))
        storage.sql.exec('DELETE FROM settings WHERE name = ?', setting);
      storage.sql.exec(`
        DROP TABLE holding_backlog; DROP INDEX assets_held; ALTER TABLE assets DROP COLUMN held;
        DELETE FROM migrations WHERE step >= ${step};
      `);
      await storage.deleteAlarm();
      // As on a day whose rows are used up: the earlier shape can be read.
      expect(new Tables(storage.sql).assets.get('a/0.png')).toMatchObject({ path: 'a/0.png' });
      migrate(storage, migrations.slice(0, step));
    });
    await evictDurableObject(catalog());
    await catalog().ping();
    await vi.waitFor(async () => expect(await stateOf(`/files/a/${many - 1}.png`)).toEqual(held), soon);
    expect(await stateOf('/files/a/0.png')).toEqual(held);
    expect(await stateOf('/files/b/b.png')).toEqual(served);
  });
});
