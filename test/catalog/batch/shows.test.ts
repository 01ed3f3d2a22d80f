import { reset, runInDurableObject } from 'cloudflare:test';
import * as fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ParsedPut } from '../../../src/catalog/batch/parsed-batch.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import { parseFile } from '../../../src/publish/parse.ts';
import { showFile } from '../../show/show-file.ts';
import { catalog, publish, put } from '../batches.ts';
import { quiet } from '../quiet.ts';

beforeEach(async () => reset());
afterAll(quiet);

const site = { url: 'https://feeds.example', timezone: 'UTC', lineBreaks: 'soft' as const };

/** @param more lines of its front matter */
function show(path: string, more = '', movedFrom?: string): ParsedPut {
  const source = showFile(more);
  const blob = blobId(new TextEncoder().encode(source));
  const parsed = parseFile({ path, blob, source }, site);
  return { path, blob, parsed, ...(movedFrom !== undefined && { movedFrom }) };
}

/** The show of a folder that names a category. */
const of = (folder: string, category: string, more = ''): ParsedPut =>
  show(`${folder}/_show.md`, `category: ${category}\n${more}`);

interface Row extends Record<string, SqlStorageValue> {
  path: string;
  category: string;
  guid: string;
  live: number;
}

const rows = async (): Promise<Row[]> =>
  runInDurableObject(catalog(), (_, { storage: { sql } }) =>
    sql.exec<Row>('SELECT path, category, guid, json IS NOT NULL AS live FROM shows ORDER BY path').toArray(),
  );

/** Path → category of the shows that are published. */
const published = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await rows()).flatMap(({ path, category, live }) => (live ? [[path, category]] : [])));
const guids = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await rows()).flatMap(({ path, guid, live }) => (live ? [[path, guid]] : [])));
const manifest = async (): Promise<string[]> =>
  Object.keys((await catalog().manifestFiles([...Array(1024).keys()])).files).sort();

const statuses = async (puts: ParsedPut[], deleted: string[] = []): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(await publish(puts, deleted)).map(([path, { status }]) => [path, status]),
  );
const messages = async (puts: ParsedPut[], deleted: string[] = []): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(await publish(puts, deleted)).flatMap(([path, { problems }]) =>
      problems.map(({ message }) => [path, message]),
    ),
  );

const own = (digit: string): string => `00000000-0000-5000-8000-00000000000${digit}`;

describe('shows that exchange what they have in one batch', () => {
  it.each([
    ['two that swap', { a: 'B', b: 'A' }],
    ['a chain, in the order of paths', { a: 'X', b: 'A', c: 'B' }],
    ['a chain, against the order of paths', { a: 'B', b: 'C', c: 'X' }],
    ['a ring of three', { a: 'B', b: 'C', c: 'A' }],
  ])('are all published, and keep their guids: %s', async (_, after) => {
    await publish([of('a', 'A'), of('b', 'B'), of('c', 'C')]);
    const before = await guids();
    const changed = Object.entries(after).map(([folder, category]) => of(folder, category));
    expect(new Set(Object.values(await statuses(changed)))).toEqual(new Set(['show']));
    expect(await published()).toMatchObject(
      Object.fromEntries(Object.entries(after).map(([folder, category]) => [`${folder}/_show.md`, category])),
    );
    expect(await guids()).toEqual(before);
  });

  it('swap their own guids, and pass one on', async () => {
    await publish([of('a', 'A', `guid: ${own('1')}\n`), of('b', 'B', `guid: ${own('2')}\n`)]);
    await publish([of('a', 'A', `guid: ${own('2')}\n`), of('b', 'B', `guid: ${own('1')}\n`)]);
    expect(await guids()).toEqual({ 'a/_show.md': own('2'), 'b/_show.md': own('1') });
    await publish([of('a', 'A', `guid: ${own('3')}\n`), of('b', 'B', `guid: ${own('2')}\n`)]);
    expect(await guids()).toEqual({ 'a/_show.md': own('3'), 'b/_show.md': own('2') });
    // Both at once.
    await publish([of('a', 'B', `guid: ${own('2')}\n`), of('b', 'A', `guid: ${own('3')}\n`)]);
    expect(await guids()).toEqual({ 'a/_show.md': own('2'), 'b/_show.md': own('3') });
    expect(await published()).toEqual({ 'a/_show.md': 'B', 'b/_show.md': 'A' });
  });

  it('take what a deleted one leaves, and its guid only if they are new', async () => {
    await publish([of('a', 'A'), of('b', 'B')]);
    const { 'a/_show.md': a, 'b/_show.md': b } = await guids();
    expect(await statuses([of('b', 'A'), of('c', 'B')], ['a/_show.md'])).toMatchObject({
      'b/_show.md': 'show',
      'c/_show.md': 'show',
    });
    const after = await guids();
    expect(after['b/_show.md']).toBe(b);
    expect([a, b]).not.toContain(after['c/_show.md']);
    expect(await published()).toEqual({ 'b/_show.md': 'A', 'c/_show.md': 'B' });
  });

  it('keep their guids where files move onto each other’s places', async () => {
    await publish([show('a/_show.md'), show('b/_show.md', 'title: B\n')]);
    const { 'a/_show.md': a, 'b/_show.md': b } = await guids();
    await publish(
      [show('c/_show.md', '', 'a/_show.md'), show('d/_show.md', 'title: B\n', 'b/_show.md')],
      ['a/_show.md', 'b/_show.md'],
    );
    expect(await guids()).toEqual({ 'c/_show.md': a, 'd/_show.md': b });
    // A new show at a place that one has left is another podcast, and one that moves onto such a place stays itself.
    await publish([show('a/_show.md', 'title: New\n')]);
    const fresh = (await guids())['a/_show.md'];
    expect([a, b]).not.toContain(fresh);
    await publish([], ['a/_show.md']);
    await publish([show('a/_show.md', '', 'c/_show.md')], ['c/_show.md']);
    expect(await guids()).toEqual({ 'a/_show.md': a, 'd/_show.md': b });
  });
});

it('a show that is new, while another one goes, is told how to be the same podcast', async () => {
  await publish([show('audio/_show.md')]);
  const { 'audio/_show.md': guid } = await guids();
  const moved = (more = ''): ParsedPut => show('sound/_show.md', `title: Edited\n${more}`);
  const results = await publish([moved()], ['audio/_show.md']);
  const message = `the show is a new one to directories, and audio/_show.md is removed; if both are one podcast, add a line "guid: ${guid}"`;
  expect(results['sound/_show.md']).toMatchObject({
    status: 'show',
    problems: [{ severity: 'warning', code: 'show', message }],
  });
  expect((await publish([moved(`guid: ${guid}\n`)]))['sound/_show.md']).toMatchObject({ problems: [] });
  expect(await guids()).toEqual({ 'sound/_show.md': guid });
  // Nothing is said where the guid goes on, or another one is written.
  const back = await publish([show('audio/_show.md', 'category: sound\n')], ['sound/_show.md']);
  expect(back['audio/_show.md']).toMatchObject({ status: 'show', problems: [] });
  const own = await publish(
    [of('x', 'X', 'guid: 00000000-0000-5000-8000-000000000009\n')],
    ['audio/_show.md'],
  );
  expect(own['x/_show.md']).toMatchObject({ status: 'show', problems: [] });
});

describe('a show is refused', () => {
  it('where another keeps the category: the message names that file, whatever their paths', async () => {
    await publish([of('b', 'B'), of('c', 'C')]);
    const said = await messages([of('a', 'B'), of('b', 'B', 'title: Edited\n'), of('c', 'B')]);
    expect(said).toEqual({
      'a/_show.md': expect.stringMatching(
        /^b\/_show\.md is the show of the category "B" already; /,
      ) as string,
      'c/_show.md': expect.stringMatching(
        /^b\/_show\.md is the show of the category "B" already; /,
      ) as string,
    });
    expect(await published()).toEqual({ 'b/_show.md': 'B', 'c/_show.md': 'C' });
  });

  it('where two that are new want one category: the first path has it', async () => {
    const said = await messages([of('z', 'A'), of('a', 'A')]);
    expect(said).toEqual({
      'z/_show.md': expect.stringMatching(
        /^a\/_show\.md is the show of the category "A" already; /,
      ) as string,
    });
  });

  it('and so is the one that wants what it leaves no more', async () => {
    await publish([of('a', 'A'), of('b', 'B'), of('c', 'C')]);
    // a can't have C, so it stays at A, and b can't have A.
    const said = await messages([of('a', 'C'), of('b', 'A')]);
    expect(said).toEqual({
      'a/_show.md': expect.stringMatching(/^c\/_show\.md is the show of the category "C"/) as string,
      'b/_show.md': expect.stringMatching(/^a\/_show\.md is the show of the category "A"/) as string,
    });
    expect(await published()).toEqual({ 'a/_show.md': 'A', 'b/_show.md': 'B', 'c/_show.md': 'C' });
  });

  it('but not because of one that is refused itself', async () => {
    await publish([of('b', 'B', `guid: ${own('1')}\n`)]);
    // The new one wants the guid that b gives up, and b the category that the new one wants, whose path is the first.
    const said = await messages([of('a', 'C', `guid: ${own('1')}\n`), of('b', 'C', `guid: ${own('2')}\n`)]);
    expect(Object.keys(said)).toEqual(['a/_show.md']);
    expect(await published()).toEqual({ 'b/_show.md': 'C' });
  });

  it('and stays where it was, if its file has moved', async () => {
    await publish([show('a/_show.md'), of('b', 'c')]);
    const before = await guids();
    const said = await messages([show('c/_show.md', '', 'a/_show.md')], ['a/_show.md']);
    expect(said['c/_show.md']).toMatch(/^b\/_show\.md is the show of the category "c"/);
    expect(await published()).toEqual({ 'a/_show.md': 'a', 'b/_show.md': 'c' });
    expect(await guids()).toEqual(before);
    expect(await manifest()).toEqual(['a/_show.md', 'b/_show.md']);
  });

  it('without taking the article that an earlier version made of its file', async () => {
    await publish([of('b', 'A'), put('a/_show.md', { address: 'a/show' })]);
    expect(await statuses([of('a', 'A')])).toEqual({ 'a/_show.md': 'error' });
    expect((await catalog().address('a/show'))?.state).toBe('article');
    await statuses([of('a', 'X')]);
    expect((await catalog().address('a/show'))?.state).toBe('gone');
  });
});

const paths = ['a/_show.md', 'b/_show.md', 'c/_show.md'];
const step = fc.oneof(
  fc.constantFrom('stays' as const, 'deleted' as const),
  fc.record(
    {
      category: fc.constantFrom('A', 'B', 'C'),
      guid: fc.constantFrom(own('1'), own('2'), own('3')),
      movedFrom: fc.constantFrom(...paths),
    },
    { requiredKeys: ['category'] },
  ),
);

it('any batches leave shows of which no two share a category or a guid, and refuse none without a reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(...paths.map(() => step)), { minLength: 2, maxLength: 6 }),
      async (batches) => {
        await publish([], paths);
        for (const steps of batches) {
          const deleted = paths.filter((_, i) => steps[i] === 'deleted');
          const puts = steps.flatMap((what, i): ParsedPut[] => {
            if (typeof what === 'string') return [];
            const { category, guid, movedFrom } = what;
            const lines = `category: ${category}\n${guid === undefined ? '' : `guid: ${guid}\n`}`;
            return [show(paths[i]!, lines, movedFrom)];
          });
          const results = await publish(puts, deleted);
          const after = (await rows()).filter(({ live }) => live);
          expect(new Set(after.map(({ category }) => category)).size).toBe(after.length);
          const all = await rows();
          expect(new Set(all.map(({ guid }) => guid)).size).toBe(all.length);
          expect(await manifest()).toEqual(after.map(({ path }) => path));
          const errors = Object.values(results).flatMap(({ path, problems }) =>
            problems.flatMap(({ severity, message }) => (severity === 'error' ? { path, message } : [])),
          );
          for (const { path, message } of errors)
            expect(after.map((row) => (row.path === path ? '' : row.path))).toContain(message.split(' ')[0]);
        }
      },
    ),
    { numRuns: 60 },
  );
});
