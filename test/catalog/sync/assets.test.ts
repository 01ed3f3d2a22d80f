import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import type { Blobs } from '../../../src/store/blobs/blobs.ts';
import { KvBlobs } from '../../../src/store/blobs/kv.ts';
import { limits } from '../../../src/limits.ts';
import { png } from '../../cli/pictures.ts';
import { catalog } from '../batches.ts';
import { exportedAtRest, restored } from '../../http/backups.ts';
import { settled } from '../../http/publish.ts';
import { showFile } from '../../show/show-file.ts';
import { quiet } from '../quiet.ts';
import {
  abandonSlice,
  answersOf,
  article,
  importAll,
  importSlice,
  push,
  type Files,
  type Setting,
  type Told,
} from './repository.ts';

beforeEach(async () => reset());
afterAll(quiet);

const site = 'https://feeds.example';

const get = async (path: string): Promise<Response> =>
  exports.default.fetch(new Request(site + path, { redirect: 'manual' }));

/** What is published beside articles: path → facts. */
const published = async (): Promise<Record<string, object>> =>
  runInDurableObject(catalog(), (_, { storage }) => {
    const { assets } = new Tables(storage.sql);
    const paths = [...assets.below(''), ...assets.below('/')].flat();
    return Object.fromEntries(paths.map((path) => [path, assets.get(path)!.facts]));
  });

const paths = async (): Promise<string[]> => Object.keys(await published()).sort();

const imported = async (files: Files, setting: Partial<Setting> = {}, told: Told = {}) => {
  await push();
  return importAll({ fetch: answersOf(files, told), ...setting });
};

/** Answers, with a list of the paths that were asked for. */
function counted(files: Files): { asked: string[]; fetch: Setting['fetch'] } {
  const asked: string[] = [];
  return { asked, fetch: answersOf(files, { asked: (path) => void asked.push(path) }) };
}

const post = (cover: string): string =>
  `---\ntitle: A\ndate: 2024-01-01\ncover: ${cover}\n---\n![x](${cover})\n`;

describe('files beside articles', () => {
  it('are published with their types and sizes, before the articles that name them', async () => {
    const files = {
      'content/a/index.md': post('x.png'),
      'content/a/x.png': png(30, 20),
      'static/i/y.png': png(5, 4),
    };
    const status = await imported(files);
    expect(status).toMatchObject({ state: 'done', files: { added: 3, left: 0, refused: 0 }, problems: [] });
    expect(await published()).toMatchObject({
      'a/x.png': { type: 'image/png', width: 30, height: 20, bytes: png(30, 20).byteLength },
      '/i/y.png': { type: 'image/png', width: 5, height: 4 },
    });
    const answer = await get('/files/a/x.png');
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png']);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(png(30, 20)));
    expect((await get('/i/y.png')).status).toBe(200);
    const feed = await (await get('/feed.json')).text();
    expect(feed).toContain('/files/a/x.png');
    expect(feed).toMatch(/width=\\"30\\"/);
  });

  it('are held back with a draft, and given out with it', async () => {
    const draft = (isDraft: boolean): string =>
      post('x.png').replace('title: A', `title: A\ndraft: ${isDraft}`);
    const files = { 'content/a/index.md': draft(true), 'content/a/x.png': png(30, 20) };
    expect(await imported(files)).toMatchObject({ state: 'done', files: { added: 2, refused: 0 } });
    expect((await get('/files/a/x.png')).status).toBe(404);
    await imported({ ...files, 'content/a/index.md': draft(false) });
    expect((await get('/files/a/x.png')).status).toBe(200);
    const renamed = { 'content/b/index.md': draft(true), 'content/b/x.png': png(30, 20) };
    await imported(renamed);
    expect([(await get('/files/a/x.png')).status, (await get('/files/b/x.png')).status]).toEqual([404, 404]);
  });

  it('go into KV where there is no R2', async () => {
    const status = await imported({ 'content/x.png': png(30, 20) }, { blobs: new KvBlobs(env.DOCUMENTS) });
    expect(status).toMatchObject({ state: 'done', files: { added: 1, refused: 0 } });
    expect(new Uint8Array(await (await get('/files/x.png')).arrayBuffer())).toEqual(
      new Uint8Array(png(30, 20)),
    );
  });

  it.each(['r2', 'kv'])('are taken whole where they are larger than a piece (%s)', async (store) => {
    const large = png(300, 200, 'large', 3_000_000);
    const setting = store === 'kv' ? { blobs: new KvBlobs(env.DOCUMENTS) } : {};
    const status = await imported({ 'content/x.png': large }, setting);
    expect(status).toMatchObject({ state: 'done', files: { added: 1, refused: 0 } });
    expect(new Uint8Array(await (await get('/files/x.png')).arrayBuffer())).toEqual(new Uint8Array(large));
  });

  it('change, move and go with those of the commit, and a moved one is not fetched again', async () => {
    await imported({
      'content/a.png': png(1, 1, 'a'),
      'content/b.png': png(2, 2, 'b'),
      'content/c.png': png(3, 3, 'c'),
    });
    const after = { 'content/a.png': png(9, 9, 'new'), 'content/x/b.png': png(2, 2, 'b') };
    const { asked, fetch } = counted(after);
    await push();
    const status = await importAll({ fetch });
    expect(status).toMatchObject({
      state: 'done',
      files: { added: 0, changed: 1, moved: 1, deleted: 1, left: 0 },
    });
    expect(await published()).toMatchObject({ 'a.png': { width: 9 }, 'x/b.png': { width: 2 } });
    expect(asked).not.toContain('content/x/b.png');
    const moved = await get('/files/b.png');
    expect([moved.status, moved.headers.get('Location')]).toEqual([301, `${site}/files/x/b.png`]);
    expect((await get('/files/c.png')).status).toBe(410);
  });

  it('may come back under a name that a moved one had', async () => {
    await imported({ 'content/a.png': png(1, 1) });
    await imported({ 'content/b.png': png(1, 1) });
    const status = await imported({ 'content/b.png': png(1, 1), 'content/a.png': png(2, 2) });
    expect(status).toMatchObject({ state: 'done', files: { added: 1 }, problems: [] });
    expect((await get('/files/a.png')).status).toBe(200);
    // And the one that moved can be told where to go.
    expect(await paths()).toEqual(['a.png', 'b.png']);
  });

  it('meet by their names where several of one content move', async () => {
    await imported({ 'content/a/x.png': png(1, 1), 'content/a/y.png': png(1, 1) });
    await imported({ 'content/a2/y.png': png(1, 1), 'content/b/x.png': png(1, 1) });
    expect((await get('/files/a/x.png')).headers.get('Location')).toBe(`${site}/files/b/x.png`);
    expect((await get('/files/a/y.png')).headers.get('Location')).toBe(`${site}/files/a2/y.png`);
  });

  it('are fetched once where several have one content', async () => {
    const files = { 'content/a.png': png(1, 1), 'content/b.png': png(1, 1), 'static/c.png': png(1, 1) };
    const { asked, fetch } = counted(files);
    await push();
    expect(await importAll({ fetch })).toMatchObject({ state: 'done', files: { added: 3 } });
    expect(asked.filter((path) => path.endsWith('.png'))).toHaveLength(1);
    expect(await paths()).toEqual(['/c.png', 'a.png', 'b.png']);
  });

  it('are fetched again after a backup is restored, and keep their dates', async () => {
    const files = { 'content/a.md': post('x.png'), 'content/x.png': png(30, 20), 'static/y.png': png(5, 4) };
    await imported(files);
    const backup = await exportedAtRest();
    await reset();
    await restored(backup);
    const { asked, fetch } = counted(files);
    await push();
    expect(await importAll({ fetch })).toMatchObject({
      state: 'done',
      files: { left: 0, refused: 0 },
      problems: [],
    });
    expect(asked.filter((path) => /\.(?:md|png)$/.test(path)).sort()).toEqual([
      'content/x.png',
      'static/y.png',
    ]);
    expect(await exportedAtRest()).toMatchObject({
      assets: backup.assets,
      articles: backup.articles,
      files: backup.files,
    });
    await push();
    const again = counted(files);
    expect(await importAll({ fetch: again.fetch })).toMatchObject({ state: 'done' });
    expect(again.asked.filter((path) => path.endsWith('.png'))).toEqual([]);
  });

  it('are on the pages that show what they say, also after a backup is restored', async () => {
    const files = {
      'content/a.md': '---\ntitle: A\ndate: 2024-01-01\naudio: https://cdn.example/a.mp3\n---\nText.\n',
      'content/a.vtt': 'WEBVTT\n\n00:12.000 --> 00:13.000\nHello\n',
    };
    await imported(files);
    const backup = await exportedAtRest();
    await reset();
    await restored(backup);
    await settled();
    const page = async () => (await get('/articles/a')).text();
    expect(await page()).not.toContain('Hello');
    await imported(files);
    // An import is a part of an alarm, which arms the next one. Here it was called alone.
    await evictDurableObject(catalog());
    await settled();
    expect(await page()).toContain('Hello');
  });

  it('cost no request when nothing changed', async () => {
    const files = { 'content/a.md': article('A'), 'content/a.png': png(1, 1), 'static/b.png': png(2, 2) };
    await imported(files);
    const { asked, fetch } = counted(files);
    await push();
    expect(await importAll({ fetch })).toMatchObject({ files: { added: 0, changed: 0, deleted: 0 } });
    expect(asked).toEqual(['', 'content/', 'static/']);
  });
});

describe('the folders', () => {
  it.each([Infinity, 3])(
    'may lie anywhere in the repository (trees of up to %d entries)',
    async (longestTree) => {
      const files: Record<string, string | Uint8Array> = {
        'blog/source/_posts/a.md': article('A'),
        'blog/source/_posts/a/x.png': png(1, 1),
        'blog/source/img/y.png': png(2, 2),
        'blog/source/img/deep/er/z.png': png(3, 3),
        'blog/source/_data/no.png': png(4, 4),
        'blog/themes/no.png': png(5, 5),
        'no.png': png(6, 6),
      };
      const setting = { content: 'blog/source/_posts', staticFolder: '.' };
      const told = { longestTree };
      expect(await imported(files, setting, told)).toMatchObject({ state: 'done', problems: [] });
      expect(await paths()).toEqual(['/img/deep/er/z.png', '/img/y.png', 'a/x.png']);
      delete files['blog/source/img/deep/er/z.png'];
      expect(await imported(files, setting, told)).toMatchObject({ state: 'done', files: { deleted: 1 } });
      expect(await paths()).toEqual(['/img/y.png', 'a/x.png']);
      delete files['blog/source/img/y.png'];
      expect(await imported(files, setting, told)).toMatchObject({ state: 'done', files: { deleted: 1 } });
      expect(await paths()).toEqual(['a/x.png']);
    },
  );

  it('need not have a static one, and its files go with it', async () => {
    await imported({ 'content/a.md': article('A'), 'static/x.png': png(1, 1) });
    const status = await imported({ 'content/a.md': article('A') });
    expect(status).toMatchObject({ state: 'done', files: { deleted: 1 } });
    expect(await paths()).toEqual([]);
  });

  it('leave out what the patterns say, and what is of no known type', async () => {
    const files = { 'content/a.png': png(1, 1), 'content/raw/b.png': png(2, 2), 'content/c.psd': 'x' };
    expect(await imported(files, { ignored: ['raw/'] })).toMatchObject({ files: { added: 1, refused: 0 } });
    expect(await paths()).toEqual(['a.png']);
  });
});

describe('a file that cannot be published', () => {
  it('is named with its reason, and the others go on', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 999\n`;
    const files = {
      'content/a.png': '<!doctype html><title>404</title>',
      'content/b.png': pointer,
      'content/empty.png': '',
      'content/large.png': png(1, 1, 'large', 2_000),
      'content/good.png': png(1, 1),
      'content/good.md': article('Good'),
    };
    const status = await imported(files, { maxBytes: 1_000 });
    expect(status).toMatchObject({ state: 'done', files: { refused: 4, left: 0 } });
    expect(status.problems).toEqual([
      expect.stringMatching(/^a\.png:1:1: the file is named \.png, but/),
      expect.stringMatching(/^b\.png:1:1: the file is a pointer of Git LFS/),
      expect.stringMatching(/^empty\.png:1:1: the file is empty/),
      expect.stringMatching(/^large\.png:1:1: .*FILE_BYTES/),
    ]);
    expect(await paths()).toEqual(['good.png']);
  });

  it('keeps what was published of it', async () => {
    await imported({ 'content/a.png': png(1, 1) });
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 999\n`;
    expect(await imported({ 'content/a.png': pointer })).toMatchObject({ files: { refused: 1 } });
    expect((await get('/files/a.png')).status).toBe(200);
  });

  it('is refused without a request if the store takes no file of its size', async () => {
    const sizes = { 'content/a.png': limits.kvFileBytes + 1 };
    const { asked, fetch } = counted({});
    const told = { sizes, asked: (path: string) => void asked.push(path) };
    await push();
    const files = { 'content/a.png': png(1, 1) };
    const status = await importAll({ fetch: answersOf(files, told), blobs: new KvBlobs(env.DOCUMENTS) });
    expect(fetch).toBeDefined();
    expect(status.problems).toEqual([expect.stringContaining('bind an R2 bucket as FILES')]);
    expect(asked).not.toContain('content/a.png');
  });

  it.each(['r2', 'kv'])(
    'is not stored if its bytes are others than those of the commit (%s)',
    async (store) => {
      const setting = store === 'kv' ? { blobs: new KvBlobs(env.DOCUMENTS) } : {};
      const files = { 'content/a.csv': 'a,b', 'content/b.csv': 'c,d', 'content/c.csv': 'e,f' };
      const sent = { 'content/a.csv': 'x,y', 'content/b.csv': 'c,d,e' };
      const status = await imported(files, setting, { sent });
      expect(status).toMatchObject({ state: 'done', files: { refused: 2 } });
      expect(status.problems[0]).toMatch(/^a\.csv:1:1: GitHub sends other bytes/);
      expect(await paths()).toEqual(['c.csv']);
    },
  );

  it('waits for the deletion that frees its address', async () => {
    await imported({ 'content/a.md': article('A'), 'static/files/t/a.png': png(1, 1) });
    const status = await imported({ 'content/a.md': article('A'), 'content/t/a.png': png(2, 2) });
    expect(status).toMatchObject({ state: 'done', files: { added: 1, deleted: 1, refused: 0 } });
    expect(await paths()).toEqual(['t/a.png']);
    expect((await get('/files/t/a.png')).status).toBe(200);
  });
});

describe('a file at an address that an article has', () => {
  const at = (slug: string): string =>
    `---\ntitle: A\ndate: 2024-01-01\naliases: [/i/${slug}.png]\n---\nText\n`;

  it('waits for the article to give it up', async () => {
    await imported({ 'content/a.md': at('x') });
    expect((await get('/i/x.png')).status).toBe(301);
    const status = await imported({ 'content/b.md': article('B'), 'static/i/x.png': png(1, 1) });
    expect(status).toMatchObject({ state: 'done', files: { added: 2, deleted: 1, refused: 0 } });
    expect((await get('/i/x.png')).status).toBe(200);
  });

  it('is refused if the article keeps it', async () => {
    const status = await imported({ 'content/a.md': at('x') });
    expect(status.files.refused).toBe(0);
    const next = await imported({ 'content/a.md': at('x'), 'static/i/x.png': png(1, 1) });
    expect(next).toMatchObject({ state: 'done', files: { refused: 1, left: 0 } });
    expect(next.problems).toEqual([expect.stringMatching(/^\/i\/x\.png:1:1: .*rename one of the two/)]);
  });
});

describe('a file that was refused for a conflict', () => {
  const named = (title: string, more: string): string =>
    `---\ntitle: ${title}\ndate: 2024-01-01\n${more}\n---\nText\n`;
  const show = (category: string): string => showFile(`category: ${category}\n`);
  const cases: [what: string, first: [path: string, text: string], second: [path: string, text: string]][] = [
    [
      'an id',
      ['content/one.md', named('One', 'id: urn:x:1')],
      ['content/two.md', named('Two', 'id: urn:x:1')],
    ],
    ['an address', ['content/one.md', named('One', 'slug: s')], ['content/two.md', named('Two', 'slug: s')]],
    ['a category', ['content/p/_show.md', show('c')], ['content/q/_show.md', show('c')]],
    ['an alias', ['content/one.md', named('One', 'aliases: [/files/two.txt]')], ['content/two.txt', 'Two']],
  ];

  it.each(cases)('is published by the push that deletes the other one: %s', async (_, first, second) => {
    await imported(Object.fromEntries([first]));
    const both = await imported(Object.fromEntries([first, second]));
    expect(both).toMatchObject({ state: 'done', files: { refused: 1 } });
    const one = await imported(Object.fromEntries([second]));
    expect(one).toMatchObject({ state: 'done', files: { refused: 0, left: 0 }, problems: [] });
  });

  it('is published by the push that changes the other one, whichever comes first', async () => {
    const files = { 'content/p/_show.md': show('c') };
    await imported(files);
    const refused = await imported({ ...files, 'content/a/_show.md': show('c') });
    expect(refused.files.refused).toBe(1);
    const { asked, fetch } = counted({ 'content/p/_show.md': show('d'), 'content/a/_show.md': show('c') });
    await push();
    expect(await importAll({ fetch })).toMatchObject({ state: 'done', files: { refused: 0, left: 0 } });
    // The shows of a batch are decided about together.
    expect(asked.filter((path) => path.endsWith('_show.md'))).toHaveLength(2);
  });

  it('is fetched twice at most while it stays in conflict', async () => {
    const files = { 'content/p/_show.md': show('c') };
    await imported(files);
    const { asked, fetch } = counted({
      ...files,
      'content/q/_show.md': show('c'),
      'content/b.md': article('B'),
    });
    await push();
    expect(await importAll({ fetch })).toMatchObject({ state: 'done', files: { refused: 1, left: 0 } });
    expect(asked.filter((path) => path === 'content/q/_show.md')).toHaveLength(2);
  });
});

describe('an import with files', () => {
  const many = (count: number): Record<string, Uint8Array> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`content/${i}.png`, png(1, i + 1)]));

  it('asks for no more in a slice than the free plan allows', async () => {
    const { asked, fetch } = counted(many(30));
    await push();
    await importSlice({ fetch });
    const before = asked.length;
    const status = await importSlice({ fetch });
    expect(asked.length - before).toBe(20);
    expect(status.files.left).toBe(10);
    expect(await importAll({ fetch })).toMatchObject({ state: 'done', files: { added: 30 } });
  });

  it('goes on after it was killed between and within slices', async () => {
    const files = many(30);
    await push();
    await importSlice({ fetch: answersOf(files) });
    await importSlice({ fetch: answersOf(files) });
    await abandonSlice({ fetch: answersOf(files) });
    const { asked, fetch } = counted(files);
    expect(await importAll({ fetch })).toMatchObject({ state: 'done', files: { refused: 0, left: 0 } });
    expect(await paths()).toHaveLength(30);
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it('refuses a file that ends the worker twice, and the others go in', async () => {
    const files = { 'content/a.png': png(1, 1), 'content/b.md': article('B') };
    const setting = { fetch: answersOf(files) };
    await push();
    await importSlice(setting);
    for (let deaths = 0; deaths < 2; deaths++) {
      await abandonSlice(setting);
      await importSlice(setting);
    }
    const status = await importAll(setting);
    expect(status).toMatchObject({ state: 'done', files: { added: 2, refused: 1, left: 0 } });
    expect(status.problems).toEqual([expect.stringMatching(/^a\.png:1:1: the worker fails over this file/)]);
    expect((await get('/articles/b')).status).toBe(200);
  });

  it('gives way to a newer push while GitHub answers', async () => {
    const files = many(3);
    const answers = answersOf(files);
    await push();
    await importSlice({ fetch: answers });
    let isPushed = false;
    await importSlice({
      fetch: async (url, init) => {
        if (!isPushed) await push();
        isPushed = true;
        return answers(url, init);
      },
    });
    expect(await paths()).toEqual([]);
    expect(await importAll({ fetch: answersOf({ 'content/new.png': png(4, 4) }) })).toMatchObject({
      state: 'done',
    });
    expect(await paths()).toEqual(['new.png']);
  });

  it('retries when GitHub fails, and fetches nothing twice', async () => {
    const files = many(5);
    let failures = 2;
    const answers = answersOf(files);
    const fetched: string[] = [];
    await push();
    const status = await importAll({
      fetch: async (url, init) => {
        if (!url.includes('/blobs/')) return answers(url, init);
        if (failures-- > 0) return new Response('', { status: 502 });
        fetched.push(url);
        return answers(url, init);
      },
    });
    expect(status).toMatchObject({ state: 'done', files: { added: 5, refused: 0 } });
    expect(new Set(fetched).size).toBe(fetched.length);
  });

  it('publishes the articles while the store takes no files, and the files as soon as it does', async () => {
    const files = { ...many(3), 'content/a.md': article('A') };
    const kv = new KvBlobs(env.DOCUMENTS);
    let isFull = true;
    const write: Blobs['write'] = async (blob, bytes) => {
      if (isFull) throw new Error('KV put() limit exceeded for the day.');
      return kv.write(blob, bytes);
    };
    const full: Blobs = {
      name: 'kv',
      maxBytes: kv.maxBytes,
      takesStreams: false,
      write,
      read: async (...asked) => kv.read(...asked),
      readWhole: async (blob) => kv.readWhole(blob),
      delete: async (blobs) => kv.delete(blobs),
    };
    await push();
    const setting = { fetch: answersOf(files), blobs: full };
    let status = await importSlice(setting);
    for (let slices = 0; slices < 6; slices++) status = await importSlice(setting);
    expect(status.error).toContain('The writes to KV of a day');
    expect(status.files.left).toBe(3);
    expect((await get('/articles/a')).status).toBe(200);
    isFull = false;
    expect(await importAll(setting)).toMatchObject({ state: 'done', files: { added: 4, refused: 0 } });
    expect(await paths()).toHaveLength(3);
  });

  it('is refused if it would delete many files, and articles do not hide that', async () => {
    const articles = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`content/${i}.md`, article(`Article ${i}`)]),
    );
    await imported({ ...articles, ...many(8) });
    const status = await imported(articles, { pruneAny: false });
    expect(status).toMatchObject({
      state: 'refused',
      error: expect.stringContaining('8 of 8 pictures') as string,
    });
    expect(await paths()).toHaveLength(8);
  });

  it('may delete few articles however many files go', async () => {
    await imported({ ...many(40), 'content/a.md': article('A') });
    const left = { ...many(33), 'content/b.md': article('B') };
    expect(await imported(left, { pruneAny: false })).toMatchObject({ state: 'done' });
    expect(await paths()).toHaveLength(33);
  });
});
