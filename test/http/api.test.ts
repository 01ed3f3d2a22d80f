import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { blobId, bucketOf } from '../../src/publish/manifest.ts';
import type { ManifestFiles, ManifestSummary, Status } from '../../src/publish/protocol.ts';
import { authorization, get, post, publish, site } from './publish.ts';
import { soon } from '../soon.ts';

const source = '---\ntitle: A\ndate: 2024-01-01\n---\nText';
const file = { path: 'a.md', source, blob: blobId(new TextEncoder().encode(source)) };

beforeEach(async () => reset());

describe('who may publish', () => {
  it.each([
    ['no token', {}],
    ['a wrong token', { Authorization: 'Bearer wrong' }],
    ['a part of the token', { Authorization: 'Bearer token-of-the-test' }],
    ['another scheme', { Authorization: 'Basic token-of-the-tests' }],
  ])('is not who has %s', async (_name, headers) => {
    const response = await post('/api/publish', { put: [file], delete: [] }, headers);
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 401, detail: expect.stringContaining('token') });
    expect((await get('/articles/a')).status).toBe(404);
  });

  it('is also asked for the manifest and the status', async () => {
    expect((await get('/api/manifest')).status).toBe(401);
    expect((await get('/api/status')).status).toBe(401);
  });
});

describe('a batch', () => {
  it.each([
    ['is no JSON', 'not an object'],
    ['has a blob that is none', { put: [{ ...file, blob: 'x' }], delete: [] }],
    ['lacks a part', { put: [file] }],
  ])('that %s is refused as a whole, with the place', async (_name, body) => {
    const response = await post('/api/publish', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      title: 'Bad request',
      detail: expect.stringContaining("can't be read"),
    });
  });

  it('that is too large is refused before it is read', async () => {
    const many = Array.from({ length: 501 }, (_, i) => `${i}.md`);
    expect((await post('/api/publish', { put: [], delete: many })).status).toBe(413);
    const huge = { ...file, source: 'x'.repeat(5 * 1024 * 1024) };
    expect((await post('/api/publish', { put: [huge], delete: [] })).status).toBe(413);
  });

  it('says of each file what became of it, and publishes the good ones', async () => {
    const results = await publish({
      'good.md': source,
      'later.md': '---\ntitle: L\ndate: 2999-01-01\n---\nText',
      'draft.md': '---\ntitle: D\ndraft: true\n---\nText',
      'plain.md': 'no front matter',
      'bad.md': '---\ntitle: "unclosed\ndate: 2024-01-01\n---\nText',
    });
    expect(results['good.md']).toEqual({
      path: 'good.md',
      status: 'article',
      url: `${site}/articles/good`,
      problems: [],
    });
    expect(results['later.md']?.status).toBe('scheduled');
    expect(results['draft.md']?.status).toBe('draft');
    expect(results['plain.md']?.status).toBe('skip');
    expect(results['bad.md']?.status).toBe('error');
    const [problem] = results['bad.md']!.problems;
    expect(problem).toMatchObject({ severity: 'error', column: expect.any(Number) });
    expect(problem!.line).toBeGreaterThan(1);
    expect((await get('/articles/good')).status).toBe(200);
    for (const path of ['later', 'draft', 'plain', 'bad'])
      expect((await get(`/articles/${path}`)).status).toBe(404);
  });

  it('with a file that was changed on its way refuses that file', async () => {
    const response = await post('/api/publish', { put: [{ ...file, source: `${source}!` }], delete: [] });
    expect(await response.json()).toMatchObject({
      files: [{ path: 'a.md', status: 'error', problems: [{ code: 'blob' }] }],
    });
  });
});

it('tells what it holds by buckets, so that only what differs is sent', async () => {
  await publish({ 'a.md': source });
  const summary = await (await get('/api/manifest', { headers: authorization })).json<ManifestSummary>();
  const bucket = String(bucketOf('a.md'));
  expect(Object.keys(summary.buckets)).toEqual([bucket]);
  const { files } = await (await post('/api/manifest', { buckets: [bucket, '3'] })).json<ManifestFiles>();
  expect(files).toEqual({ 'a.md': file.blob });
  expect((await post('/api/manifest', { buckets: ['x'] })).status).toBe(400);
});

it('answers what nobody may keep', async () => {
  for (const response of [await get('/api/status', { headers: authorization }), await get('/api/status')]) {
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
  }
});

it('counts files, articles, terms and what waits', async () => {
  await publish({ 'a.md': source, 'b.md': 'nothing' });
  // The search learns of them when nothing else waits.
  await vi.waitFor(async () => {
    const answer = await get('/api/status', { headers: authorization });
    const { outbound, ...status } = await answer.json<Status>();
    expect(outbound).toMatchObject({ subscriptions: 0, waiting: 0, failing: 0, failures: [] });
    expect(status).toEqual({
      files: { article: 1, draft: 0, skip: 1, redirects: 0 },
      articles: { live: 1, scheduled: 0, expired: 0 },
      terms: { category: 0, tag: 0, author: 0 },
      outbox: { feed: 0, article: 0, index: 0, failing: 0 },
      failures: [],
      lastPublish: expect.stringMatching(/^20\d\d-/),
    });
  }, soon);
});
