/** What the API answers when a limit of Cloudflare's plan is used up. The bindings are the real ones, made to fail. */

import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { Bindings } from '../../src/http/context.ts';
import { signatureOf } from '../../src/github/signature.ts';
import { empty, fill } from '../catalog/full.ts';
import { call } from './app.ts';
import { authorization, file, get, post, publish } from './publish.ts';

beforeEach(async () => reset());

const rowsWritten = 'Exceeded allowed rows written in Durable Objects free tier.';
const midnight = expect.stringMatching(/T00:00:00\.000Z$/) as string;
const source = (title: string) => `---\ntitle: ${title}\ndate: 2024-01-01\n---\nText`;

/** A real namespace, except that the platform refuses every call of its objects. */
const refusing = <T extends object>(real: T, message: string): T =>
  new Proxy(real, {
    get(namespace, name) {
      if (name !== 'getByName') return (Reflect.get(namespace, name) as () => unknown).bind(namespace);
      return () => new Proxy({}, { get: () => async () => Promise.reject(new Error(message)) });
    },
  });

describe('with the rows of a day used up', () => {
  it('a publish is answered with 507, the limit and when it is reset, and nothing is published', async () => {
    await publish({ 'a.md': source('A') });
    await fill(rowsWritten);
    for (const [path, body] of [
      ['/api/publish', { put: [file('b.md', source('B'))], delete: [] }],
      ['/api/rebuild', {}],
    ] as const) {
      const response = await post(path, body);
      expect(response.status).toBe(507);
      expect(response.headers.has('Retry-After')).toBe(false);
      expect(await response.json()).toEqual({
        title: 'Limit reached',
        status: 507,
        detail: expect.stringMatching(/rows .* used up; .* 00:00 UTC\. Readers still get/),
        limit: { name: 'rows-written', why: expect.any(String), resetsAt: midnight },
      });
    }
    expect((await get('/articles/a')).status).toBe(200);
    expect((await get('/articles/b')).status).toBe(404);
    expect((await get('/feed.json')).status).toBe(200);
    await empty();
    await publish({ 'b.md': source('B') });
    expect((await get('/articles/b')).status).toBe(200);
  });

  it('a push of the webhook is refused, with when to redeliver it', async () => {
    await fill(rowsWritten);
    const body = JSON.stringify({
      ref: 'refs/heads/main',
      before: 'a'.repeat(40),
      after: 'b'.repeat(40),
      head_commit: { timestamp: '2026-01-02T03:04:05Z' },
      repository: { full_name: 'somebody/articles', default_branch: 'main' },
    });
    const deliver = async () =>
      get('/hooks/github', {
        method: 'POST',
        body,
        headers: {
          'X-GitHub-Event': 'push',
          'X-GitHub-Delivery': 'delivery-1',
          'X-Hub-Signature-256': signatureOf(
            new TextEncoder().encode(body),
            (env as Bindings).GITHUB_WEBHOOK_SECRET!,
          ),
        },
      });
    const response = await deliver();
    expect(response.status).toBe(507);
    expect(await response.text()).toMatch(/redeliver this push after 00:00 UTC/);
    await empty();
    expect((await deliver()).status).toBe(202);
  });
});

describe('with the platform refusing calls of the catalog', () => {
  it.each([
    'Exceeded allowed rows read in Durable Objects free tier.',
    'Exceeded allowed volume of requests in Durable Objects free tier.',
    'Exceeded allowed duration in Durable Objects free tier.',
  ])('the owner gets the reason, and readers do not (%s)', async (message) => {
    const app = createApp();
    const failing = { CATALOG: refusing(env.CATALOG, message) };
    const own = await call(app, '/api/status', { headers: authorization }, failing);
    expect(own.status).toBe(507);
    expect(await own.json()).toMatchObject({ limit: { resetsAt: midnight } });
    const other = await call(app, '/articles/missing', {}, failing);
    expect(other.status).toBe(503);
    expect(await other.text()).not.toMatch(/plan|Durable/);
  });

  it.each([
    'Durable Object exceeded its CPU time limit and was reset.',
    "Durable Object's isolate exceeded its memory limit and was reset.",
    'Durable Object storage operation exceeded timeout which caused object to be reset.',
  ])('a batch that exhausts it, or the parser, is too large (%s)', async (message) => {
    const body = JSON.stringify({ put: [file('a.md', source('A'))], delete: [] });
    const init = { method: 'POST', headers: authorization, body };
    for (const failing of [
      { CATALOG: refusing(env.CATALOG, message), PARSER: undefined },
      { PARSER: refusing((env as Bindings).PARSER!, message) },
    ]) {
      const response = await call(createApp(), '/api/publish', init, failing as Partial<Bindings>);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/send fewer files/) });
    }
  });
});

it('the manifest has the address of the site', async () => {
  const response = await get('/api/manifest', { headers: authorization });
  expect(await response.json()).toMatchObject({ site: env.SITE_URL });
});
