/** A repository as GitHub's API tells of it, and an import of it on the real catalog. */

import { runInDurableObject } from 'cloudflare:test';
import { publishBatch } from '../../../src/catalog/batch/publish-batch.ts';
import type { BatchOutcome } from '../../../src/catalog/batch/outcome.ts';
import type { SyncContext } from '../../../src/catalog/sync/context.ts';
import { accept } from '../../../src/catalog/sync/accept.ts';
import { advanceSync, importStatus } from '../../../src/catalog/sync/sync.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { identified } from '../../../src/catalog/batch/identity.ts';
import { siteFrom } from '../../../src/site/config.ts';
import { GitHub } from '../../../src/github/client.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import { blobsOf, type Blobs } from '../../../src/store/blobs/blobs.ts';
import type { ImportStatus } from '../../../src/publish/import-status.ts';
import { env } from 'cloudflare:workers';
import { catalog } from '../batches.ts';

export const article = (title: string): string => `---\ntitle: ${title}\ndate: 2024-01-01\n---\nText\n`;

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Told {
  /** Of a path: what GitHub says of the file instead of what it has. */
  sizes?: Readonly<Record<string, number>>;
  /** Called before a path is answered. */
  asked?: (path: string) => Promise<void> | void;
  /** Of a path: the bytes that GitHub sends instead. */
  sent?: Readonly<Record<string, string>>;
  /** Paths that GitHub answers with as many bytes as it likes. */
  endless?: readonly string[];
  /** Entries of the longest tree that is listed in full. */
  longestTree?: number;
}

/** The blobs and trees of some files: path below the root → source. */
export function answersOf(
  files: Files,
  told: Told = {},
): (url: string, init?: RequestInit) => Promise<Response> {
  const bytesOf = (source: string | Uint8Array): Uint8Array =>
    typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const sha = (source: string | Uint8Array): string => blobId(bytesOf(source));
  const blobs = new Map(Object.entries(files).map(([path, source]) => [sha(source), path]));
  const entriesOf = (folder: string, recursive: boolean) => {
    const entries = new Map<string, object>();
    for (const [path, source] of Object.entries(files)) {
      if (!path.startsWith(folder)) continue;
      const steps = path.slice(folder.length).split('/');
      for (let i = 1; i < (recursive ? steps.length : Math.min(2, steps.length)); i++) {
        const name = steps.slice(0, i).join('/');
        entries.set(name, { path: name, mode: '040000', type: 'tree', sha: sha(`tree ${folder}${name}/`) });
      }
      const name = steps.join('/');
      const size = told.sizes?.[path] ?? bytesOf(source).byteLength;
      if (recursive || steps.length === 1)
        entries.set(name, { path: name, mode: '100644', type: 'blob', sha: sha(source), size });
    }
    return [...entries.values()];
  };
  const folders = new Map<string, string>();
  for (const path of Object.keys(files)) {
    const steps = path.split('/');
    for (let i = 1; i < steps.length; i++) {
      const folder = `${steps.slice(0, i).join('/')}/`;
      folders.set(sha(`tree ${folder}`), folder);
    }
  }
  return async (url, init) => {
    const [, kind, id = '', recursive] = /\/git\/(trees|blobs)\/([0-9a-f]+)(\?recursive=1)?$/.exec(url) ?? [];
    if (kind === 'trees') {
      const folder = folders.get(id) ?? '';
      await told.asked?.(folder);
      const tree = entriesOf(folder, recursive !== undefined);
      const most = told.longestTree ?? Infinity;
      return Response.json({ truncated: tree.length > most, tree: tree.slice(0, most) });
    }
    const path = blobs.get(id);
    if (path === undefined) return Response.json({ message: 'Not Found' }, { status: 404 });
    await told.asked?.(path);
    if (new Headers(init?.headers).get('Accept')?.includes('raw'))
      return new Response(bytesOf(told.sent?.[path] ?? files[path]!));
    const content = Buffer.from(files[path]!).toString('base64');
    if (!told.endless?.includes(path)) return Response.json({ encoding: 'base64', content });
    const piece = new TextEncoder().encode('A'.repeat(65_536));
    return new Response(
      new ReadableStream<Uint8Array>({
        start: (controller) =>
          controller.enqueue(new TextEncoder().encode('{"encoding":"base64","content":"')),
        pull: (controller) => controller.enqueue(piece),
      }),
    );
  };
}

export interface Setting {
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Answers instead of the catalog, where it returns something. */
  publish?: (...batch: Parameters<SyncContext['publish']>) => BatchOutcome | undefined;
  content?: string;
  pruneAny?: boolean;
  staticFolder?: string;
  ignored?: readonly string[];
  maxBytes?: number;
  /** Files go to KV instead of R2. */
  blobs?: Blobs;
}

/** An import on the catalog's own tables. Nothing has to be waited for: its clock is always late enough. */
function contextOf(storage: DurableObjectStorage, { fetch, publish, ...others }: Setting): SyncContext {
  const tables = new Tables(storage.sql);
  const vars = {
    api: 'https://api.example',
    repository: '',
    branch: '',
    content: 'content',
    pruneAny: true,
    staticFolder: 'static',
    ignored: [],
    maxBytes: 100_000_000,
  };
  const settings = { ...vars, ...others };
  const now = (): number => Math.max(Date.now(), tables.imports.last()?.tryAt ?? 0);
  const context: SyncContext = {
    tables,
    settings,
    blobs: others.blobs ?? blobsOf(env),
    site: identified(siteFrom(env), tables.settings),
    now,
    transaction: (write) => storage.transactionSync(write),
    github: new GitHub(settings, { fetch, now }),
    publish: (batch, record) => {
      const refusal = publish?.(batch, record);
      if (refusal) return refusal;
      return publishBatch(context, batch, record);
    },
    isCurrent: ({ number }) => tables.imports.last()?.number === number,
  };
  return context;
}

let pushes = 0;

/** Takes in a push. The catalog's own alarm, which would ask GitHub, is not set. */
export async function push(): Promise<void> {
  const id = (n: number): string => n.toString(16).padStart(40, '0');
  pushes++;
  const event = {
    delivery: `d${pushes}`,
    repository: 'somebody/articles',
    branch: 'main',
    before: id(pushes),
    commit: id(pushes + 1),
    time: Date.UTC(2026, 0, 1) + pushes * 1000,
  };
  await runInDurableObject(catalog(), (_instance, { storage }) =>
    accept(new Tables(storage.sql), event, Date.now()),
  );
}

/** Does the next slice. */
export async function importSlice(setting: Setting): Promise<ImportStatus> {
  return runInDurableObject(catalog(), async (_instance, { storage }) => {
    const context = contextOf(storage, setting);
    await advanceSync(context);
    return importStatus(context.tables)!;
  });
}

/** Begins the next slice, and leaves it as a worker does that ends in the middle: nothing of it is heard of again. */
export async function abandonSlice(setting: Setting): Promise<void> {
  return runInDurableObject(catalog(), async (_instance, { storage }) => {
    const begun = Promise.withResolvers<void>();
    const context = contextOf(storage, {
      ...setting,
      fetch: async () => {
        begun.resolve();
        return new Promise<Response>(() => {});
      },
    });
    void advanceSync(context);
    await begun.promise;
  });
}

/** Imports a push until the import has ended. */
export async function importAll(setting: Setting): Promise<ImportStatus> {
  for (let slices = 0; slices < 1000; slices++) {
    const status = await importSlice(setting);
    if (status.finishedAt !== undefined) return status;
  }
  throw new Error('the import does not end');
}
