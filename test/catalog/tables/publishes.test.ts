import { reset, runInDurableObject } from 'cloudflare:test';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ParsedPut } from '../../../src/catalog/batch/parsed-batch.ts';
import { Publishes } from '../../../src/catalog/tables/publishes.ts';
import { Sql } from '../../../src/catalog/tables/sql.ts';
import { catalog, publish, put } from '../batches.ts';
import { quiet } from '../quiet.ts';
import { soon } from '../../soon.ts';

beforeEach(async () => reset());
afterAll(quiet);

const newest = async () => (await catalog().publicStatus()).publishes;
const announce = async (path: string) => catalog().publish({ put: [put(path)], delete: [], more: true });
const refused: ParsedPut = {
  path: 'bad.md',
  blob: '0'.repeat(40),
  parsed: { status: 'error', problems: [] },
};

const nothing = { added: 0, changed: 0, removed: 0, refused: 0 };

describe('a publish', () => {
  it('is told with what it changed for readers, and when its feeds were live', async () => {
    await publish([put('a.md'), put('b.md')]);
    await publish([put('a.md', { title: 'Edited' }), put('c.md')], ['b.md']);
    await vi.waitFor(async () => {
      const [last] = await newest();
      expect(last?.ms).toBeGreaterThanOrEqual(0);
    }, soon);
    expect(await newest()).toMatchObject([
      { added: 1, changed: 1, removed: 1, refused: 0 },
      { added: 2, changed: 0, removed: 0, refused: 0 },
    ]);
  });

  it('is one however many batches it has', async () => {
    await announce('a.md');
    await announce('b.md');
    expect((await newest())[0]?.ms).toBeUndefined();
    await publish([put('c.md')]);
    await publish([put('d.md')]);
    expect(await newest()).toMatchObject([{ added: 1 }, { added: 3 }]);
  });

  it('counts what was refused, also when that is all', async () => {
    await catalog().publish({ put: [refused, put('a.md')], delete: [], more: false });
    await catalog().publish({ put: [refused], delete: [], more: false });
    // Sent again, as with each restart of a publisher that follows a folder.
    await catalog().publish({ put: [refused], delete: [], more: false });
    expect(await newest()).toMatchObject([
      { ...nothing, refused: 1 },
      { ...nothing, added: 1, refused: 1 },
    ]);
  });

  it('of what readers do not see, and of what has not changed, is none', async () => {
    await publish([put('later.md', { published: Date.UTC(2999, 0) })]);
    await publish([put('later.md', { published: Date.UTC(2999, 0), title: 'Edited' })]);
    await publish([], ['later.md']);
    expect(await newest()).toEqual([]);
    await publish([put('a.md')]);
    await publish([put('a.md')]);
    expect(await newest()).toHaveLength(1);
  });
});

describe('the list of publishes', () => {
  const inList = async (use: (publishes: Publishes) => void) =>
    runInDurableObject(catalog(), async (_instance, { storage }) => use(new Publishes(new Sql(storage.sql))));

  it('has the newest twenty', async () => {
    await inList((publishes) => {
      for (let i = 1; i <= 25; i++) publishes.note({ ...nothing, added: i }, false, i * 1000);
      expect(publishes.newest().map(({ added }) => added)).toEqual(
        Array.from({ length: 20 }, (_, i) => 25 - i),
      );
    });
  });

  it('waits a minute for batches that were announced', async () => {
    await inList((publishes) => {
      publishes.note({ ...nothing, added: 1 }, true, 0);
      publishes.live(60_000);
      expect(publishes.newest()[0]?.ms).toBeUndefined();
      publishes.live(60_001);
      expect(publishes.newest()[0]?.ms).toBe(60_001);
      publishes.note({ ...nothing, added: 2 }, false, 60_001);
      expect(publishes.newest().map(({ added }) => added)).toEqual([2, 1]);
    });
  });
});
