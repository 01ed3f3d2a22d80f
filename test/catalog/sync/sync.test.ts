import { reset, runInDurableObject } from 'cloudflare:test';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { limits } from '../../../src/limits.ts';
import { catalog, put } from '../batches.ts';
import { showFile } from '../../show/show-file.ts';
import { quiet } from '../quiet.ts';
import {
  abandonSlice,
  answersOf,
  article,
  importAll,
  importSlice,
  push,
  type Setting,
} from './repository.ts';

beforeEach(async () => reset());
afterAll(quiet);

/** What the catalog holds, by status. */
const held = async (): Promise<string[]> => {
  const { files } = await catalog().manifestFiles(Array.from({ length: 1024 }, (_, i) => i));
  return Object.keys(files).sort();
};

const many = (count: number, folder = 'content'): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/${i}.md`, article(`Article ${i}`)]));

const imported = async (files: Record<string, string>, setting: Partial<Setting> = {}) => {
  await push();
  return importAll({ fetch: answersOf(files), ...setting });
};

it('adds, changes, moves and deletes what differs', async () => {
  await imported({
    'content/a.md': article('A'),
    'content/b.md': article('B'),
    'content/c.md': article('C'),
  });
  const status = await imported({ 'content/a.md': article('A2'), 'content/x/b.md': article('B') });
  expect(status).toMatchObject({
    state: 'done',
    files: { added: 0, changed: 1, moved: 1, deleted: 1, left: 0 },
  });
  expect(await held()).toEqual(['a.md', 'x/b.md']);
});

it('keeps an article whose file is a pointer of Git LFS now', async () => {
  await imported({ 'content/a.md': article('A') });
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 999\n`;
  const status = await imported({ 'content/a.md': pointer });
  expect(status).toMatchObject({ state: 'done', files: { refused: 1, left: 0 } });
  expect(status.problems).toEqual([expect.stringMatching(/^a\.md:1:1: .*git lfs pull/)]);
  expect(await catalog().address('a')).toMatchObject({ article: { title: 'A' } });
});

it('imports the redirects of the site, and deletes them with their file', async () => {
  const rules = async (): Promise<unknown[]> =>
    runInDurableObject(catalog(), (_, { storage }) => new Tables(storage.sql).redirects.rules());
  const a = { 'content/a.md': article('A') };
  await imported({ ...a, 'content/_redirects': '/old /articles/a\n', _redirects: '/x /y\n' });
  expect(await held()).toEqual(['_redirects', 'a.md']);
  expect(await rules()).toEqual([{ line: 1, from: '/old', to: '/articles/a', status: 301 }]);
  const status = await imported({ ...a, 'content/_redirects': '/old\n' });
  expect(status.problems).toEqual([expect.stringContaining('_redirects:1:1: the line does not say where')]);
  expect(await rules()).toHaveLength(1);
  await imported(a);
  expect(await held()).toEqual(['a.md']);
  expect(await rules()).toEqual([]);
});

it('imports the shows of podcasts, keeps their guids when they move, and a show whose file has an error', async () => {
  const shows = async () =>
    runInDurableObject(catalog(), (_, { storage }) =>
      new Tables(storage.sql).shows.first(9).map(({ category, title, guid }) => ({ category, title, guid })),
    );
  await imported({ 'content/audio/_show.md': showFile('title: One\n') });
  const [first] = await shows();
  expect(first).toEqual({ category: 'audio', title: 'One', guid: expect.any(String) as string });
  await imported({ 'content/sound/_show.md': showFile('title: One\n') });
  expect(await shows()).toEqual([{ ...first, category: 'sound' }]);
  // Renamed and edited at once, the new file comes before the former one is deleted.
  await imported({ 'content/x/_show.md': showFile('title: Two\ncategory: sound\n') });
  expect(await shows()).toEqual([{ ...first, category: 'sound', title: 'Two' }]);
  const status = await imported({ 'content/x/_show.md': '---\ntitle: Three\n---\n' });
  expect(status.problems).toContainEqual(expect.stringMatching(/^x\/_show\.md:1:1: the show has no cover/));
  expect(await shows()).toMatchObject([{ title: 'Two' }]);
  await imported({ 'content/a.md': article('A') });
  expect(await shows()).toEqual([]);
});

it('keeps the guid of a show whose folder is renamed, and its file edited, by what no other show has', async () => {
  const shows = async (): Promise<Record<string, string>> =>
    runInDurableObject(catalog(), (_, { storage }) =>
      Object.fromEntries(
        new Tables(storage.sql).shows.first(9).map(({ category, guid }) => [category ?? '', guid]),
      ),
    );
  const told = (title: string, description: string): string =>
    showFile(`title: ${title}\n`).replace('About sound', description);
  const twins = { 'content/p/_show.md': told('Twin', 'Same'), 'content/q/_show.md': told('Twin', 'Same') };
  await imported({
    'content/audio/_show.md': told('Walks', 'About walks'),
    'content/talk/_show.md': told('Talks', 'About talks'),
    ...twins,
  });
  const { audio, talk, p, q } = await shows();
  // One keeps its title, the other its description. Of the twins, either may be meant.
  const status = await imported({
    'content/sound/_show.md': told('Walks', 'About walks through cities'),
    'content/speech/_show.md': told('Speech', 'About talks'),
    'content/r/_show.md': told('Twin', 'Same, edited'),
  });
  expect(status).toMatchObject({ state: 'done', files: { moved: 2, refused: 0 } });
  const after = await shows();
  expect(after).toEqual({ sound: audio, speech: talk, r: expect.any(String) as string });
  expect([p, q]).not.toContain(after['r']);
  expect(await held()).toEqual(['r/_show.md', 'sound/_show.md', 'speech/_show.md']);
});

it('publishes shows and articles that exchange their places, in one slice and in several', async () => {
  const placed = async (): Promise<Record<string, string>> =>
    runInDurableObject(catalog(), (_, { storage: { sql } }) =>
      Object.fromEntries(
        sql
          .exec<{ path: string; place: string }>(
            `SELECT path, category || ' ' || guid AS place FROM shows WHERE json IS NOT NULL
             UNION SELECT path, address || ' ' || id FROM articles WHERE path NOT LIKE 'm/%'`,
          )
          .toArray()
          .map(({ path, place }) => [path, place]),
      ),
    );
  const of = (places: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(places).map(([path, place]) => [
        `content/${path}`,
        path.endsWith('_show.md')
          ? showFile(`category: ${place}\n`)
          : `---\ntitle: ${path}\ndate: 2026-01-01\nslug: ${place}\n---\nText\n`,
      ]),
    );
  const before = {
    'a/_show.md': 'A',
    'a/1.md': 'one',
    'y/_show.md': 'Y',
    'z/_show.md': 'Z',
    'z/2.md': 'two',
  };
  const after = { 'a/_show.md': 'Z', 'a/1.md': 'two', 'y/_show.md': 'A', 'z/_show.md': 'Y', 'z/2.md': 'one' };
  await imported(of(before));
  const first = await placed();
  const idOf = (path: string): string | undefined => first[path]?.split(' ')[1];
  const expected = (places: Record<string, string>) =>
    Object.fromEntries(Object.entries(places).map(([path, place]) => [path, `${place} ${idOf(path)}`]));
  expect(first).toEqual(expected(before));
  await imported(of(after));
  expect(await placed()).toEqual(expected(after));
  // The first and the last file of a ring lie in two slices that are full.
  const status = await imported({ ...of(before), ...many(75, 'content/m') });
  expect(status).toMatchObject({ state: 'done', files: { refused: 0, left: 0 } });
  expect(await placed()).toEqual(expected(before));
});

it('refuses what two files want, however many of them there are', async () => {
  const both = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [`content/s${i}/_show.md`, showFile('category: Both\n')]),
  );
  const status = await imported({ ...both, ...many(50, 'content/m') });
  expect(status).toMatchObject({ state: 'done', files: { refused: 49, left: 0 } });
  expect(status.problems).toContainEqual(
    expect.stringMatching(/^s1\/_show\.md:1:1: s0\/_show\.md is the show of the category "Both" already; /),
  );
});

describe('names', () => {
  it('that can not be published are refused, and the other files go in', async () => {
    const long = `${'知'.repeat(400)}.md`;
    const names = ['a\\b.md', 'a\u001b[2J.md', long, `${'x'.repeat(2_000_000)}.md`];
    const files = Object.fromEntries(names.map((name) => [`content/${name}`, article(name.slice(0, 9))]));
    const status = await imported({ ...files, 'content/good.md': article('Good') });
    expect(status).toMatchObject({ state: 'done', files: { refused: names.length, left: 0 } });
    expect(status.problems).toHaveLength(names.length);
    expect(await held()).toEqual(['good.md']);
  });

  it('that are not UTF-8 are named, and what an earlier version published from them stays', async () => {
    await catalog().publish({ put: [put('caf\uFFFD.md')], delete: [], more: false });
    const files = { 'content/caf\uFFFD.md': article('A'), 'content/\uFFFD/b.md': article('B') };
    const status = await imported(files);
    expect(status).toMatchObject({ state: 'done', files: { refused: 2, left: 0 } });
    expect(status.problems).toEqual([
      expect.stringMatching(/^caf\uFFFD\.md:1:1: .*not UTF-8/),
      expect.stringMatching(/^\uFFFD\/b\.md:1:1: .*not UTF-8/),
    ]);
    expect(await held()).toEqual(['caf\uFFFD.md']);
  });

  it('that are refused keep what was published from the file before', async () => {
    await imported({ 'content/a.md': article('A'), 'content/b.md': article('B') });
    await imported({ 'content/a\\b.md': article('A'), 'content/b.md': article('B') });
    expect(await held()).toEqual(['a.md', 'b.md']);
    await imported({ 'content/c.md': article('A'), 'content/b.md': article('B') });
    expect(await held()).toEqual(['b.md', 'c.md']);
  });

  it.each([Infinity, 5])(
    'that become one in NFC are named (trees of up to %d entries)',
    async (longestTree) => {
      const files = {
        'content/e\u0301.md': article('Two'),
        'content/\u00e9.md': article('One'),
        'content/e\u0301/x.md': article('Four'),
        'content/\u00e9/x.md': article('Three'),
        'content/only-e\u0301.md': article('Five'),
      };
      for (let i = 0; i < 2; i++) {
        // Also where nothing has changed: the two must not take turns.
        const status = await imported(files, {
          fetch: answersOf(files, { longestTree }),
        });
        expect(status.state).toBe('done');
        expect(status.files.refused).toBe(2);
        expect(status.problems.join('\n')).toContain('another spelling of Unicode');
        expect(await held()).toEqual(['only-\u00e9.md', '\u00e9.md', '\u00e9/x.md']);
        const address = await catalog().address('\u00e9');
        expect(address).toMatchObject({ article: { title: 'One' } });
      }
    },
  );

  it('of earlier versions are deleted when the file is gone', async () => {
    const paths = ['a\\b.md', '한국어\ud800.md', 'e\u0301.md', '\u001b.md'];
    const puts = paths.map((path, i) => put(path, { address: `${i}`, id: `urn:test:${i}` }));
    await catalog().publish({ put: puts, delete: [], more: false });
    const moved = { 'content/moved.md': article('Moved') };
    const status = await imported(moved);
    expect(status).toMatchObject({ state: 'done', files: { deleted: paths.length, added: 1, left: 0 } });
    expect(await held()).toEqual(['moved.md']);
  });
});

describe('a file that the worker fails over', () => {
  const files = { ...many(100), 'content/5-bad.md': article('Bad') };
  const isBad = ({ path }: { path: string }): boolean => path === '5-bad.md';

  it.each<[string, NonNullable<Setting['publish']>]>([
    [
      'since the catalog throws',
      (batch) => {
        if (batch.put.some(isBad)) throw new RangeError('out of memory');
        return undefined;
      },
    ],
    [
      'since it is too much for the catalog',
      (batch) =>
        batch.put.some(isBad) ? { status: 'too-much', why: 'it takes more memory than there is' } : undefined,
    ],
  ])('is refused, and the others go in (%s)', async (_name, publish) => {
    const status = await imported(files, { publish });
    expect(status).toMatchObject({ state: 'done', files: { added: 101, left: 0, refused: 1 } });
    expect(status.problems).toEqual([
      expect.stringMatching(/^5-bad\.md:1:1: the worker fails over this file/),
    ]);
    expect(await held()).toHaveLength(100);
  });

  it('is found where the worker ends without a word', async () => {
    await push();
    const setting = { fetch: answersOf(files) };
    await importSlice(setting);
    let deaths = 0;
    for (let slices = 0; ; slices++) {
      expect(slices).toBeLessThan(100);
      // What the next slice would fetch, if it did not die of it.
      const next = await runInDurableObject(catalog(), (_instance, { storage }) => {
        const { imports, steps } = new Tables(storage.sql);
        const { begun, most = 40, finishedAt } = imports.last()!;
        if (finishedAt !== undefined) return undefined;
        return begun ? [] : steps.puts(Math.min(40, most));
      });
      if (!next) break;
      if (next.some(isBad)) {
        await abandonSlice(setting);
        deaths++;
      }
      await importSlice(setting);
    }
    const status = await importSlice(setting);
    expect(status).toMatchObject({ state: 'done', files: { added: 101, left: 0, refused: 1 } });
    expect(await held()).toHaveLength(100);
    // 40, 20, 10, 5, 3, 2, 1, and 1 once more; what goes through in between lets the next slice have twice as many.
    expect(deaths).toBeLessThanOrEqual(12);
  });

  it('may be a deletion', async () => {
    await imported(many(100));
    const rest = many(98);
    const publish: Setting['publish'] = (batch) => {
      if (batch.delete.includes('98.md')) throw new RangeError('out of memory');
      return undefined;
    };
    const status = await imported(rest, { publish });
    expect(status).toMatchObject({ state: 'done', files: { deleted: 2, left: 0, refused: 1 } });
    expect(await held()).toEqual(
      Object.keys({ ...rest, 'content/98.md': '' })
        .map((path) => path.slice(8))
        .sort(),
    );
  });

  it('is not to blame where the worker fails over all of them', async () => {
    const status = await imported(many(100), {
      publish: () => {
        throw new Error('the disk is full');
      },
    });
    expect(status).toMatchObject({ state: 'failed', error: expect.stringContaining('the disk is full') });
    expect(status.files.refused).toBeLessThan(10);
  });

  it('may be a tree: then it is read folder by folder', async () => {
    await push();
    const repository = { 'content/a/1.md': article('1'), 'content/b/2.md': article('2') };
    await abandonSlice({ fetch: answersOf(repository), content: '' });
    const asked: string[] = [];
    const setting = { fetch: answersOf(repository, { asked: (path) => void asked.push(path) }), content: '' };
    expect(await importAll(setting)).toMatchObject({ state: 'done', files: { added: 2 } });
    expect(await held()).toEqual(['content/a/1.md', 'content/b/2.md']);
  });
});

describe('what GitHub says', () => {
  it('of the size of a file need not be true', async () => {
    const big = `${article('Big')}${'x'.repeat(limits.sourceBytes)}`;
    const files = { 'content/a.md': article('A'), 'content/big.md': big, 'content/endless.md': article('E') };
    const status = await imported(files, {
      fetch: answersOf(files, {
        sizes: { 'content/big.md': 10, 'content/endless.md': 10 },
        endless: ['content/endless.md'],
      }),
    });
    expect(status).toMatchObject({ state: 'done', files: { refused: 2, left: 0 } });
    expect(status.problems).toEqual([
      expect.stringMatching(/^big\.md:1:1: the file has 1\.5 MB/),
      expect.stringMatching(/^endless\.md:1:1: the file has more than 1\.5 MB/),
    ]);
    expect(await held()).toEqual(['a.md']);
  });

  it('may be more than a statement takes', async () => {
    // 3,000 paths of a kilobyte: more than the 2 MB that SQLite takes at once.
    const folder = 'content/' + `${'知'.repeat(80)}/`.repeat(4);
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`${folder}${i}.md`, 'no article']),
    );
    await push();
    for (let i = 0; i < 3; i++) await importSlice({ fetch: answersOf(files) });
    const left = async () =>
      runInDurableObject(catalog(), (_instance, { storage }) => new Tables(storage.sql).steps.left());
    expect((await left()).puts).toBeGreaterThan(2800);
  });
});

it('takes the articles of a slice as far as they fit into memory, and the rest later', async () => {
  const folder = `content/${'x'.repeat(900)}`;
  // A megabyte each, once its links are absolute.
  const links = '[a](b)\n'.repeat(1000);
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`${folder}/${i}.md`, `${article(`A ${i}`)}\n${i}\n${links}`]),
  );
  let largest = 0;
  const status = await imported(files, {
    publish: (batch) => {
      const bytes = batch.put.map(({ parsed }) => ('article' in parsed ? parsed.article.html.length : 0));
      largest = Math.max(
        largest,
        bytes.reduce((sum, size) => sum + size, 0),
      );
      return undefined;
    },
  });
  expect(status).toMatchObject({ state: 'done', files: { added: 40, refused: 0 } });
  expect(largest).toBeLessThanOrEqual(limits.parsedBytes);
  expect(largest).toBeGreaterThan(limits.parsedBytes / 2);
});

it('ends when something newer takes its place between two slices, whatever the times say', async () => {
  await push();
  const setting = { fetch: answersOf(many(100)) };
  await importSlice(setting);
  await importSlice(setting);
  const { push: last } = await catalog().status();
  const newer = { commit: 'f'.repeat(40), time: 1000, ancestors: [last!.commit] };
  await catalog().publish({ put: [], delete: [], more: false, push: newer });
  expect(await importSlice(setting)).toMatchObject({ state: 'superseded' });
});
