import { env } from 'cloudflare:workers';
import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ManifestFile } from '../../src/catalog/tables/manifest-file.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { feedFormats, formats } from '../../src/feed/formats.ts';
import { backupFormat } from '../../src/publish/backup/protocol.ts';
import { blobId } from '../../src/publish/manifest.ts';
import type {
  Batch,
  BatchResult,
  BlobsAnswer,
  ManifestFiles,
  ManifestSummary,
} from '../../src/publish/protocol.ts';
import { bucketOf } from '../../src/publish/manifest.ts';
import type { FileDocument } from '../../src/store/documents.ts';
import { catalog, put } from '../catalog/batches.ts';
import { empty, fill } from '../catalog/full.ts';
import { limits } from '../../src/limits.ts';
import { createApp } from '../../src/http/app.ts';
import { showFile } from '../show/show-file.ts';
import { pattern } from '../store/blobs/bytes.ts';
import { call } from './app.ts';
import { begin, complete, exportedAtRest, name, page, restored, sendLines, type Backup } from './backups.ts';
import { send, stored, upload } from './files.ts';
import { authorization, file, get, post, publish, settled, site } from './publish.ts';

beforeEach(reset);

const article = (title: string, more = '', body = 'Text'): string =>
  `---\ntitle: ${title}\n${more}---\n${body}\n`;

const picture = pattern(5_000);

async function publishFiles(puts: Record<string, Uint8Array>, deleted: string[] = []): Promise<void> {
  const files: Batch['files'] = [];
  for (const [path, bytes] of Object.entries(puts)) {
    const blob = blobId(bytes);
    expect((await upload(blob, bytes)).status).toBe(200);
    files.push({ path, blob, type: 'image/png', bytes: bytes.byteLength, width: 9, height: 5 });
  }
  expect((await post('/api/publish', { put: [], files, delete: deleted })).status).toBe(200);
  await settled();
}

/** A site with something of everything. */
async function fullSite(): Promise<void> {
  await publishFiles({
    'pic.png': picture,
    '/logo.png': pattern(700),
    'old.png': pattern(300),
    'plan/plan.png': pattern(200),
  });
  const many = Array.from({ length: 130 }, (_, i): [string, string] => [
    `days/${i}.md`,
    article(
      `Day ${i}`,
      `date: 2023-01-01\ncategories: [Days, ${i % 2 ? 'Odd' : 'Even'}]\ntags: [t${i % 3}]\nauthor: Ann\n`,
    ),
  ]);
  await publish(Object.fromEntries(many));
  await publish({
    'a.md': article(
      'A',
      'date: 2024-01-01\ncategories: [知乎, Ünï]\naliases: [/old/a, former, "/index.php?p=1"]\n',
    ),
    'pictures.md': article(
      'Pictures',
      'date: 2024-01-02\ncategories: [知乎]\nimage: pic.png\n',
      '![](pic.png)',
    ),
    'about.md': article('About', 'nav: {order: 1, title: Me}\n'),
    'unlisted.md': article('Unlisted', 'date: 2024-01-03\nunlisted: true\n'),
    'later.md': article('Later', 'date: 2999-01-01\n'),
    'expired.md': article('Expired', 'date: 2020-01-01\nexpires: 2021-01-01\n'),
    'draft.md': article('Draft', 'draft: true\n'),
    'plan/index.md': article('Plan', 'draft: true\n'),
    'none.md': 'No front matter',
    'sound/_show.md': showFile(),
    'closed/_show.md': showFile(),
    'sound/1.md': article(
      'Sound',
      'date: 2024-01-06\ncategories: [sound]\nenclosure: {url: "https://media.example/1.mp3", length: 9}\n',
    ),
    'gone.md': article('Gone', 'date: 2024-01-04\n'),
    'moved.md': article('Moved', 'date: 2024-01-05\n'),
    _redirects: '/blog/* /articles/:splat 301\n/x?id=:id /articles/a 302\n',
  });
  await publish({
    'a.md': article(
      'A',
      'date: 2024-01-01\ncategories: [知乎]\naliases: [/old/a, former, "/index.php?p=1"]\n',
      'Edited',
    ),
  });
  const moved = file('here/moved.md', article('Moved', 'date: 2024-01-05\n'));
  await post('/api/publish', {
    put: [{ ...moved, movedFrom: 'moved.md' }],
    delete: ['moved.md', 'gone.md', 'closed/_show.md'],
  });
  await publishFiles({}, ['old.png']);
}

/** Every key of KV with its value and its metadata, but for the bytes of files. */
async function edge(): Promise<Map<string, unknown>> {
  const { keys } = await env.DOCUMENTS.list();
  const documents = keys.filter((key) => !key.name.startsWith('blob:'));
  const entries = documents.map(async ({ name: key, metadata }) => {
    const value = Buffer.from((await env.DOCUMENTS.get(key, 'arrayBuffer'))!).toString('base64');
    return [key, { value, metadata }] as const;
  });
  return new Map(await Promise.all(entries));
}

const headersThatMatter = ['ETag', 'Last-Modified', 'Location', 'Content-Type', 'Link', 'Cache-Control'];

/** What a client gets: status, body and validators. */
async function answer(path: string): Promise<object> {
  const response = await get(path);
  const headers = headersThatMatter.map((header) => [header, response.headers.get(header)]);
  return { path, status: response.status, headers, body: await response.text() };
}

/** The addresses of a feed's archive, the feed first. */
async function archiveOf(path: string): Promise<string[]> {
  const found: string[] = [];
  for (let next: string | undefined = path; next;) {
    found.push(next);
    const feed: { next_url?: string } = await (await get(next)).json();
    next = feed.next_url && new URL(feed.next_url).pathname;
  }
  return found;
}

async function answers(): Promise<object[]> {
  const archive = await archiveOf('/feed.json');
  expect(archive.length).toBeGreaterThan(2);
  const days = await archiveOf('/categories/Days/feed.json');
  const paths = `/ /sitemap.xml /feeds.opml /about /articles/about /articles/unlisted
    /articles/a /articles/former /old/a /index.php?p=1 /articles/moved /articles/here/moved
    /articles/gone /articles/later /articles/expired /blog/a /x?id=4 /files/old.png
    /thumbnails/pictures /categories/Days/ /categories/uni/ /articles/pictures /articles/days/7
    /files/plan/plan.png
    /categories/Days/Odd/rss.xml /tags/t1/atom.xml /authors/Ann/rss.xml /feed.json?limit=7
    /former/2024/01/01/a.html /former/2024/01/04/gone.html /former/2024/01/05/moved/ /about/`.split(/\s+/);
  for (const path of archive)
    for (const format of feedFormats) paths.push(path.replace('feed.json', formats[format].file));
  paths.push(...days);
  return Promise.all(paths.map(answer));
}

const manifest = async () => (await get('/api/manifest', { headers: authorization })).json<ManifestSummary>();

const heldIn = async (path: string) =>
  (await post('/api/manifest', { buckets: [], files: [String(bucketOf(path))] })).json<ManifestFiles>();

describe('a backup', () => {
  it('brings every feed, page, redirect and tombstone back with the same bytes, ETags and dates', async () => {
    await fullSite();
    const before = { edge: await edge(), answers: await answers(), backup: await exportedAtRest() };
    expect(before.backup.withdrawn).toHaveLength(1);
    expect(before.edge.size).toBeGreaterThan(150 + feedFormats.length * 7);
    const sources = (await manifest()).root;
    const publishes = await (await get('/status.json')).json<object>();

    await reset();
    expect((await get('/articles/a')).status).toBe(404);
    await restored(before.backup);
    // The catalog answers before KV has anything.
    expect((await get('/articles/a')).status).toBe(200);
    await settled();
    expect(await exportedAtRest()).toEqual(before.backup);
    expect(await edge()).toEqual(before.edge);
    expect(await answers()).toEqual(before.answers);
    expect((await manifest()).root).toBe(sources);
    expect(await (await get('/status.json')).json<object>()).toEqual(publishes);
  });

  it('is the same text each time, and that of a restored catalog', async () => {
    await publish({ 'b.md': article('B', 'date: 2024-01-01\n'), 'a.md': article('A') });
    const first = await exportedAtRest();
    expect(await exportedAtRest()).toEqual(first);
    await evictDurableObject(catalog());
    await runDurableObjectAlarm(catalog());
    expect(await exportedAtRest()).toEqual(first);
    expect(
      first.articles.map((line) => (JSON.parse(line) as { article: { title: string } }).article.title).sort(),
    ).toEqual(['A', 'B']);
    await publish({ 'b.md': article('B', 'date: 2024-01-01\n', 'Edited') });
    const second = await exportedAtRest();
    const changed = second.articles.filter((line) => !first.articles.includes(line));
    expect(changed).toHaveLength(1);
  });

  it('has the bytes of files sent again, and nothing else', async () => {
    await publishFiles({ 'pic.png': picture, '/logo.png': picture });
    const { lastModified } = (await catalog().address('/files/pic.png')) as FileDocument;
    const changed = new Date(lastModified).toUTCString();
    const whole = (await manifest()).files!;
    const backup = await exportedAtRest();
    await reset();
    await restored(backup);
    await settled();
    // The document is there, the bytes are not.
    expect((await get('/files/pic.png')).status).toBe(503);
    expect((await manifest()).files!.root).not.toBe(whole.root);
    expect((await heldIn('pic.png')).files).toEqual({ 'pic.png': '' });
    const asked = await post('/api/blobs', { blobs: [blobId(picture)] });
    expect((await asked.json<BlobsAnswer>()).missing).toEqual([blobId(picture)]);

    expect((await upload(blobId(picture), picture)).status).toBe(200);
    expect((await manifest()).files).toEqual(whole);
    const batch = { path: 'pic.png', blob: blobId(picture), type: 'image/png', bytes: picture.byteLength };
    const again = await post('/api/publish', { put: [], files: [batch], delete: [] });
    expect((await again.json<BatchResult>()).files).toMatchObject([{ path: 'pic.png', status: 'unchanged' }]);
    const answered = await get('/files/pic.png');
    expect(answered.status).toBe(200);
    expect(answered.headers.get('Last-Modified')).toBe(changed);
    // The index of a site that has none is written, too.
    const { documents: _documents, ...rows } = backup;
    expect(await exportedAtRest()).toMatchObject(rows);
  });

  it('has the chapters and the transcript on the page again once their bytes are', async () => {
    const said = new TextEncoder().encode('WEBVTT\n\n00:12.000 --> 00:13.000\nHello\n');
    const chapters = new TextEncoder().encode('{"chapters": [{"startTime": 1, "title": "Rain"}]}');
    const other = new TextEncoder().encode('1\n00:00:12,000 --> 00:00:13,000\nNamed\n');
    await send({
      files: [
        await stored('sound/1.vtt', said, { type: 'text/vtt' }),
        await stored('sound/1.chapters.json', chapters, { type: 'application/json+chapters' }),
        await stored('/said/2.srt', other, { type: 'application/x-subrip' }),
      ],
      put: [
        file('sound/1.md', article('One', 'audio: "https://media.example/1.mp3"\n')),
        file('2.md', article('Two', 'audio: "https://media.example/2.mp3"\ntranscript: /said/2.srt\n')),
      ],
    });
    const pages = async () =>
      Promise.all(['/articles/sound/1', '/articles/2'].map(async (path) => (await get(path)).text()));
    const before = await pages();
    expect(before[0]).toContain('Hello');
    expect(before[0]).toContain('Rain');
    expect(before[1]).toContain('Named');
    const backup = await exportedAtRest();
    await reset();
    await restored(backup);
    await settled();
    expect((await pages())[0]).not.toContain('Hello');
    for (const bytes of [said, chapters, other])
      expect((await upload(blobId(bytes), bytes)).status).toBe(200);
    await settled();
    expect(await pages()).toEqual(before);
  });

  it('keeps a file in order that changes, leaves, or is there already before its bytes are sent', async () => {
    await publishFiles({ 'pic.png': picture, 'b.png': pattern(300), 'c.png': pattern(400) });
    const backup = await exportedAtRest();
    await reset();
    // Its bytes arrived with a publish that was given up.
    expect((await upload(blobId(pattern(400)), pattern(400))).status).toBe(200);
    await restored(backup);
    await settled();
    expect((await heldIn('c.png')).files).toMatchObject({ 'c.png': blobId(pattern(400)) });
    expect((await get('/files/c.png')).status).toBe(200);
    await publishFiles({ 'pic.png': pattern(800) }, ['b.png']);
    const now = (await manifest()).files;
    await reset();
    await publishFiles({ 'pic.png': pattern(800), 'c.png': pattern(400) });
    expect((await manifest()).files).toEqual(now);
  });

  it('is refused from one page to the next when something is published', async () => {
    await publish({ 'a.md': article('A') });
    const { head } = await page({ kind: 'files' });
    expect((await post('/api/backup', { kind: 'articles', state: head.state })).status).toBe(200);
    await publish({ 'b.md': article('B', 'draft: true\n') });
    const refused = await post('/api/backup', { kind: 'articles', state: head.state });
    expect(refused.status).toBe(412);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('begin again') as string });
  });

  it('goes on with the state it began with while feeds are written', async () => {
    await post('/api/publish', { put: [file('a.md', article('A', 'date: 2024-01-01\n'))], delete: [] });
    const { head } = await page({ kind: 'articles' });
    await settled();
    expect((await post('/api/backup', { kind: 'documents', state: head.state })).status).toBe(200);
  });

  it('has the largest articles, a page for each', async () => {
    const html = `<p>${'"'.repeat(limits.articleBytes - 1_000)}</p>`;
    await catalog().publish({ put: [put('a.md', { html }), put('b.md', { html })], delete: [], more: false });
    await settled();
    const first = await page({ kind: 'articles' });
    expect(first.lines).toHaveLength(1);
    expect(first.lines[0]!.length).toBeGreaterThan(1.9 * limits.articleBytes);
    const backup = await exportedAtRest();
    await reset();
    await restored(backup, 1);
    await settled();
    expect(await exportedAtRest()).toEqual(backup);
  });

  it('comes in pages of a thousand rows', async () => {
    const rows = Array.from({ length: 1_234 }, (_, i) => ({
      address: `/x/${String(i).padStart(4, '0')}`,
      id: 'urn:x:gone',
      state: 'gone',
    })).map((row) => JSON.stringify(row));
    const nothing = await exportedAtRest();
    await restored({ ...nothing, addresses: rows }, 1_000);
    const first = await page({ kind: 'addresses' });
    expect(first.lines).toHaveLength(1_000);
    expect(first.head.next).toEqual(['/x/0999']);
    expect((await exportedAtRest()).addresses).toEqual(rows);
  });
});

describe('what earlier versions stored', () => {
  it('is in a backup: paths that are no Unicode, in their order, and articles with the body in one column', async () => {
    await publish({ 'a.md': article('A', 'date: 2024-01-01\n') });
    const before = await answer('/articles/a');
    // UTF-8 has the lone surrogate before the wide exclamation mark, and U+FFFD, which stands for it, behind.
    const stored = ['a\ud800b.md', 'a\uff01.md', 'a\ufffdz.md'].map((path): ManifestFile => ({
      path,
      blob: '',
      status: 'skip',
    }));
    await runInDurableObject(catalog(), (_, { storage }) => {
      new Tables(storage.sql).files.apply(stored, []);
      storage.sql.exec("UPDATE articles SET json = json_set(json, '$.html', html), html = NULL");
    });
    const backup = await exportedAtRest();
    const pathsOf = (lines: readonly string[]) =>
      lines.map((line) => (JSON.parse(line) as ManifestFile).path);
    expect(pathsOf(backup.files)).toEqual(['a.md', ...stored.map(({ path }) => path)]);
    const { lines } = await page({ kind: 'files', after: ['a\ud800b.md'] });
    expect(pathsOf(lines)).toEqual(['a\uff01.md', 'a\ufffdz.md']);
    const digests = await manifest();
    await reset();
    await restored(backup, 1);
    await settled();
    expect(await exportedAtRest()).toEqual(backup);
    expect(await manifest()).toEqual(digests);
    expect(await answer('/articles/a')).toEqual(before);
  });
});

describe('restoring', () => {
  const twoArticles = async (): Promise<Backup> => {
    await publish({ 'a.md': article('A', 'date: 2024-01-01\n'), 'b.md': article('B', 'date: 2024-01-02\n') });
    const backup = await exportedAtRest();
    await reset();
    return backup;
  };

  it('is for an empty catalog only', async () => {
    const backup = await twoArticles();
    for (const source of [article('C'), article('C', 'draft: true\n'), 'no front matter']) {
      await reset();
      await publish({ 'c.md': source });
      const before = await exportedAtRest();
      const refused = await begin(backup);
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({
        detail: expect.stringContaining('holds articles or files already') as string,
      });
      expect(await exportedAtRest()).toEqual(before);
    }
  });

  it('shows nothing of a backup until it is whole, and publishes nothing meanwhile', async () => {
    // Addresses that no other test has asked for: the worker answers with what it remembers if the catalog fails.
    await publish({ 'half/a.md': article('A', 'date: 2024-01-01\ncategories: [Half]\n') });
    const backup = await exportedAtRest();
    await reset();
    await begin(backup);
    for (const kind of ['articles', 'addresses'] as const) await sendLines(kind, 0, backup[kind]);
    await evictDurableObject(catalog());
    await runDurableObjectAlarm(catalog());
    for (const path of [
      '/articles/half/a',
      '/categories/Half/rss.xml',
      '/search?q=half',
      '/old/half',
      '/archive/x/rss.xml',
    ]) {
      const { status } = await get(path);
      expect({ path, status }).toEqual({ path, status: 503 });
    }
    const batch = { put: [file('c.md', article('C'))], delete: [] };
    for (const response of [
      await post('/api/publish', batch),
      await get('/api/manifest', { headers: authorization }),
      await post('/api/backup', { kind: 'articles' }),
      await post('/api/rebuild', {}),
      await upload(blobId(picture), picture),
    ]) {
      expect(response.status).toBe(423);
      expect(await response.json()).toMatchObject({
        detail: expect.stringContaining('is being restored') as string,
      });
    }
    expect(await (await get('/api/status', { headers: authorization })).json()).toMatchObject({
      restore: { done: 2, of: expect.any(Number) as number },
    });
    expect((await edge()).size).toBe(0);

    await restored(backup);
    await settled();
    expect((await get('/articles/half/a')).status).toBe(200);
    expect(await exportedAtRest()).toEqual(backup);
    expect((await post('/api/publish', batch)).status).toBe(200);
  });

  it('takes lines twice as once, and none before the one that comes next', async () => {
    const backup = await twoArticles();
    await begin(backup);
    const early = await sendLines('articles', 1, backup.articles.slice(1));
    expect(early.status).toBe(409);
    await sendLines('articles', 0, backup.articles.slice(0, 1));
    const again = await sendLines('articles', 0, backup.articles);
    expect(await again.json()).toMatchObject({ rows: { articles: 2 }, site });
    const incomplete = await complete();
    expect(incomplete.status).toBe(409);
    await restored(backup);
    // The answer may have been lost.
    expect((await complete()).status).toBe(202);
    expect(await exportedAtRest()).toEqual(backup);
  });

  it('goes on after a day whose rows are used up', async () => {
    const backup = await twoArticles();
    await begin(backup);
    await sendLines('articles', 0, backup.articles);
    await fill('Exceeded allowed rows written in Durable Objects free tier.');
    for (const response of [
      await sendLines('addresses', 0, backup.addresses),
      await begin(backup, 'cd'.repeat(32)),
    ]) {
      expect(response.status).toBe(507);
      expect(await response.json()).toMatchObject({ limit: { name: 'rows-written' } });
    }
    await evictDurableObject(catalog());
    await empty();
    await restored(backup);
    await settled();
    expect(await exportedAtRest()).toEqual(backup);
  });

  it('begins anew with another backup, and can be given up', async () => {
    const backup = await twoArticles();
    await begin(backup, 'cd'.repeat(32));
    await sendLines('articles', 0, backup.articles);
    await restored(backup);
    await settled();
    expect(await exportedAtRest()).toEqual(backup);

    await reset();
    const nothing = await exportedAtRest();
    await begin(backup);
    await sendLines('articles', 0, backup.articles);
    await sendLines('settings', 0, backup.settings);
    expect((await post('/api/restore/cancel', {})).status).toBe(200);
    await settled();
    expect(await exportedAtRest()).toMatchObject({ ...nothing, documents: expect.anything() as unknown });
    expect((await publish({ 'a.md': article('A') }))['a.md']).toMatchObject({ status: 'article' });
    expect((await post('/api/restore/cancel', {})).status).toBe(200);
    expect((await get('/articles/a')).status).toBe(200);
  });

  it.each<[string, (backup: Backup) => Partial<Backup>, string]>([
    [
      'no JSON',
      ({ articles }) => ({ articles: [articles[0]!, '{"row":'] }),
      "articles.jsonl:2: the line can't be read: it is not JSON.",
    ],
    ['a missing member', () => ({ addresses: ['{"address":"a","id":"x"}'] }), 'addresses.jsonl:1: state: '],
    [
      'a number as text',
      ({ articles }) => ({ articles: [articles[0]!.replace(/"row":\d+/, '"row":"1"')] }),
      'articles.jsonl:1: row: ',
    ],
    ['an unknown setting', () => ({ settings: ['{"name":"ring","value":{}}'] }), 'settings.jsonl:1: name: '],
    [
      'two articles at one address',
      ({ articles }) => ({
        articles: [articles[0]!, articles[0]!.replaceAll(/urn:uuid:[0-9a-f]/g, 'urn:uuid:x')],
      }),
      'articles.jsonl:2: another article has the same row.',
    ],
    [
      'the same article twice',
      ({ articles }) => ({ articles: [articles[0]!, articles[0]!.replace(/"row":\d+/, '"row":9')] }),
      'articles.jsonl:2: another article has the same address.',
    ],
    [
      'an article of two megabytes',
      ({ articles }) => ({ articles: [articles[0]!.replace('Text', 'x'.repeat(2_000_000))] }),
      'articles.jsonl:1: the article has more than 1950000 bytes.',
    ],
  ])('names the line with %s', async (_, change, message) => {
    const backup = await twoArticles();
    const damaged = { ...backup, ...change(backup) };
    await expect(restored(damaged)).rejects.toThrow(message);
    // Nothing of the slice is in.
    const kind = message.split('.')[0] as keyof Backup;
    await begin(damaged);
    const { rows } = await (await begin(damaged)).json<{ rows: Record<string, number> }>();
    expect(rows[kind]).toBe(0);
  });

  it('notices that one line takes the place of another', async () => {
    const backup = await twoArticles();
    const twice = { ...backup, addresses: [...backup.addresses, backup.addresses[0]!] };
    await expect(restored(twice)).rejects.toThrow(
      'addresses.jsonl has 3 lines, but only 2 are different rows.',
    );
  });

  it('refuses a backup of a later version, and what is no request for one', async () => {
    const backup = await twoArticles();
    const later = await post('/api/restore', { format: backupFormat + 1, backup: name, rows: {} });
    expect(later.status).toBe(400);
    expect(await later.json()).toMatchObject({
      detail: expect.stringContaining('later version of edgefeed') as string,
    });
    for (const body of [
      {},
      { format: 1, backup: 'x', rows: {} },
      { format: 1, backup: name, rows: { articles: -1 } },
    ])
      expect((await post('/api/restore', body)).status).toBe(400);
    for (const body of [{}, { kind: 'blobs' }, { kind: 'articles', after: ['a', 'b', 'c', 'd'] }])
      expect((await post('/api/backup', body)).status).toBe(400);
    expect((await sendLines('articles', 0, backup.articles)).status).toBe(409);
    const nothing = { method: 'PUT', headers: authorization, body: '' };
    expect((await get('/api/restore/blobs/0', nothing)).status).toBe(400);
    expect((await get('/api/restore/articles/-1', nothing)).status).toBe(400);
    // An earlier version wrote fewer kinds.
    expect((await post('/api/restore', { format: 1, backup: name, rows: { articles: 2 } })).status).toBe(200);
  });

  it('is for nobody but the publisher', async () => {
    for (const path of ['/api/backup', '/api/restore', '/api/restore/complete', '/api/restore/cancel'])
      expect((await post(path, {}, {})).status).toBe(401);
    expect((await get('/api/restore/articles/0', { method: 'PUT', body: '' })).status).toBe(401);
    const headers = { Authorization: 'Bearer status-of-the-tests' };
    const asReader = { method: 'POST', headers, body: '{"kind":"articles"}' };
    const given = { STATUS_TOKEN: 'status-of-the-tests' };
    expect((await call(createApp(), '/api/backup', asReader, given)).status).toBe(403);
  });
});
