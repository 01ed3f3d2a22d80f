import { feedFormats } from '../../src/feed/formats.ts';
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { backupPage } from '../../src/catalog/backup/page.ts';
import { beginRestore, completeRestore, restoreSlice } from '../../src/catalog/backup/restore.ts';
import { publishBatch } from '../../src/catalog/batch/publish-batch.ts';
import type { FlushContext } from '../../src/catalog/context.ts';
import { flush } from '../../src/catalog/outbox/flush.ts';
import type { ParsedPut } from '../../src/catalog/batch/parsed-batch.ts';
import { indexArticles } from '../../src/catalog/jobs/index-search.ts';
import { identified } from '../../src/catalog/batch/identity.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../src/site/config.ts';
import { blobsOf } from '../../src/store/blobs/blobs.ts';
import { DocumentStore } from '../../src/store/store.ts';
import type { RowCounts } from '../../src/publish/backup/protocol.ts';
import { backupKinds, type BackupKind } from '../../src/publish/backup/rows.ts';
import { catalog, day, put } from './batches.ts';

beforeEach(async () => reset());

/** What a publish is charged for, as docs/deploying.md counts it. */
interface Cost {
  /** Writes to KV, deletions included. */
  writes: number;
  /** Rows that SQLite writes, those of indexes included. */
  rows: number;
  /** Rows that it reads. */
  read: number;
}

// Half a minute for each publish, so that none waits for KV's second between two writes of a key, and the object's own alarm
// comes to none of them: what is put off for more than five minutes it takes for the work of a wrong clock.
let clock = 0;
beforeEach(() => void (clock = Date.now()));

const costOf = async (puts: ParsedPut[], deleted: string[] = []): Promise<Cost> =>
  costOfChange((context) => void publishBatch(context, { put: puts, delete: deleted, more: false }));

/** The cost of a change, and of bringing it to KV and to the search. */
async function costOfChange(change: (context: FlushContext) => void): Promise<Cost> {
  return runInDurableObject(catalog(), async (_, { storage }) => {
    const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
    let writes = 0;
    const sql = new Proxy(storage.sql, {
      get: (target, name) =>
        name === 'exec'
          ? (query: string, ...values: unknown[]) => {
              const cursor = target.exec(query, ...values);
              cursors.push(cursor);
              return cursor;
            }
          : (Reflect.get(target, name) as unknown),
    });
    const counted = new Proxy(env.DOCUMENTS, {
      get(target, name) {
        if (name === 'put' || name === 'delete') writes++;
        return (Reflect.get(target, name) as () => unknown).bind(target);
      },
    });
    clock += 30_000;
    const context: FlushContext = {
      tables: new Tables(sql),
      store: new DocumentStore(counted),
      blobs: blobsOf(env),
      site: identified(siteFrom(env), new Tables(storage.sql).settings),
      now: () => clock,
      transaction: (write) => storage.transactionSync(write),
    };
    change(context);
    while ((await flush(context)).written > 0);
    while (indexArticles(context.tables));
    const sum = (count: 'rowsWritten' | 'rowsRead') =>
      cursors.reduce((all, cursor) => all + cursor[count], 0);
    return { writes, rows: sum('rowsWritten'), read: sum('rowsRead') };
  });
}

const html = '<p>A text of some length, as articles have it.</p>'.repeat(40);
/** In 7 feeds: that of everything, three categories, two tags, one author. */
const inSeven = (i: number, title = `Article ${i}`): ParsedPut =>
  put(`${i}.md`, {
    title,
    html,
    published: day(i + 1),
    categories: [`a${i % 9}`, `b${i % 9}`, `c${i % 9}`],
    tags: ['t', 'u'],
    authors: [{ name: 'One' }],
  });

const hundred = Array.from({ length: 100 }, (_, i) => inSeven(i));
/** Of the hundred: everything, nine of each of three kinds of categories, two tags, one author. */
const feeds = 1 + 27 + 2 + 1;

/** A feed has a document in each format: three, by which docs/deploying.md counts. */
const documents = feedFormats.length;

it('N articles in F feeds cost N + 3F + 1 writes to KV, and 28 rows an article', async () => {
  const { writes, rows, read } = await costOf(hundred);
  expect(writes).toBe(100 + documents * feeds + 1);
  expect(read).toBeLessThan(180 * 100);
  expect(rows).toBeLessThan(28 * 100);
});

it('old addresses cost no write to KV, and two rows each', async () => {
  const moved = hundred.map((put, i) => ({
    ...put,
    parsed: { ...put.parsed, oldAddresses: [`/2024/post-${i}.html`, `/?p=${i}`, `/Posts/${i}/`] },
  })) as ParsedPut[];
  const plain = await costOf(hundred);
  const again = moved.map((put) => ({ ...put, blob: `${put.blob.slice(1)}0` }));
  const { writes, rows } = await costOf(again);
  expect(writes).toBe(0);
  // Of the file, in the manifest: its row, and the index of its bucket.
  expect(rows).toBeLessThan((3 * 2 + 4) * 100);
  await reset();
  const first = await costOf(moved);
  expect(first.writes).toBe(plain.writes);
  expect(first.rows - plain.rows).toBeLessThanOrEqual(3 * 2 * 100);
});

it('one article in 7 feeds costs 24 writes to KV, and what readers do not see none', async () => {
  await costOf(hundred);
  const costs = {
    new: await costOf([inSeven(108)]),
    edited: await costOf([inSeven(108, 'Edited')]),
    again: await costOf([inSeven(108, 'Edited')]),
    old: await costOf([inSeven(5, 'Edited')]),
    deleted: await costOf([], ['108.md']),
  };
  // Its address and that of the article before it in its category, which links to it; 7 feeds; the list of feeds.
  expect(costs.new.writes).toBe(2 + documents * 7 + 1);
  // With a note of each feed for the sender.
  expect(costs.new.rows).toBeLessThan(105);
  expect(costs.edited.writes).toBe(costs.new.writes);
  expect(costs.edited.rows).toBeLessThan(85);
  expect(costs.again.writes).toBe(0);
  expect(costs.again.rows).toBeLessThan(5);
  // Two of them for each card of the index: whether another document is at its address with `.md`.
  expect(costs.new.read).toBeLessThan(1_260);
  // It is the first of its category; of its feeds only those of categories are short enough to reach back to it.
  // Its title is another one, so a page that shows it as related is written too.
  expect(costs.old.writes).toBe(3 + documents * 3);
  expect(costs.deleted.writes).toBe(costs.new.writes);
});

it('with an endpoint of a webhook a changed article costs one row more, until the sender has been told', async () => {
  await costOf([inSeven(1, 'First')]);
  const without = await costOf([inSeven(1, 'Again')]);
  await runInDurableObject(catalog(), (_, { storage }) =>
    new Tables(storage.sql).settings.set('webhooks', { added: 1, tries: 0, tryAt: 0 }),
  );
  const { writes, rows, read } = await costOf([inSeven(1, 'Still')]);
  expect({ writes, rows }).toEqual({ writes: without.writes, rows: without.rows + 1 });
  // The setting, and what SQLite compares a new row with.
  expect(read).toBeLessThanOrEqual(without.read + 5);
  const told = await costOfChange(({ tables }) => tables.untoldChanges.removeUntil({ revision: 9, id: '' }));
  expect(told.rows).toBe(1);
});

it('a backup reads a page by its rows; restoring it writes as many rows as a publish', async () => {
  await costOf(hundred);
  const bodies = new Map<BackupKind, Uint8Array>();
  const reading = await costOfChange(({ tables, site }) => {
    for (const kind of backupKinds) {
      const page = backupPage(tables, site, { kind });
      if (page.status === 'page') bodies.set(kind, page.body.subarray(page.body.indexOf(0x0a) + 1));
    }
  });
  // The digests of the manifest's buckets for each page, and the rows.
  expect(reading.read).toBeLessThan(backupKinds.length * 200 + 100 * 4 + 200);
  const linesIn = (body: Uint8Array) => new TextDecoder().decode(body).split('\n').length - 1;
  const rows = Object.fromEntries(backupKinds.map((kind) => [kind, linesIn(bodies.get(kind)!)])) as RowCounts;
  await reset();
  const restoring = await costOfChange(({ tables, transaction }) => {
    const backup = 'ab'.repeat(32);
    transaction(() => beginRestore(tables, { format: 1, backup, rows }));
    for (const kind of backupKinds)
      restoreSlice(tables, { kind, from: 0, body: bodies.get(kind)! }, transaction);
    transaction(() => completeRestore(tables, backup, clock));
  });
  expect(restoring.writes).toBe(100 + documents * feeds + 1);
  expect(restoring.rows).toBeLessThan(28 * 100);
});
