import { reset, runInDurableObject } from 'cloudflare:test';
import * as fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ParsedPut } from '../../../src/catalog/batch/parsed-batch.ts';
import { catalog, publish, put } from '../batches.ts';
import { quiet } from '../quiet.ts';

beforeEach(async () => reset());
afterAll(quiet);

const hidden = (status: 'draft' | 'skip') => (path: string, movedFrom?: string) =>
  ({
    path,
    blob: `${path}${movedFrom}${status}`,
    ...(movedFrom !== undefined && { movedFrom }),
    parsed: { status, problems: [] },
  }) as ParsedPut;

const draft = hidden('draft');

/** The ids of articles, by title. */
const ids = async (): Promise<Record<string, string>> =>
  runInDurableObject(catalog(), (_, { storage: { sql } }) =>
    Object.fromEntries(
      sql
        .exec<{ title: string; id: string }>("SELECT json ->> '$.title' AS title, id FROM articles")
        .toArray()
        .map(({ title, id }) => [title, id]),
    ),
  );

/** Publishes an article at `a.md`, and moves its file to `b.md`. @returns its id */
async function moved(): Promise<string> {
  await publish([put('a.md', { title: 'A' })]);
  await publish([put('b.md', { title: 'A' }, 'a.md')], ['a.md']);
  return (await ids())['A']!;
}

describe('an article that comes back after its file was moved', () => {
  it.each([
    ['a draft', async () => publish([draft('b.md')])],
    ['a file without front matter', async () => publish([hidden('skip')('b.md')])],
    ['deleted', async () => publish([], ['b.md'])],
  ])('has its id, and its addresses lead to it: %s', async (_name, withdraw) => {
    const id = await moved();
    await withdraw();
    expect(await ids()).toEqual({});
    expect((await catalog().address('a'))?.state).toBe('gone');
    await publish([put('b.md', { title: 'A', html: '<p>Back</p>' })]);
    expect(await ids()).toEqual({ A: id });
    expect(await catalog().address('a')).toEqual({ state: 'moved', to: 'b' });
  });

  it('has its id though another file is at its first path meanwhile', async () => {
    const id = await moved();
    await publish([draft('b.md')]);
    await publish([put('a.md', { title: 'Another' })]);
    await publish([put('b.md', { title: 'A' })]);
    const now = await ids();
    expect(now['A']).toBe(id);
    expect(now['Another']).not.toBe(id);
  });

  it('has its id though another file comes to its first path with it', async () => {
    const id = await moved();
    await publish([draft('b.md')]);
    await publish([put('a.md', { title: 'Another' }), put('b.md', { title: 'A' })]);
    expect((await ids())['A']).toBe(id);
  });

  it('has its id though it was deleted, and a file at its first path came meanwhile', async () => {
    const id = await moved();
    await publish([], ['b.md']);
    await publish([put('a.md', { title: 'Another' })]);
    expect((await ids())['Another']).not.toBe(id);
    await publish([put('b.md', { title: 'A' })]);
    expect((await ids())['A']).toBe(id);
  });
});

describe('an article keeps its id', () => {
  it('when its file moves and becomes a draft at once', async () => {
    await publish([put('a.md', { title: 'A' })]);
    const { A: id } = await ids();
    await publish([draft('drafts/a.md', 'a.md')], ['a.md']);
    await publish([put('drafts/a.md', { title: 'A' })]);
    expect(await ids()).toEqual({ A: id });
    expect(await catalog().address('a')).toEqual({ state: 'moved', to: 'drafts/a' });
  });

  it('when its draft moves, and when it is published with a move', async () => {
    await publish([put('a.md', { title: 'A' })]);
    const { A: id } = await ids();
    await publish([draft('a.md')]);
    await publish([draft('b.md', 'a.md')], ['a.md']);
    await publish([draft('b.md', 'b.md')]);
    await publish([put('c.md', { title: 'A' }, 'b.md')], ['b.md']);
    expect(await ids()).toEqual({ A: id });
    // Nothing is kept for the paths that it had.
    await publish([put('b.md', { title: 'B' })]);
    expect((await ids())['B']).not.toBe(id);
  });

  it('that its author took out while it was a draft', async () => {
    await publish([put('a.md', { title: 'A', id: 'x:1' })]);
    await publish([draft('a.md')]);
    await publish([put('a.md', { title: 'A' })]);
    expect(await ids()).toEqual({ A: 'x:1' });
  });

  it('unless a file claims it by name', async () => {
    await publish([put('a.md', { title: 'A', id: 'x:1' })]);
    await publish([draft('a.md')]);
    await publish([put('b.md', { title: 'B', id: 'x:1' })]);
    const result = await publish([put('a.md', { title: 'A' })]);
    expect(result['a.md']?.status).toBe('article');
    expect(await ids()).toMatchObject({ B: 'x:1', A: expect.stringMatching(/^urn:uuid:/) as string });
    await publish([], ['b.md']);
    await publish([draft('a.md')]);
    const before = (await ids())['A'];
    expect(before).toBeUndefined();
    await publish([put('a.md', { title: 'A' })]);
    expect((await ids())['A']).toMatch(/^urn:uuid:/);
  });
});

const paths = ['a.md', 'b.md', 'c.md', 'd.md'];

/** What happens to a text: the first one without a file gets one. */
const event = fc.record({
  what: fc.constantFrom('edit', 'draft', 'publish', 'delete', 'return', 'move'),
  text: fc.nat({ max: 2 }),
  to: fc.constantFrom(...paths),
  /** Whether the file is a draft after a move. */
  hides: fc.boolean(),
});

interface Text {
  title: string;
  /** Where its file is, or was. */
  path: string;
  state: 'published' | 'draft' | 'deleted';
}

it('any moves, drafts and returns leave a text its id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 14 }), async (events) => {
      await reset();
      const texts: Text[] = [];
      const known = new Map<string, string>();
      let edition = 0;
      const file = ({ title, path, state }: Text, from?: string): ParsedPut =>
        state === 'published'
          ? put(path, { title, html: `<p>${edition++}</p>` }, from)
          : { ...draft(path, from), blob: `${edition++}` };
      // The path of a deleted file is kept for it: another file there would be taken for it.
      const isFree = (path: string): boolean => texts.every((text) => text.path !== path);
      for (const { what, text: index, to, hides } of events) {
        const text = texts[index];
        if (!text) {
          if (!isFree(to)) continue;
          texts.push({ title: `Text ${texts.length}`, path: to, state: 'published' });
          await publish([file(texts.at(-1)!)]);
        } else if (what === 'delete' && text.state !== 'deleted') {
          text.state = 'deleted';
          await publish([], [text.path]);
        } else if (what === 'return' && text.state === 'deleted') {
          text.state = hides ? 'draft' : 'published';
          await publish([file(text)]);
        } else if (text.state === 'deleted') {
          continue;
        } else if (what === 'move' && isFree(to)) {
          const from = text.path;
          Object.assign(text, { path: to, state: hides ? 'draft' : 'published' });
          await publish([file(text, from)], [from]);
        } else {
          text.state = what === 'draft' ? 'draft' : what === 'publish' ? 'published' : text.state;
          await publish([file(text)]);
        }
        for (const [title, id] of Object.entries(await ids())) {
          expect(known.get(title) ?? id).toBe(id);
          known.set(title, id);
        }
        expect(new Set(known.values()).size).toBe(known.size);
      }
    }),
    { numRuns: 60 },
  );
});
