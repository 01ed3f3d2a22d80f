import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { migrate, migrations } from '../../../src/catalog/tables/migrations.ts';
import { catalog, publish, day, put } from '../batches.ts';

beforeEach(async () => reset());

const schemaOf = ({ sql }: DurableObjectStorage) =>
  sql.exec("SELECT name, sql FROM sqlite_master WHERE name NOT GLOB '_cf_*' ORDER BY name").toArray();

it('comes to the same shape from that of every version there was', async () => {
  await runInDurableObject(catalog(), async (_, { storage }) => {
    const newest = schemaOf(storage);
    for (let version = 0; version < migrations.length; version++) {
      await storage.deleteAll();
      migrate(storage, migrations.slice(0, version));
      migrate(storage);
      expect({ version, schema: schemaOf(storage) }).toEqual({ version, schema: newest });
    }
  });
});

it('goes on with the catalog of an older version', async () => {
  await runInDurableObject(catalog(), async (_, { storage }) => {
    await storage.deleteAll();
    migrate(storage, migrations.slice(0, 8));
    storage.sql.exec(
      "INSERT INTO article_terms (kind, name, published, id) VALUES ('all', '', ?, 'x:old'), ('tag', 't', ?, 'x:old')",
      day(1),
      day(1),
    );
    migrate(storage);
  });
  await publish([put('new.md', { categories: [], tags: ['t'] })]);
  await publish([put('other.md', { categories: [], tags: ['u'] })], ['new.md']);
  expect((await catalog().index()).terms).toEqual([
    { kind: 'all', name: '', count: 2 },
    { kind: 'tag', name: 't', count: 1 },
    { kind: 'tag', name: 'u', count: 1 },
  ]);
});

it('finds the episodes among the articles of an older version', async () => {
  const recording = { url: 'https://media.example/a.mp3', type: 'audio/mpeg' };
  await publish([
    put('one.md', { media: [recording], categories: ['audio', 'News'] }),
    put('two.md', { media: [recording], categories: [] }),
    put('page.md', { media: [recording], kind: 'page' }),
    put('text.md', { categories: ['audio'] }),
  ]);
  await runInDurableObject(catalog(), async (_, { storage }) => {
    const rows = () => storage.sql.exec('SELECT * FROM episodes').toArray();
    const tallies = () => storage.sql.exec("SELECT * FROM tallies WHERE kind = 'episodes'").toArray();
    const before = { rows: rows(), tallies: tallies() };
    expect(before.rows.map(({ category }) => category)).toEqual(['', '', 'News', 'audio']);
    const step = migrations.findIndex((statements) => statements.includes('CREATE TABLE episodes'));
    storage.sql.exec(`DROP TABLE episodes; DROP TABLE shows; DELETE FROM tallies WHERE kind = 'episodes';
      DELETE FROM migrations WHERE step >= ${step}`);
    migrate(storage, migrations.slice(0, step + 1));
    expect({ rows: rows(), tallies: tallies() }).toEqual(before);
  });
});

it('reads the catalog of a later version, and leaves it as it is', async () => {
  await publish([put('a.md')]);
  await runInDurableObject(catalog(), (_, { storage }) => {
    storage.sql.exec('INSERT INTO migrations (step) VALUES (?)', migrations.length);
  });
  await evictDurableObject(catalog());
  expect(await catalog().address('a')).toMatchObject({ state: 'article' });
  const locked = { status: 'locked', why: expect.stringContaining('later version of edgefeed') as string };
  expect(await catalog().publish({ put: [put('b.md')], delete: [], more: false })).toMatchObject(locked);
  expect(await catalog().rebuild()).toMatchObject(locked);
  expect(await catalog().status()).toMatchObject({ files: { article: 1 }, locked: locked.why });
  // The alarm rings again later, when the later version may be back.
  await runInDurableObject(catalog(), async (_, { storage }) => storage.setAlarm(Date.now() + 60_000));
  await runDurableObjectAlarm(catalog());
  const next = await runInDurableObject(catalog(), async (_, { storage }) => storage.getAlarm());
  expect(next).toBeGreaterThan(Date.now());
});
