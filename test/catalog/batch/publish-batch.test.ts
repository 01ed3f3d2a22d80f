import { reset, runInDurableObject } from 'cloudflare:test';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { scopeKey } from '../../../src/site/scope.ts';
import { catalog, publish, day, put } from '../batches.ts';
import { quiet } from '../quiet.ts';

beforeEach(async () => reset());
afterAll(quiet);

/** The ids of a scope's feed, by title. */
async function feedItems(scope = scopeKey({ kind: 'all' })): Promise<Record<string, string>> {
  const document = await catalog().feed(scope, 'json');
  const { items } = JSON.parse(new TextDecoder().decode(document?.body)) as {
    items: { id: string; title: string }[];
  };
  return Object.fromEntries(items.map(({ title, id }) => [title, id]));
}

const addressState = async (address: string) => (await catalog().address(address))?.state ?? 'unknown';

describe('ids', () => {
  it('are minted from the site and the first path, the same in a catalog that is built anew', async () => {
    await publish([put('a.md', { title: 'A' })]);
    const { A: id } = await feedItems();
    expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5/);
    await reset();
    await publish([put('a.md', { title: 'A' })]);
    expect((await feedItems())['A']).toBe(id);
  });

  it('stay through edits, new categories and a move (check 61)', async () => {
    await publish([put('a.md', { title: 'A' })]);
    const { A: id } = await feedItems();
    await publish([put('a.md', { title: 'A', html: '<p>Edited</p>', categories: ['Other'] })]);
    await publish(
      [put('b.md', { title: 'A', html: '<p>Edited</p>', categories: ['Other'] }, 'a.md')],
      ['a.md'],
    );
    expect(await feedItems()).toEqual({ A: id });
  });

  it('are never given to a second article: a new one at the path of a moved one gets another', async () => {
    await publish([put('a.md', { title: 'First' })]);
    await publish([put('b.md', { title: 'First' }, 'a.md')], ['a.md']);
    await publish([put('a.md', { title: 'Second' })]);
    const { First, Second } = await feedItems();
    expect(First).toBeTruthy();
    expect(Second).not.toBe(First);
    await publish([put('c.md', { title: 'Second' }, 'a.md')], ['a.md']);
    await publish([put('a.md', { title: 'Third' })]);
    expect(new Set(Object.values(await feedItems())).size).toBe(3);
  });

  it('replace the article of a file that another one with an id is moved onto', async () => {
    await publish([put('a.md', { title: 'A', id: 'x:a' }), put('b.md', { title: 'B', aliases: ['old'] })]);
    const results = await publish([put('b.md', { title: 'A', id: 'x:a' })], ['a.md']);
    expect(results).toMatchObject({ 'a.md': { status: 'deleted' }, 'b.md': { status: 'article' } });
    expect(await feedItems()).toEqual({ A: 'x:a' });
    expect(await catalog().address('a')).toEqual({ state: 'moved', to: 'b' });
    expect(await addressState('old')).toBe('gone');
  });

  it('are taken as the author wrote them, and follow the file that bears them', async () => {
    await publish([put('a.md', { title: 'A', id: 'tag:me,2024:a' })]);
    await publish(
      [put('new/b.md', { title: 'A', id: 'tag:me,2024:a', html: '<p>Edited too</p>' })],
      ['a.md'],
    );
    expect(await feedItems()).toEqual({ A: 'tag:me,2024:a' });
    expect(await catalog().address('a')).toEqual({ state: 'moved', to: 'new/b' });
  });

  it('that two files bear refuse the second, and name the first', async () => {
    const results = await publish([put('a.md', { id: 'x:1' }), put('b.md', { id: 'x:1' })]);
    expect(results['a.md']?.status).toBe('article');
    expect(results['b.md']).toMatchObject({ status: 'error', problems: [{ code: 'duplicate-id' }] });
    expect(results['b.md']?.problems[0]?.message).toContain('a.md');
  });

  it('pass between articles that exchange them, alone and together with addresses', async () => {
    const three = (ids: string[], addresses: string[]) =>
      ['a', 'b', 'c'].map((name, i) =>
        put(`${name}.md`, {
          title: name,
          id: `x:${ids[i]}`,
          address: addresses[i]!,
          aliases: [`old-${name}`],
        }),
      );
    await publish(three(['1', '2', '3'], ['x', 'y', 'z']));
    for (const [ids, addresses] of [
      [
        ['2', '1', '3'],
        ['x', 'y', 'z'],
      ],
      [
        ['1', '3', '2'],
        ['x', 'y', 'z'],
      ],
      // Each leaves its id to one article, and its address to another.
      [
        ['2', '1', '3'],
        ['z', 'x', 'y'],
      ],
      [
        ['3', '2', '1'],
        ['y', 'x', 'z'],
      ],
    ] as const) {
      const results = await publish(three([...ids], [...addresses]));
      expect(Object.values(results).map(({ status }) => status)).not.toContain('error');
      expect(await feedItems()).toEqual({ a: `x:${ids[0]}`, b: `x:${ids[1]}`, c: `x:${ids[2]}` });
      for (const [i, title] of ['a', 'b', 'c'].entries()) {
        expect(await catalog().address(addresses[i]!)).toMatchObject({
          state: 'article',
          article: { title },
        });
        expect(await catalog().address(`old-${title}`)).toEqual({ state: 'moved', to: addresses[i] });
      }
    }
  });

  it('stay when the author takes them out of the front matter', async () => {
    await publish([put('a.md', { title: 'A', id: 'x:1' })]);
    await publish([put('a.md', { title: 'A' })]);
    expect(await feedItems()).toEqual({ A: 'x:1' });
  });
});

describe('addresses', () => {
  it('that an article leaves lead to where it is now', async () => {
    await publish([put('a.md')]);
    await publish([put('a.md', { address: 'better' })]);
    expect(await catalog().address('a')).toEqual({ state: 'moved', to: 'better' });
    expect(await addressState('better')).toBe('article');
  });

  it('are gone with the article, the former ones and the aliases too (check 63)', async () => {
    await publish([put('a.md', { aliases: ['/2020/a'] })]);
    await publish([put('b.md', { aliases: ['/2020/a'] }, 'a.md')], ['a.md']);
    expect(await catalog().address('/2020/a')).toEqual({ state: 'moved', to: 'b' });
    await publish([], ['b.md']);
    for (const address of ['a', 'b', '/2020/a']) expect(await addressState(address)).toBe('gone');
  });

  it('stay with the article that takes them, though the one that had them changes in the same batch', async () => {
    await publish([put('z.md', { address: 'hello' })]);
    await publish([put('z.md', { address: 'hi' })]);
    await publish([
      put('a.md', { title: 'A', address: 'hello' }),
      put('z.md', { title: 'Z', address: 'hi' }),
    ]);
    expect(await catalog().address('hello')).toMatchObject({ state: 'article', article: { title: 'A' } });
    expect(await catalog().address('hi')).toMatchObject({ state: 'article', article: { title: 'Z' } });
  });

  it('come back with the article', async () => {
    await publish([put('a.md')]);
    await publish([], ['a.md']);
    await publish([put('a.md')]);
    expect(await addressState('a')).toBe('article');
  });

  it('belong to one article: another that wants one is refused, and the first stays', async () => {
    await publish([put('a.md', { title: 'A' })]);
    const results = await publish([put('b.md', { address: 'a' })]);
    expect(results['b.md']).toMatchObject({
      status: 'error',
      problems: [{ code: 'duplicate-address', line: 1 }],
    });
    expect(Object.keys(await feedItems())).toEqual(['A']);
  });

  it('pass on within a batch, in whatever order the files come', async () => {
    await publish([put('a.md', { title: 'A' })]);
    const results = await publish([
      put('b.md', { title: 'B', address: 'a' }),
      put('a.md', { title: 'A', address: 'a2' }),
    ]);
    expect(Object.values(results).map(({ status }) => status)).toEqual(['article', 'article']);
    expect(await catalog().address('a')).toMatchObject({ state: 'article', article: { title: 'B' } });
  });

  it.each([
    ['two that swap', { a: 'y', b: 'x' }],
    ['a ring', { a: 'y', b: 'z', c: 'x' }],
    ['a chain beside a swap', { a: 'y', b: 'x', c: 'w', d: 'z' }],
  ])('pass between articles that exchange them: %s', async (_, after) => {
    const titles = { a: 'A', b: 'B', c: 'C', d: 'D' };
    const before = { a: 'x', b: 'y', c: 'z', d: 'v' };
    const puts = (addresses: Partial<typeof before>) =>
      Object.entries(addresses).map(([name, address]) =>
        put(`${name}.md`, { title: titles[name as 'a'], address, aliases: [`old-${name}`] }),
      );
    await publish(puts(before));
    const ids = await feedItems();
    const results = await publish(puts(after));
    expect(new Set(Object.values(results).map(({ status }) => status))).toEqual(new Set(['article']));
    expect(await feedItems()).toEqual(ids);
    for (const [name, address] of Object.entries(after)) {
      const article = { title: titles[name as 'a'], path: `${name}.md` };
      expect(await catalog().address(address)).toMatchObject({ state: 'article', article });
      expect(await catalog().address(`old-${name}`)).toEqual({ state: 'moved', to: address });
    }
  });

  it('stay with an article that keeps its own, though others exchange theirs', async () => {
    await publish([
      put('a.md', { address: 'x' }),
      put('b.md', { address: 'y' }),
      put('c.md', { address: 'z' }),
    ]);
    // c can't have y, which a takes from b; so z stays taken for d.
    const results = await publish([
      put('a.md', { address: 'y' }),
      put('b.md', { address: 'x' }),
      put('c.md', { address: 'y' }),
      put('d.md', { address: 'z' }),
    ]);
    expect(results).toMatchObject({
      'a.md': { status: 'article' },
      'b.md': { status: 'article' },
      'c.md': { status: 'error', problems: [{ code: 'duplicate-address' }] },
      'd.md': { status: 'error', problems: [{ code: 'duplicate-address' }] },
    });
    expect(results['c.md']?.problems[0]?.message).toMatch(/^a\.md is published at \/articles\/y already; /);
    expect(results['d.md']?.problems[0]?.message).toMatch(/^c\.md is published at \/articles\/z already; /);
  });

  it('go to an alias with the batch in which an article leaves them, whatever the order of the files', async () => {
    await publish([put('b.md', { address: 'old' }), put('y.md', { address: 'former' })]);
    const results = await publish([
      put('a.md', { aliases: ['old'] }),
      put('b.md', { address: 'new' }),
      put('y.md', { address: 'later' }),
      put('z.md', { aliases: ['former'] }),
    ]);
    expect(results).toMatchObject({ 'a.md': { problems: [] }, 'z.md': { problems: [] } });
    expect(await catalog().address('old')).toEqual({ state: 'moved', to: 'a' });
    expect(await catalog().address('former')).toEqual({ state: 'moved', to: 'z' });
  });

  it('of live articles are not taken by an alias; the author is warned', async () => {
    await publish([put('a.md')]);
    const results = await publish([put('b.md', { aliases: ['a'] })]);
    expect(results['b.md']).toMatchObject({
      status: 'article',
      problems: [{ severity: 'warning', code: 'alias' }],
    });
    expect(await addressState('a')).toBe('article');
  });
});

describe('files', () => {
  it('stay where they were when their file is in error at its new path', async () => {
    const before = await publish([put('old.md', { title: 'Before' })]);
    expect(before['old.md']?.status).toBe('article');
    const broken = { ...put('new.md'), movedFrom: 'old.md' };
    const problem = { severity: 'error', line: 1, column: 1, code: 'yaml', message: 'broken' } as const;
    const results = await publish(
      [{ ...broken, parsed: { status: 'error', problems: [problem] } }],
      ['old.md'],
    );
    expect(results).toMatchObject({ 'new.md': { status: 'error' }, 'old.md': { status: 'unchanged' } });
    expect(await catalog().address('old')).toMatchObject({ state: 'article', article: { title: 'Before' } });
    expect((await catalog().status()).files.article).toBe(1);
    // Mended, it moves as ever.
    await publish([put('new.md', { title: 'After' }, 'old.md')], ['old.md']);
    expect(await catalog().address('old')).toEqual({ state: 'moved', to: 'new' });
  });

  it('whose move is refused are remembered where they were, so that they can still be deleted', async () => {
    await publish([put('a.md', { title: 'A' }), put('taken.md')]);
    const results = await publish([put('b.md', { title: 'A', address: 'taken' }, 'a.md')], ['a.md']);
    expect(results['b.md']?.status).toBe('error');
    expect((await catalog().status()).files.article).toBe(2);
    await publish([], ['a.md']);
    expect(Object.keys(await feedItems())).toEqual(['Title of taken']);
  });

  it('that hold what they held change nothing at all', async () => {
    await publish([put('a.md')]);
    const before = await runInDurableObject(catalog(), (_, { storage }) => [
      ...storage.sql.exec('SELECT * FROM settings'),
      ...storage.sql.exec('SELECT * FROM articles'),
    ]);
    expect(await publish([put('a.md')])).toMatchObject({ 'a.md': { status: 'unchanged' } });
    const after = await runInDurableObject(catalog(), (_, { storage }) => [
      ...storage.sql.exec('SELECT * FROM settings'),
      ...storage.sql.exec('SELECT * FROM articles'),
    ]);
    expect(after).toEqual(before);
  });

  it('in error leave what was published from them, and are sent again next time', async () => {
    await publish([put('a.md', { title: 'Good' })]);
    const { root } = await catalog().manifest();
    const problem = { severity: 'error', line: 3, column: 1, code: 'yaml', message: 'broken' } as const;
    const results = await publish([
      { path: 'a.md', blob: 'f'.repeat(40), parsed: { status: 'error', problems: [problem] } },
    ]);
    expect(results['a.md']).toEqual({ path: 'a.md', status: 'error', problems: [problem] });
    expect(Object.keys(await feedItems())).toEqual(['Good']);
    expect((await catalog().manifest()).root).toBe(root);
  });

  it('that become drafts take their article back, and give it the same id when they end being drafts', async () => {
    const article = put('a.md', { title: 'A' });
    await publish([article]);
    const before = await feedItems();
    await publish([
      { path: 'a.md', blob: 'd'.repeat(40), parsed: { ...article.parsed, status: 'draft' } as never },
    ]);
    expect(await feedItems()).toEqual({});
    expect(await addressState('a')).toBe('gone');
    await publish([article]);
    expect(await feedItems()).toEqual(before);
  });

  it('leave an empty manifest behind when all are deleted', async () => {
    const empty = await catalog().manifest();
    await publish([put('a.md'), put('b.md')]);
    expect((await catalog().manifest()).root).not.toBe(empty.root);
    const results = await publish([], ['a.md', 'b.md', 'never-there.md']);
    expect(results['never-there.md']?.status).toBe('deleted');
    expect(await catalog().manifest()).toEqual(empty);
  });
});

it('keeps the moment of the first commit as the date of an article that names none', async () => {
  const { published: _, ...undated } = (put('a.md').parsed as { article: { published?: number } }).article;
  const file = (blob: string, html: string) => ({
    path: 'a.md',
    blob: blob.repeat(40),
    parsed: { status: 'article', article: { ...undated, html }, problems: [] } as never,
  });
  await publish([file('1', '<p>First</p>')]);
  const first = await catalog().address('a');
  await publish([file('2', '<p>Second</p>')]);
  const second = await catalog().address('a');
  if (first?.state !== 'article' || second?.state !== 'article') throw new Error('not published');
  expect(second.article.published).toBe(first.article.published);
  expect(second.article.html).toBe('<p>Second</p>');
});

it('never lets an update lie before the publication (check 23)', async () => {
  await publish([put('a.md', { published: day(5), updated: day(2) })]);
  expect(await catalog().address('a')).toMatchObject({ article: { updated: day(5) } });
});

it('asks for a smaller batch where the articles that it deletes take too much memory even without their bodies', async () => {
  const paths = Array.from({ length: 180 }, (_, i) => `${i}.md`);
  for (let i = 0; i < paths.length; i += 30) {
    await publish(paths.slice(i, i + 30).map((path) => put(path, { summary: 'x'.repeat(100_000) })));
  }
  expect(await catalog().publish({ put: [], delete: paths, more: false })).toEqual({
    status: 'too-much',
    why: expect.stringContaining('send fewer files') as string,
  });
  expect((await catalog().status()).files.article).toBe(paths.length);
  await publish([], paths.slice(0, 90));
  await publish([], paths.slice(90));
  expect((await catalog().status()).files.article).toBe(0);
});
