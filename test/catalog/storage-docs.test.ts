import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { env } from 'cloudflare:workers';
import storage from '../../docs/storage.md?raw';
import type { Setting } from '../../src/catalog/tables/settings.ts';
import { tableClasses } from '../../src/catalog/tables/table-classes.ts';
import { backupKinds } from '../../src/publish/backup/rows.ts';
import { feedFormats } from '../../src/feed/formats.ts';
import { addressKey, blobKey, feedKey, indexKey, navigationKey, redirectsKey } from '../../src/store/keys.ts';
import { catalog } from './batches.ts';

/** The sender has a database of its own. */
const [senderDocs = ''] = /^## SQLite: the class `Outbound`$[^]*?(?=^## )/m.exec(storage) ?? [];
const docs = storage.replace(senderDocs, '');

/** The first cell of each row of a table, by the first cell of its head, both without their backticks. */
const tablesIn = (text: string): Map<string, string[]> =>
  new Map(
    Array.from(text.matchAll(/^\|.*\n\| -.*\n(?:\|.*\n)+/gm), ([table]): [string, string[]] => {
      const [head = '', , ...rows] = table.split('\n').flatMap((line) => {
        const first = /^\| *([^|]*?) *\|/.exec(line)?.[1];
        return first === undefined ? [] : [first];
      });
      return [head, rows.map((row) => row.replaceAll('`', ''))];
    }),
  );
const tables = tablesIn(docs);

/** The columns of each table of a database. */
const columnsOf = ({ sql }: DurableObjectStorage): Record<string, string[]> =>
  Object.fromEntries(
    sql
      .exec<{ name: string }>(
        // Without the shadow tables of FTS5 and those of the platform.
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
         AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'`,
      )
      .toArray()
      .map(({ name }) => [
        name,
        sql
          .exec<{ name: string }>('SELECT name FROM pragma_table_info(?) ORDER BY cid', name)
          .toArray()
          .map((column) => column.name),
      ]),
  );

it('docs/storage.md lists every table of the sender with its columns, and no others', async () => {
  const columns = await runInDurableObject(env.OUTBOUND.getByName('outbound'), (_, { storage: its }) =>
    columnsOf(its),
  );
  const listed = Array.from(tablesIn(senderDocs), ([head, rows]) => [head.replaceAll('`', ''), rows]);
  expect(Object.fromEntries([...listed, ['migrations', ['step']]])).toEqual(columns);
});

it('docs/storage.md lists every table with its columns, and no others', async () => {
  const columns = await runInDurableObject(catalog(), (_, { storage: its }) => columnsOf(its));
  expect(Object.keys(columns).length).toBeGreaterThan(15);
  const listed = [...tables].filter(([head]) => head.startsWith('`'));
  expect(Object.fromEntries(listed.map(([head, rows]) => [head.replaceAll('`', ''), rows]))).toEqual(columns);
  // What a backup has of each table is decided when the table is added.
  expect(Object.keys(tableClasses).toSorted()).toEqual(Object.keys(columns).toSorted());
});

it('docs/storage.md says what a backup has of each table', () => {
  const [, section = ''] = docs.split('\n## What a backup has\n');
  const told = Array.from(section.matchAll(/^\| `(\w+)` +\| (\S+)/gm), ([, table = '', kept = '']) => [
    table,
    kept.replaceAll('`', '').replace(/\.jsonl$/, ''),
  ]);
  expect(Object.fromEntries(told)).toEqual(tableClasses);
  // Each kind comes from the table of its name: its rows are counted there.
  expect(Object.keys(tableClasses).filter((table) => tableClasses[table] === table)).toEqual(
    expect.arrayContaining(backupKinds),
  );
});

it('docs/storage.md lists every setting of the catalog, and no others', () => {
  const settings = {
    site_id: true,
    source_epoch: true,
    feed_epoch: true,
    search_epoch: true,
    fold_epoch: true,
    card_epoch: true,
    page_epoch: true,
    pages: true,
    revision: true,
    arrivals: true,
    last_publish: true,
    last_removal: true,
    push: true,
    push_ancestors: true,
    hold: true,
    pause: true,
    ring: true,
    restore: true,
    restored: true,
    changes: true,
    webhooks: true,
  } satisfies Record<Setting, true>;
  expect(tables.get('name')?.toSorted()).toEqual(Object.keys(settings).toSorted());
});

it('docs/storage.md lists every form of a key in KV', () => {
  const keys = [
    ...new Set(feedFormats.map((format) => feedKey('<scope>', format).replace(format, '<format>'))),
    addressKey('<address>'),
    indexKey,
    redirectsKey,
    navigationKey,
    blobKey('<blob>'),
  ];
  expect(tables.get('key')?.toSorted()).toEqual(keys.toSorted());
});
