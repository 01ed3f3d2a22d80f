/** The log of changes: who asks for them from the beginning has the articles that the catalog has, whatever happened. */

import { reset, runInDurableObject } from 'cloudflare:test';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetRemovals, nextForgetting } from '../../src/catalog/jobs/forget-removals.ts';
import { applySchedule } from '../../src/catalog/jobs/schedule.ts';
import type { ChangesCursor } from '../../src/catalog/read/changes.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { catalog, day, publish, put } from './batches.ts';

beforeEach(async () => reset());

interface ChangeEntry {
  change: 'added' | 'updated' | 'moved' | 'removed';
  id: string;
  article?: { address: string; title: string };
}

/** A client that keeps a copy of all articles: id → its address and title. */
class Client {
  copy = new Map<string, string>();
  cursor: ChangesCursor | undefined;
  /** What it was told last. */
  told: ChangeEntry[] = [];

  /** Asks once. @returns whether there is more */
  async ask(most = 100): Promise<boolean> {
    const answer = await catalog().changes(this.cursor, most);
    if (answer.status === 'expired') throw new Error('expired');
    this.told = JSON.parse(answer.changes) as ChangeEntry[];
    for (const { change, id, article } of this.told) {
      const known = this.copy.has(id);
      if (!known && (change === 'updated' || change === 'moved'))
        throw new Error(`${change}, and not known: ${id}`);
      if (article) this.copy.set(id, `${article.address}: ${article.title}`);
      else this.copy.delete(id);
    }
    this.cursor = answer.cursor;
    return answer.more;
  }

  async catchUp(most?: number): Promise<ChangeEntry[]> {
    const told: ChangeEntry[] = [];
    do told.push(...(await this.ask(most), this.told));
    while (await this.ask(most).then((more) => (told.push(...this.told), more)));
    return told;
  }
}

/** What the catalog has for readers, read apart from the log. */
const published = async (): Promise<Map<string, string>> =>
  runInDurableObject(catalog(), (_, { storage: { sql } }) => {
    const rows = sql.exec<{ id: string; address: string; title: string }>(
      `SELECT id, address, json ->> '$.title' AS title FROM articles
       WHERE live <> 0 AND coalesce(json ->> '$.kind', '') <> 'unlisted' ORDER BY id`,
    );
    return new Map(Array.from(rows, ({ id, address, title }) => [id, `/articles/${address}: ${title}`]));
  });

const sorted = (copy: Map<string, string>) => [...copy].toSorted(([a], [b]) => (a < b ? -1 : 1));

describe('a client that is up to date', () => {
  it('is told what is added, updated, moved and removed, each once, and nothing more', async () => {
    const client = new Client();
    expect(await client.ask()).toBe(false);
    expect(client.told).toEqual([]);
    await publish([put('a.md'), put('b.md'), put('hidden.md', { kind: 'unlisted' })]);
    expect((await client.catchUp()).map(({ change }) => change)).toEqual(['added', 'added']);
    expect(await client.catchUp()).toEqual([]);
    await publish([put('a.md', { title: 'Other' }), put('c.md', {}, 'b.md')], ['b.md']);
    const told = await client.catchUp();
    expect(Object.fromEntries(told.map(({ change, article }) => [article?.address, change]))).toEqual({
      '/articles/a': 'updated',
      '/articles/c': 'moved',
    });
    await publish([], ['a.md']);
    expect(await client.catchUp()).toEqual([{ change: 'removed', id: expect.any(String) as string }]);
    expect(sorted(client.copy)).toEqual([...(await published())]);
  });

  it('hears nothing of what came and went since it asked, nor of what is published again as it is', async () => {
    await publish([put('a.md')]);
    const client = new Client();
    await client.catchUp();
    await publish([put('b.md')]);
    await publish([], ['b.md']);
    await publish([put('a.md')]);
    expect(await client.catchUp()).toEqual([]);
  });

  it('is told of the removal of an article that went, came again and went again since it asked', async () => {
    const [client, other] = [new Client(), new Client()];
    await publish([put('a.md'), put('b.md')]);
    await client.catchUp();
    await publish([], ['a.md']);
    await other.catchUp();
    await publish([put('a.md')]);
    await publish([], ['a.md']);
    expect((await client.catchUp()).map(({ change }) => change)).toEqual(['removed']);
    expect(await other.catchUp()).toEqual([]);
    for (const { copy } of [client, other]) expect(sorted(copy)).toEqual([...(await published())]);
  });

  it('is told when a scheduled article appears, and when one expires', async () => {
    const client = new Client();
    await publish([
      put('later.md', { published: Date.UTC(2998, 0) }),
      put('short.md', { expires: Date.UTC(2998, 0) }),
    ]);
    await client.catchUp();
    expect([...client.copy.values()]).toEqual(['/articles/short: Title of short']);
    await runInDurableObject(catalog(), (_, { storage }) => {
      storage.transactionSync(() => applySchedule(new Tables(storage.sql), Date.UTC(2998, 1)));
    });
    const told = await client.catchUp();
    expect(told.map(({ change }) => change).toSorted()).toEqual(['added', 'removed']);
    expect([...client.copy.values()]).toEqual(['/articles/later: Title of later']);
  });
});

const paths = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md'];

const step = fc.oneof(
  { weight: 2, arbitrary: fc.constant('stays' as const) },
  fc.constant('deleted' as const),
  {
    weight: 3,
    arbitrary: fc.record(
      {
        title: fc.constantFrom('One', 'Two', 'Three'),
        address: fc.constantFrom('a', 'b', 'c', 'd'),
        kind: fc.constantFrom('page' as const, 'unlisted' as const),
        published: fc.constantFrom(day(1), Date.UTC(2999, 0)),
        movedFrom: fc.constantFrom(...paths),
      },
      { requiredKeys: ['title'] },
    ),
  },
);

it('any publishes leave every client with what is published, whenever it asks, and in pages of any length', async () => {
  const batch = fc.record({
    steps: fc.tuple(...paths.map(() => step)),
    // How many pages each client asks for after the batch, and their length.
    asks: fc.tuple(fc.nat(3), fc.nat(3)),
    most: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 7 }), async (batches) => {
      await publish([], paths);
      const clients = [new Client(), new Client()];
      for (const { steps, asks, most } of batches) {
        const puts = steps.flatMap((what, i) => {
          if (typeof what === 'string') return [];
          const { movedFrom, ...said } = what;
          return [put(paths[i]!, said, movedFrom)];
        });
        await publish(
          puts,
          paths.filter((_, i) => steps[i] === 'deleted'),
        );
        for (const [i, client] of clients.entries()) {
          for (let n = 0; n < asks[i]!; n++) await client.ask(most);
        }
      }
      for (const client of [...clients, new Client()]) {
        await client.catchUp(3);
        expect(sorted(client.copy)).toEqual([...(await published())]);
      }
    }),
    { numRuns: 60 },
  );
});

describe('the log', () => {
  it('forgets removals after 60 days; a client that has not asked since has to begin anew', async () => {
    await publish([put('a.md'), put('b.md')]);
    const [up, behind, beginning] = [new Client(), new Client(), new Client()];
    await up.catchUp();
    await behind.catchUp();
    await publish([], ['a.md']);
    await up.catchUp();
    const forgotten = await runInDurableObject(catalog(), (_, { storage }) => {
      const tables = new Tables(storage.sql);
      const due = nextForgetting(tables)!;
      forgetRemovals(tables, due - 1);
      expect(nextForgetting(tables)).toBe(due);
      forgetRemovals(tables, due + 1);
      return nextForgetting(tables);
    });
    expect(forgotten).toBeUndefined();
    await expect(behind.ask()).rejects.toThrow('expired');
    expect(await up.catchUp()).toEqual([]);
    await beginning.ask(1);
    await publish([put('c.md')]);
    for (const client of [up, beginning]) {
      await client.catchUp();
      expect(sorted(client.copy)).toEqual([...(await published())]);
    }
  });

  it('knows its own cursors only', async () => {
    await publish([put('a.md')]);
    const client = new Client();
    await client.catchUp();
    const cursor = client.cursor as Extract<ChangesCursor, { phase: 'changes' }>;
    expect(await catalog().changes({ ...cursor, log: 'another' }, 10)).toEqual({ status: 'expired' });
    expect(await catalog().changes({ ...cursor, revision: 1e9 }, 10)).toEqual({ status: 'expired' });
  });

  it('gives what was published before there was a log', async () => {
    await publish([put('a.md'), put('b.md')]);
    await runInDurableObject(catalog(), (_, { storage: { sql } }) => void sql.exec('DELETE FROM changes'));
    const client = new Client();
    await client.ask(1);
    await publish([put('b.md', { title: 'Other' })], ['a.md']);
    await client.catchUp(1);
    expect(sorted(client.copy)).toEqual([...(await published())]);
  });
});
