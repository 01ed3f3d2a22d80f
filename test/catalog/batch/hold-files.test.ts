import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import * as fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { holdBacklog } from '../../../src/catalog/batch/files/hold-files.ts';
import { identified } from '../../../src/catalog/batch/identity.ts';
import { Owners } from '../../../src/catalog/batch/files/owners.ts';
import type { ParsedPut } from '../../../src/catalog/batch/parsed-batch.ts';
import { publishBatch } from '../../../src/catalog/batch/publish-batch.ts';
import type { CatalogContext } from '../../../src/catalog/context.ts';
import { applySchedule } from '../../../src/catalog/jobs/schedule.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import { parseFile } from '../../../src/publish/parse.ts';
import { siteFrom } from '../../../src/site/config.ts';
import { showFile } from '../../show/show-file.ts';
import { catalog, day, put } from '../batches.ts';
import { counted } from '../counted.ts';

beforeEach(async () => reset());

const site = { url: 'https://feeds.example', timezone: 'UTC', lineBreaks: 'soft' as const };

const blob = (n: number): string => n.toString(16).padStart(40, '0');

const asset = (path: string, n: number): ParsedPut => ({
  path,
  blob: blob(n),
  parsed: { status: 'file', facts: { type: 'image/png', bytes: 1 }, problems: [] },
});

const { parsed: made } = put('draft.md');
const draft = { ...made, status: 'draft' } as Extract<ParsedPut['parsed'], { status: 'draft' }>;

const held = (path: string, n: number): ParsedPut => ({
  path,
  blob: blob(n),
  parsed: { ...draft, heldBack: 'draft', problems: [] },
});

/** A live or scheduled article that names files. */
function naming(path: string, published: number, files: readonly string[], title: string): ParsedPut {
  const made = put(path, { published, title });
  if (made.parsed.status !== 'article') throw new Error('not an article');
  const notes = { files: files.map((file) => ({ path: file, at: 0 })), links: [], unknownTags: new Map() };
  return { ...made, parsed: { ...made.parsed, notes } };
}

function contextOf(storage: DurableObjectStorage, now: () => number, sql = storage.sql): CatalogContext {
  const tables = new Tables(sql);
  return {
    tables,
    site: identified(siteFrom(env), tables.settings),
    now,
    transaction: (write) => storage.transactionSync(write),
  };
}

/** Notes that the bytes of files are stored. */
function store({ blobs }: Tables, most: number): void {
  for (let n = 0; n <= most; n++)
    blobs.set({ blob: blob(n), store: 'kv', bytes: 1, type: 'image/png', storedAt: 1 });
}

/** The show of a folder whose article may be a draft. */
const show = 's/a/_show.md';

function showing(files: readonly string[], n: number): ParsedPut {
  const source = showFile();
  const parsed = parseFile({ path: show, blob: blobId(new TextEncoder().encode(source)), source }, site);
  if (parsed.status !== 'show') throw new Error('not a show');
  return { path: show, blob: blob(n), parsed: { ...parsed, files: files.map((path) => ({ path, at: 0 })) } };
}

const sources = ['s/index.md', 's/a/index.en.md', 's/a/index.md', 's/a.md', 's/b.md', 's.md', 'c.md'];
const pictures = ['s/x.png', 's/a/x.png', 's/a/i/x.png', 's/b/x.png', 'x.png', '/x.png'];
const moments = [day(1), day(10), Infinity];

const ofSource = fc.oneof(
  { weight: 3, arbitrary: fc.constant('stays' as const) },
  fc.constant('deleted' as const),
  fc.constant('skip' as const),
  { weight: 2, arbitrary: fc.constant('draft' as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      published: fc.constantFrom(...moments.slice(0, 2)),
      expires: fc.constantFrom(undefined, day(20)),
      files: fc.subarray(pictures, { maxLength: 2 }),
      movedFrom: fc.constantFrom(undefined, ...sources),
    }),
  },
);
const ofShow = fc.oneof(
  fc.constantFrom('stays' as const, 'deleted' as const),
  fc.subarray(pictures, { maxLength: 2 }),
);
const ofPicture = fc.constantFrom('stays', 'stays', 'deleted', 'put', 'put');

it('in whatever order files and articles come, change, move and go, each file is held back or not as if it were new', async () => {
  const step = fc.record({
    sources: fc.tuple(...sources.map(() => ofSource)),
    pictures: fc.tuple(...pictures.map(() => ofPicture)),
    show: ofShow,
    now: fc.constantFrom(day(5), day(15), day(25)),
  });
  await runInDurableObject(catalog(), async (_, { storage }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        let now = day(5);
        let number = 0;
        const context = contextOf(storage, () => now);
        const { tables } = context;
        store(tables, 500);
        publishBatch(context, { put: [], delete: [show, ...sources, ...pictures], more: false });
        for (const each of steps) {
          const puts = each.sources.flatMap((what, i): ParsedPut[] => {
            const path = sources[i]!;
            number++;
            if (what === 'stays' || what === 'deleted') return [];
            if (what === 'draft') return [held(path, number)];
            if (what === 'skip')
              return [{ path, blob: blob(number), parsed: { status: what, problems: [] } }];
            const { published, files, movedFrom, expires } = what;
            const made = naming(path, published, files, `Title ${number}`);
            if (made.parsed.status === 'article' && expires !== undefined)
              made.parsed.article.expires = expires;
            return [{ ...made, ...(movedFrom !== undefined && movedFrom !== path && { movedFrom }) }];
          });
          const assets = each.pictures.flatMap((what, i) =>
            what === 'put' ? [asset(pictures[i]!, 1 + (number++ % 500))] : [],
          );
          if (typeof each.show === 'object') puts.push(showing(each.show, number++));
          const deleted = [
            ...(each.show === 'deleted' ? [show] : []),
            ...sources.filter((_, i) => each.sources[i] === 'deleted'),
            ...pictures.filter((_, i) => each.pictures[i] === 'deleted'),
          ];
          publishBatch(context, { put: [...puts, ...assets], delete: deleted, more: false });
          now = Math.max(now, each.now);
          storage.transactionSync(() => applySchedule(tables, now));
          const flags = tables.heldAssets.among(pictures, 'all');
          const owners = new Owners(tables);
          expect(flags).toEqual(flags.map(({ path }) => ({ path, held: owners.holds(path) ? 1 : 0 })));
        }
      }),
      { numRuns: 150 },
    );
  });
});

it('the cover of a show is given out, whether it comes before the show or after it, and held back again with its draft', async () => {
  await runInDurableObject(catalog(), (_, { storage }) => {
    const context = contextOf(storage, () => day(5));
    const { tables } = context;
    store(tables, 9);
    const flags = (put: ParsedPut[], deleted: string[] = []): Record<string, number> => {
      publishBatch(context, { put, delete: deleted, more: false });
      return Object.fromEntries(
        tables.heldAssets.among(['s/a/x.png', 's/a/i/x.png'], 'all').map(({ path, held }) => [path, held]),
      );
    };
    expect(flags([asset('s/a/x.png', 1), asset('s/a/i/x.png', 2), held('s/a/index.md', 3)])).toEqual({
      's/a/x.png': 1,
      's/a/i/x.png': 1,
    });
    expect(flags([showing(['s/a/x.png'], 4)])).toEqual({ 's/a/x.png': 0, 's/a/i/x.png': 1 });
    expect(flags([asset('s/a/x.png', 5)])).toEqual({ 's/a/x.png': 0, 's/a/i/x.png': 1 });
    expect(flags([showing(['s/a/i/x.png'], 6)])).toEqual({ 's/a/x.png': 1, 's/a/i/x.png': 0 });
    expect(flags([], [show])).toEqual({ 's/a/x.png': 1, 's/a/i/x.png': 1 });
  });
});

it('a change reads as many rows among five thousand bundles as among five hundred', async () => {
  await runInDurableObject(catalog(), (_, { storage }) => {
    const counter = counted(storage.sql);
    const context = contextOf(storage, () => day(20_000), counter.database as SqlStorage);
    store(context.tables, 5_010);
    const publish = (puts: ParsedPut[], deleted: string[] = []): number => {
      counter.take();
      publishBatch(context, { put: puts, delete: deleted, more: false });
      return counter.take().rows;
    };
    let from = 0;
    const bundle = (i: number, title = 'One'): ParsedPut =>
      put(`s/${i}/index.md`, { published: day(i), title });
    /** Bundles with a picture each, every fifth of them a draft, below a section with an index that is published. */
    const grow = (to: number): void => {
      for (; from < to; from += 50)
        publish(
          Array.from({ length: 50 }, (_, i) => from + i).flatMap((i) => [
            i % 5 === 0 ? held(`s/${i}/index.md`, 1) : bundle(i),
            asset(`s/${i}/x.png`, i + 10),
          ]),
        );
      while (context.tables.heldAssets.next()) holdBacklog(context.tables, day(5));
    };
    const costs = (): Record<string, number> => ({
      edit: publish([bundle(1, `Edit ${from}`)]),
      'an article in the section': publish([put('s/new.md', { published: day(-1) })]),
      'and without it': publish([], ['s/new.md']),
      'held back': publish([held('s/2/index.md', from)]),
      published: publish([bundle(2)]),
      'a picture': publish([asset('s/0/y.png', 1)]),
      'and without that': publish([], ['s/0/y.png']),
    });
    publish([put('s/index.md'), asset('s/top.png', 2)]);
    grow(500);
    const few = costs();
    grow(5_000);
    const many = costs();
    for (const [what, rows] of Object.entries(many))
      expect({ what, isMore: rows > few[what]! * 1.1 + 20, rows }).toMatchObject({ what, isMore: false });
  });
});
