/** Reads the state folder of a stopped worker. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { positionAt } from '../../src/catalog/tables/place.ts';

/** The part of Miniflare's KV namespace used here. */
export interface KeyValues {
  list(options: {
    cursor?: string;
  }): Promise<{ keys: { name: string }[]; list_complete: boolean; cursor?: string }>;
  getWithMetadata(
    name: string,
    type: 'arrayBuffer',
  ): Promise<{ value: ArrayBuffer | null; metadata: { encoding?: string; etag?: string } | null }>;
  delete(name: string): Promise<void>;
}

export type Documents = Map<string, { value: unknown; metadata: unknown }>;

/** A document without its times. */
const withoutTimes = (json: unknown): unknown =>
  JSON.parse(JSON.stringify(json), (key, value: unknown) =>
    key === 'lastModified' ? undefined : value,
  ) as unknown;

/** In links to archive pages: the arrival of an article, which says in which publish it came. Feeds' ETags follow from it. */
const arrivalInLink = /(\/archive\/\d+)\.\d+/g;

/** The moment of a removal, and with it the order and the choice of removals. */
const removal = /^ *<at:deleted-entry .*\n/gm;

/** A feed without what differs between equal runs. */
const settled = (feed: string): string => feed.replace(arrivalInLink, '$1').replace(removal, '');

/** All documents of KV, sorted by key, without times of change. @param then called after reading */
export async function readDocuments(
  state: string,
  then?: (kv: KeyValues, names: string[]) => Promise<void>,
): Promise<Documents> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: 'edgefeed',
          modules: true,
          script: 'export default { fetch: () => new Response() }',
          compatibilityDate: '2026-10-01',
          kvNamespaces: { DOCUMENTS: '00000000000000000000000000000000' },
        },
      ],
      cf: false,
      resourcePersistencePath: state,
    }),
  );
  try {
    const kv = (await miniflare.getKVNamespace('DOCUMENTS', 'edgefeed')) as unknown as KeyValues;
    const names: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await kv.list(cursor === undefined ? {} : { cursor });
      names.push(...page.keys.map(({ name }) => name));
      more = !page.list_complete;
      cursor = page.cursor;
    }
    const documents: Documents = new Map();
    for (const name of names) {
      const { value, metadata } = await kv.getWithMetadata(name, 'arrayBuffer');
      const bytes = Buffer.from(value!);
      const text = (metadata?.encoding ? gunzipSync(bytes) : bytes).toString();
      documents.set(
        name,
        name.startsWith('feed:')
          ? { value: settled(text), metadata: null }
          : { value: withoutTimes(JSON.parse(text)), metadata: withoutTimes(metadata) },
      );
    }
    await then?.(kv, names);
    return documents;
  } finally {
    await miniflare.dispose();
  }
}

/** Columns that differ between equal runs: times, and the number and order of commits. */
const moments: ReadonlySet<string> = new Set([
  'changed_at',
  'removed_at',
  'last_modified',
  'written_at',
  'revision',
  'row',
]);
const momentSettings: ReadonlySet<string> = new Set([
  'revision',
  'last_publish',
  'last_removal',
  'arrivals',
  'changes',
]);

/** Removals that a feed keeps: with so many, those of the last publish are among them, and it depends on its moments which others. */
const mostRemovals = 50;

/** The catalog's only file of SQLite. */
function openCatalog(state: string): DatabaseSync {
  const file = readdirSync(state, { recursive: true, encoding: 'utf8' }).find(
    (path) => path.endsWith('.sqlite') && path.includes('Catalog') && !path.endsWith('metadata.sqlite'),
  );
  return new DatabaseSync(join(state, file!));
}

/** The ETags of the feeds by key, as the catalog knows them. */
export function readFeedEtags(state: string): Map<string, string> {
  using database = openCatalog(state);
  const rows = database.prepare(`SELECT key, etag FROM documents WHERE key GLOB 'feed:*' ORDER BY key`).all();
  return new Map(rows.map(({ key, etag }) => [key as string, etag as string]));
}

/** A value without the arrival of an article, which says in which publish it came: the column `place`, and `json`. */
const withoutArrival = (column: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (column === 'place') return positionAt(0, value).id;
  return column === 'json' ? value.replace(/,"arrival":\d+/, '') : value;
};

/** Tells whether a row's ETag follows from arrivals: a feed's, see {@link arrivalInLink}. */
const isFeedEtag = (column: string, row: Record<string, unknown>): boolean =>
  column === 'etag' && String(row['key']).startsWith('feed:');

/** How many removals the feed of a row of `tombstones` has. */
function removalsOf(database: DatabaseSync, { kind, name }: Record<string, SQLOutputValue>): number {
  const statement = database.prepare('SELECT count(*) AS n FROM tombstones WHERE kind = ? AND name = ?');
  return statement.get(kind!, name!)!['n'] as number;
}

/** All rows of the catalog without times, and without the ETags of feeds: table → sorted rows. */
export function readCatalog(state: string): Record<string, string[]> {
  using database = openCatalog(state);
  // The search index, of types "virtual" and "shadow", is derived from the articles.
  const tables = database
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB '_cf*'`,
    )
    .all()
    .map(({ name }) => name as string)
    // The number and times of publishes differ where a publisher was killed, and so do the revisions of changes.
    .filter((name) => !name.startsWith('sqlite_') && name !== 'publishes' && name !== 'changes');
  return Object.fromEntries(
    tables.map((table) => {
      const rows = database.prepare(`SELECT * FROM "${table}"`).all();
      const kept = rows.filter((row) => {
        if (table === 'settings') return !momentSettings.has(row['name'] as string);
        return table !== 'tombstones' || removalsOf(database, row) < mostRemovals;
      });
      const texts = kept.map((row) =>
        JSON.stringify(
          Object.entries(row)
            .filter(([column]) => !moments.has(column) && !isFeedEtag(column, row))
            .map(([column, value]) => [column, withoutArrival(column, value)]),
          (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value),
        ),
      );
      return [table, texts.sort()];
    }),
  );
}
