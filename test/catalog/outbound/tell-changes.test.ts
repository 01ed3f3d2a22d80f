import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { publishBatch } from '../../../src/catalog/batch/publish-batch.ts';
import type { ParsedPut } from '../../../src/catalog/batch/parsed-batch.ts';
import { identified } from '../../../src/catalog/batch/identity.ts';
import { nextTelling, tellChanges } from '../../../src/catalog/outbound/tell-changes.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import type { ChangeNotes } from '../../../src/publish/webhooks.ts';
import { siteFrom } from '../../../src/site/config.ts';
import { catalog, put } from '../batches.ts';

beforeEach(async () => reset());

interface Stage {
  tables: Tables;
  now: number;
  told: ChangeNotes[];
  publish: (puts: ParsedPut[], deleted?: string[]) => void;
  tell: (answer?: (told: ChangeNotes) => Promise<boolean>) => Promise<void>;
}

/** A catalog with an endpoint, whose sender does what the test says. Its own alarm tells of nothing meanwhile. */
async function withEndpoint(play: (stage: Stage) => Promise<void>): Promise<void> {
  await runInDurableObject(catalog(), async (_, { storage }) => {
    const tables = new Tables(storage.sql);
    const now = Date.now();
    const context = {
      tables,
      site: identified(siteFrom(env), tables.settings),
      now: () => now,
      transaction: <T>(write: () => T) => storage.transactionSync(write),
    };
    const told: ChangeNotes[] = [];
    tables.settings.set('webhooks', { added: 1, tries: 0, tryAt: 0 });
    await play({
      tables,
      now,
      told,
      publish: (puts, deleted = []) => {
        expect(publishBatch(context, { put: puts, delete: deleted, more: false }).status).toBe('published');
      },
      tell: async (answer = async () => true) => {
        const articlesChanged = async (notes: ChangeNotes): Promise<boolean> => {
          told.push(notes);
          return answer(notes);
        };
        const sender = { getByName: () => ({ articlesChanged }) } as unknown as Env['OUTBOUND'];
        await tellChanges(context, sender);
      },
    });
  });
}

it('tells of each change once, in order, with the scopes before and after it', async () => {
  await withEndpoint(async ({ tables, now, told, publish, tell }) => {
    publish([put('a.md', { categories: ['One'] })]);
    publish([put('a.md', { categories: ['Two'] })]);
    publish([put('b.md', { kind: 'unlisted' })]);
    publish([], ['a.md']);
    await tell();
    await tell();
    expect(told).toHaveLength(1);
    expect(told[0]!.log).toBe(tables.changes.log.name);
    const [one, two] = [
      ['all', 'category:One'],
      ['all', 'category:Two'],
    ];
    expect(told[0]!.notes.map(({ event, before, after }) => [event, before, after])).toEqual([
      ['published', [], one],
      ['updated', one, two],
      ['removed', two, []],
    ]);
    expect(nextTelling(tables, now)).toBeUndefined();
  });
});

it('tells of many changes in several calls, and again what a sender does not answer to', async () => {
  await withEndpoint(async ({ tables, now, told, publish, tell }) => {
    publish(Array.from({ length: 500 }, (_, i) => put(`${i}.md`)));
    publish([put('last.md')]);
    await tell(async () => Promise.reject(new Error('The object was reset')));
    expect(nextTelling(tables, now)).toBe(now + 1_000);
    await tell();
    expect(nextTelling(tables, now)).toBe(now);
    await tell();
    expect(told.map(({ notes }) => notes.length)).toEqual([500, 500, 1]);
    expect(told[1]).toEqual(told[0]);
    expect(nextTelling(tables, now)).toBeUndefined();
  });
});

it('keeps a change that comes while it tells of others, and an endpoint that is added meanwhile', async () => {
  await withEndpoint(async ({ tables, told, publish, tell }) => {
    publish([put('a.md')]);
    await tell(async () => {
      publish([put('b.md')]);
      tables.settings.set('webhooks', { added: 2, tries: 0, tryAt: 0 });
      return false;
    });
    await tell();
    expect(told.map(({ notes }) => notes.length)).toEqual([1, 1]);
    // The last endpoint was removed: nothing is noted from now on.
    publish([put('c.md')]);
    await tell(async () => false);
    publish([put('d.md')]);
    expect(tables.settings.get('webhooks')).toBeUndefined();
    expect(tables.untoldChanges.any).toBe(false);
  });
});
