import { createExecutionContext, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { signatureOf } from '../../../src/github/signature.ts';
import { createApp } from '../../../src/http/app.ts';
import type { Bindings } from '../../../src/http/context.ts';
import { limits } from '../../../src/limits.ts';
import { maxHookBytes } from '../../../src/http/hooks/github.ts';
import type { Status } from '../../../src/publish/protocol.ts';
import { authorization, get, site } from '../publish.ts';
import { quiet } from '../../catalog/quiet.ts';
import { soon } from '../../soon.ts';

const secret = (env as Bindings).GITHUB_WEBHOOK_SECRET!;
const commit = 'b'.repeat(40);

const push = JSON.stringify({
  ref: 'refs/heads/main',
  before: 'a'.repeat(40),
  after: commit,
  head_commit: { timestamp: '2026-01-02T03:04:05Z' },
  repository: { full_name: 'somebody/articles', default_branch: 'main' },
});

/** What GitHub sends; `undefined` leaves a header out. */
async function deliver(body: string, changes: Record<string, string | undefined> = {}): Promise<Response> {
  const headers = {
    'X-GitHub-Event': 'push',
    'X-GitHub-Delivery': 'delivery-1',
    'X-Hub-Signature-256': signatureOf(new TextEncoder().encode(body), secret),
    ...changes,
  };
  const sent = Object.entries(headers).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  return get('/hooks/github', { method: 'POST', body, headers: sent });
}

const status = async (): Promise<Status> =>
  (await get('/api/status', { headers: authorization })).json<Status>();

beforeEach(async () => reset());
afterAll(quiet);

describe('the webhook', () => {
  it('answers a ping', async () => {
    const response = await deliver('{"zen":"Design for failure."}', { 'X-GitHub-Event': 'ping' });
    expect({ status: response.status, text: await response.text() }).toEqual({ status: 200, text: 'pong\n' });
  });

  it('accepts a push, and waits when GitHub does not answer', async () => {
    const response = await deliver(push);
    expect(response.status).toBe(202);
    await vi.waitFor(async () => {
      const { github } = await status();
      expect(github).toMatchObject({
        state: 'reading',
        repository: 'somebody/articles',
        branch: 'main',
        commit,
      });
      expect(github).toMatchObject({
        error: expect.stringContaining('/git/trees/'),
        nextTry: expect.any(String),
      });
    }, soon);
  });

  it.each([
    ['a wrong signature', { 'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}` }],
    ['no signature', { 'X-Hub-Signature-256': undefined }],
    ['a signature by SHA-1 alone', { 'X-Hub-Signature-256': undefined, 'X-Hub-Signature': 'sha1=0' }],
  ])('is not for who has %s', async (_name, changes) => {
    expect((await deliver(push, changes)).status).toBe(401);
    expect(await status()).not.toHaveProperty('github');
  });

  it('hears a delivery once', async () => {
    expect((await deliver(push)).status).toBe(202);
    const again = await deliver(push);
    expect({ status: again.status, text: await again.text() }).toEqual({
      status: 200,
      text: 'ignored: this delivery is known\n',
    });
  });

  it.each([
    ['another event', push, { 'X-GitHub-Event': 'star' }],
    ['another branch', push.replace('heads/main', 'heads/draft'), {}],
    ['a tag', push.replace('refs/heads/main', 'refs/tags/v1'), {}],
  ])('does nothing about %s', async (_name, body, changes) => {
    const response = await deliver(body, changes);
    expect({ status: response.status, text: await response.text() }).toEqual({
      status: 200,
      text: expect.stringMatching(/^ignored: /),
    });
    expect(await status()).not.toHaveProperty('github');
  });

  it('says what it can not read', async () => {
    const response = await deliver('payload=%7B%7D');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('application/json');
    expect((await deliver(push, { 'X-GitHub-Delivery': undefined })).status).toBe(400);
  });

  it.each(['', 'sha256=', `sha256=${'G'.repeat(64)}`, `sha1=${'0'.repeat(40)}`])(
    'does not read a body without an end that has no signature (%j)',
    async (signature) => {
      const piece = new Uint8Array(65_536).fill(32);
      const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(piece) });
      const headers = { 'X-Hub-Signature-256': signature, 'X-GitHub-Event': 'push' };
      expect((await get('/hooks/github', { method: 'POST', body, headers })).status).toBe(401);
    },
  );

  it('reads no more of a signed body than GitHub sends', async () => {
    const piece = new Uint8Array(65_536).fill(32);
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(piece) });
    const headers = { 'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}`, 'X-GitHub-Event': 'push' };
    expect((await get('/hooks/github', { method: 'POST', body, headers })).status).toBe(413);
  });

  it('reads the longest payload that GitHub sends, and keeps little of it', async () => {
    const path = `content/${'x'.repeat(200)}`;
    const added = Array.from({ length: 100_000 }, (_, i) => `${path}/${i}.md`);
    const { head_commit: head, ...rest } = JSON.parse(push) as Record<string, object>;
    const body = JSON.stringify({
      ...rest,
      commits: [{ id: commit, added }],
      head_commit: { ...head, added: [] },
    });
    expect(body.length).toBeGreaterThan(20_000_000);
    expect(body.length).toBeLessThan(maxHookBytes);
    expect((await deliver(body)).status).toBe(202);
  });

  it('hears GitHub while strangers send bodies without an end', async () => {
    const signature = `sha256=${'0'.repeat(64)}`;
    const slow = Array.from({ length: limits.hooks + 10 }, async () => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      writer.write(new Uint8Array(1000).fill(32)).catch(() => {});
      const headers = { 'X-Hub-Signature-256': signature, 'X-GitHub-Event': 'push' };
      const response = await get('/hooks/github', { method: 'POST', body: readable, headers });
      return { status: response.status, retryAfter: response.headers.get('Retry-After') };
    });
    // The oldest make way.
    const first = await Promise.all(slow.slice(0, 10));
    expect(first).toEqual(first.map(() => ({ status: 503, retryAfter: '10' })));
    expect((await deliver(push)).status).toBe(202);
    // The others are given up in time.
    expect((await Promise.all(slow)).every(({ status }) => status === 503)).toBe(true);
  });

  it('hears a body once, whatever the delivery is called', async () => {
    expect((await deliver(push)).status).toBe(202);
    const again = await deliver(push, { 'X-GitHub-Delivery': 'delivery-2' });
    expect(await again.text()).toBe('ignored: this delivery is known\n');
  });

  it('refuses what is too long before it reads it', async () => {
    expect((await deliver('x'.repeat(maxHookBytes + 1), { 'X-Hub-Signature-256': '' })).status).toBe(413);
  });

  it('is off without a secret, and says how to turn it on', async () => {
    const request = new Request(`${site}/hooks/github`, { method: 'POST', body: push });
    const bindings = { ...env, GITHUB_WEBHOOK_SECRET: '' } as Bindings;
    const response = await createApp().fetch(request as never, bindings, createExecutionContext());
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('wrangler secret put GITHUB_WEBHOOK_SECRET');
  });

  it('hears no other repository than the one that is set', async () => {
    const answer = async (repository: string): Promise<Response> =>
      createApp().fetch(
        new Request(`${site}/hooks/github`, {
          method: 'POST',
          body: push,
          headers: {
            'X-GitHub-Event': 'push',
            'X-GitHub-Delivery': `delivery for ${repository}`,
            'X-Hub-Signature-256': signatureOf(new TextEncoder().encode(push), secret),
          },
        }) as never,
        { ...env, GITHUB_REPOSITORY: repository },
        createExecutionContext(),
      );
    const other = await answer('somebody/code');
    expect({ status: other.status, text: await other.text() }).toEqual({
      status: 200,
      text: 'ignored: somebody/articles is not the repository somebody/code\n',
    });
    expect(await status()).not.toHaveProperty('github');
    expect((await answer('somebody/articles')).status).toBe(202);
  });

  it('is for POST alone, answers what nobody may keep, and is not for browsers', async () => {
    const response = await get('/hooks/github');
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('POST');
    const answer = await deliver(push);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});
