/** What the publish API makes of batches that no publisher of ours sends. */

import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/limits.ts';
import type { BatchResult, FileResult, ManifestFiles } from '../../src/publish/protocol.ts';
import { put as parsedPut } from '../catalog/batches.ts';
import { authorization, file, get, post, publish } from './publish.ts';

const source = '---\ntitle: A\ndate: 2024-01-01\n---\nText';

beforeEach(async () => reset());

const send = async (body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
  get('/api/publish', { method: 'POST', headers: authorization, body });

async function results(response: Response): Promise<FileResult[]> {
  expect(response.status).toBe(200);
  return (await response.json<BatchResult>()).files;
}

const held = async (): Promise<string[]> => {
  const buckets = Array.from({ length: 1024 }, (_, i) => String(i));
  const { files } = await (await post('/api/manifest', { buckets })).json<ManifestFiles>();
  return Object.keys(files);
};

describe('a path that can not be published', () => {
  it.each([
    ['empty', ''],
    ['absolute', '/a.md'],
    ['above', '../a.md'],
    ['an empty folder', 'a//b.md'],
    ['a backslash', 'a\\b.md'],
    ['an escape sequence', 'a\u001b[2J.md'],
    ['NUL', 'a\u0000.md'],
    ['half a surrogate pair', 'a\ud800.md'],
    ['NFD', 'e\u0301.md'],
    ['too many bytes', `${'知'.repeat(400)}.md`],
    ['100,000 characters', 'x'.repeat(100_000)],
  ])('(%s) is refused alone, and the other files go in', async (_name, path) => {
    const response = await post('/api/publish', {
      put: [file(path, source), file('good.md', source)],
      delete: [],
    });
    const byPath = new Map((await results(response)).map((result) => [result.path, result]));
    expect(byPath.get(path)).toMatchObject({
      status: 'error',
      problems: [{ code: 'path', severity: 'error' }],
    });
    expect(byPath.get('good.md')).toMatchObject({ status: 'article' });
    expect(await held()).toEqual(['good.md']);
  });

  it('leaves the article of a moved file where it was', async () => {
    await publish({ 'a.md': source });
    const moved = { ...file('a\\b.md', source), movedFrom: 'a.md' };
    expect(await results(await post('/api/publish', { put: [moved], delete: ['a.md'] }))).toEqual([
      expect.objectContaining({ path: 'a.md', status: 'unchanged' }),
      expect.objectContaining({ path: 'a\\b.md', status: 'error' }),
    ]);
    expect((await get('/articles/a')).status).toBe(200);
  });

  it.each([
    ['a backslash', 'a\\b.md'],
    ['NFD', 'e\u0301.md'],
    ['an escape sequence', 'a\u001b[2J.md'],
    ['4,000 characters', `${'x'.repeat(4000)}.md`],
    ['half a surrogate pair', '한국어 a\ud800b.md'],
    ['the other half', '\udc00/\ufffd.md'],
    ['halves in the wrong order', '\udfff\ud800😀.md'],
  ])('(%s) is deleted where an earlier version has stored it', async (_name, path) => {
    await env.CATALOG.getByName('catalog').publish({
      put: [parsedPut(path, { address: 'old', id: 'urn:test:old' })],
      delete: [],
      more: false,
    });
    expect((await get('/articles/old')).status).toBe(200);
    // As the manifest names it: that is all that a publisher knows of it.
    const paths = await held();
    // As JSON: what runs the tests does not carry lone surrogates.
    expect(JSON.stringify(paths)).toBe(JSON.stringify([path]));
    expect(await results(await post('/api/publish', { put: [], delete: paths }))).toMatchObject([
      { status: 'deleted' },
    ]);
    expect(await held()).toEqual([]);
    expect((await get('/articles/old')).status).toBe(410);
    const { root } = await (await get('/api/manifest', { headers: authorization })).json<{ root: string }>();
    await reset();
    expect(await (await get('/api/manifest', { headers: authorization })).json()).toMatchObject({ root });
  });
});

describe('a batch is refused as a whole, with the place', () => {
  const commit = 'a'.repeat(40);
  const bad = (changes: object) => JSON.stringify({ put: [], delete: [], ...changes });
  it.each([
    ['is empty', '', 'body: it is not JSON'],
    ['is null', 'null', 'body: '],
    ['nests deep', '['.repeat(2_000_000), 'body: it has more than'],
    [
      'nests deep in its place',
      `{"put":${'['.repeat(1e6)}${']'.repeat(1e6)},"delete":[]}`,
      'body: it has more than',
    ],
    ['nests objects', `{"put":${'{"a":'.repeat(400_000)}1${'}'.repeat(400_000)}}`, 'body: it has more than'],
    ['is wide', `{"put":[${'[],'.repeat(1e6)}[]],"delete":[]}`, 'body: it has more than'],
    ['has a million numbers for files', `{"put":[],"delete":[${'1,'.repeat(1e6)}1]}`, 'delete.0: '],
    ['has a megabyte for a list', bad({ put: 'x'.repeat(1e6) }), 'put: '],
    ['names a commit that is none', bad({ push: { commit: 'HEAD', time: 1 } }), 'push.commit: '],
    ['has a time after 9999', bad({ push: { commit, time: 253_402_300_800_000 } }), 'push.time: a time'],
    ['has a time that no date has', bad({ push: { commit, time: 2 ** 53 - 1 } }), 'push.time: a time'],
    ['has a time before 1970', bad({ push: { commit, time: -1 } }), 'push.time: a time'],
    ['has a time with a fraction', bad({ push: { commit, time: 1.5 } }), 'push.time: a time'],
    ['has a time in words', bad({ push: { commit, time: 'now' } }), 'push.time: a time'],
    [
      'has ancestors that are none',
      bad({ push: { commit, time: 1, ancestors: ['x'] } }),
      'push.ancestors.0: ',
    ],
    [
      'has too many ancestors',
      bad({
        push: { commit, time: 1, ancestors: Array.from({ length: limits.ancestors + 1 }, () => commit) },
      }),
      'push.ancestors: ',
    ],
    ['has a file twice', bad({ put: [file('a.md', source), file('a.md', `${source}!`)] }), 'put.1.path: '],
    [
      'sends a file and deletes it',
      bad({ put: [file('a.md', source)], delete: ['b.md', 'a.md'] }),
      'delete.1: ',
    ],
  ])('that %s', async (_name, body, place) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    const { detail } = await response.json<{ detail: string }>();
    expect(detail).toContain(`The batch can't be read: ${place}`);
    expect(detail.length).toBeLessThan(300);
  });

  it.each([
    ['in UTF-16', new Uint8Array(Buffer.from('\ufeff{"put":[],"delete":[]}', 'utf16le'))],
    ['that is not UTF-8', new Uint8Array(Buffer.from('{"put":[],"delete":["\xff"]}', 'latin1'))],
  ])('%s', async (_name, body) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('UTF-8') });
  });

  it('that has more files than a batch holds', async () => {
    const paths = Array.from({ length: 100_000 }, (_, i) => `${i}.md`);
    expect((await send(bad({ delete: paths }))).status).toBe(413);
  });
});

describe('a batch is taken that', () => {
  it('has brackets and quotes in its texts', async () => {
    const text = `${source}${'["\\{'.repeat(20_000)}`;
    expect(
      await results(await post('/api/publish', { put: [file('a.md', text)], delete: [] })),
    ).toMatchObject([{ status: 'article' }]);
  });

  it('moves files in a circle', async () => {
    await publish({ 'a.md': source, 'b.md': source.replace('A', 'B') });
    const put = [
      { ...file('c.md', source), movedFrom: 'd.md' },
      { ...file('d.md', source), movedFrom: 'c.md' },
      { ...file('e.md', source), movedFrom: 'e.md' },
      { ...file('f.md', source), movedFrom: 'a.md' },
      { ...file('g.md', source), movedFrom: 'a.md' },
      { ...file('h.md', source), movedFrom: '\ud800'.repeat(100_000) },
    ];
    const byPath = await results(await post('/api/publish', { put, delete: ['a.md', 'b.md', 'b.md'] }));
    expect(byPath.filter(({ status }) => status === 'article')).toHaveLength(put.length);
    expect((await held()).sort()).toEqual(put.map(({ path }) => path));
  });

  it('deletes a path that nothing can have', async () => {
    const path = '\ud800'.repeat(300_000);
    expect(await results(await post('/api/publish', { put: [], delete: [path, 'a.md'] }))).toEqual([
      { path: 'a.md', status: 'deleted', problems: [] },
      expect.objectContaining({ status: 'error' }),
    ]);
  });
});

describe('articles that take too much memory', () => {
  // Each relative link grows by the site's address and the folder.
  const folder = 'x'.repeat(900);
  const links = `${source}\n${'[a](b)\n'.repeat(400)}`;

  it('are refused where they come together, with the remedy', async () => {
    const put = Array.from({ length: 100 }, (_, i) => file(`${folder}/${i}.md`, links));
    const response = await post('/api/publish', { put, delete: [] });
    expect(response.status).toBe(413);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      detail: 'The articles of this batch take more memory than a worker has; send fewer files.',
    });
    expect(await held()).toEqual([]);
    expect((await post('/api/publish', { put: put.slice(0, 10), delete: [] })).status).toBe(200);
  });
});

it('asks publishers to come again while an isolate has enough to do', async () => {
  const size = limits.batchBytes - 100;
  const body = JSON.stringify({ put: [], delete: [] }) + ' '.repeat(size);
  const answers = await Promise.all(Array.from({ length: 5 }, async () => send(body)));
  const counts = Object.groupBy(answers, ({ status }) => status);
  expect(Object.keys(counts)).toEqual(['200', '503']);
  for (const answer of counts[503]!) expect(answer.headers.get('Retry-After')).toBe('1');
  // Small ones are never too many, and what was taken in is done.
  const small = await Promise.all(Array.from({ length: 20 }, async () => send('{"put":[],"delete":[]}')));
  expect(small.every(({ status }) => status === 200)).toBe(true);
});
