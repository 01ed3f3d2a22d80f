/** Expensive catalog calls: how many of them anonymous clients can cause at once. */

import { reset } from 'cloudflare:test';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/http/app.ts';
import { CallQueue, Overloaded, type Kind } from '../../../src/http/documents/call-queue.ts';
import { limits } from '../../../src/limits.ts';
import { call } from '../app.ts';
import { countingCatalog } from '../counting.ts';
import { publish } from '../publish.ts';
import { soon } from '../../soon.ts';

/** Calls that end when they are told to. */
function slowCalls() {
  const queue = new CallQueue();
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  const kept: Promise<unknown>[] = [];
  return {
    begun,
    kept,
    run: async (what: string, kind: Kind = 'search') =>
      queue.run(
        kind,
        what,
        async () => {
          begun.push(what);
          const end = Promise.withResolvers<string>();
          ends.set(what, end);
          return end.promise;
        },
        (call) => kept.push(call),
      ),
    end: (what: string) => ends.get(what)!.resolve(`answer to ${what}`),
    fail: (what: string) => ends.get(what)!.reject(new Error(`${what} failed`)),
  };
}

describe('the queue', () => {
  afterEach(() => void vi.useRealTimers());

  it('runs one call of a kind at a time, in order', async () => {
    const { run, begun, end } = slowCalls();
    const [a, b, other] = [run('a'), run('b'), run('c', 'archive')];
    expect(begun).toEqual(['a', 'c']);
    end('c');
    await other;
    expect(begun).toEqual(['a', 'c']);
    end('a');
    expect(await a).toBe('answer to a');
    await vi.waitFor(() => expect(begun).toEqual(['a', 'c', 'b']), soon);
    end('b');
    expect(await b).toBe('answer to b');
  });

  it('answers equal calls with one, running or waiting', async () => {
    const { run, begun, end, kept } = slowCalls();
    const all = [run('a'), run('b'), run('a'), run('b'), run('b')];
    end('a');
    await vi.waitFor(() => expect(begun).toEqual(['a', 'b']), soon);
    end('b');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'a', 'b', 'b'].map((what) => `answer to ${what}`));
    expect(begun).toEqual(['a', 'b']);
    expect(kept).toHaveLength(2);
    // What was answered is not kept: the next call asks again.
    const again = run('a');
    expect(begun).toEqual(['a', 'b', 'a']);
    end('a');
    await again;
  });

  it('rejects calls when it is full, and takes new ones when it is shorter', async () => {
    const { run, begun, end } = slowCalls();
    const waiting = Array.from({ length: 1 + limits.waitingCalls }, async (_, i) => run(`${i}`));
    const refused = await run('one too many').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Overloaded);
    expect((refused as Overloaded).message).toMatch(/searches.*try again in 5 seconds/);
    end('0');
    await waiting[0];
    const taken = run('late');
    for (let i = 1; i <= limits.waitingCalls; i++) {
      await vi.waitFor(() => expect(begun).toContain(`${i}`), soon);
      end(`${i}`);
    }
    await vi.waitFor(() => expect(begun).toContain('late'), soon);
    end('late');
    expect(await taken).toBe('answer to late');
    await Promise.all(waiting);
  });

  it('passes a failure to all calls that share it, and goes on', async () => {
    const { run, begun, end, fail } = slowCalls();
    const [a, same, b] = [run('a'), run('a'), run('b')];
    fail('a');
    await expect(a).rejects.toThrow('a failed');
    await expect(same).rejects.toThrow('a failed');
    await vi.waitFor(() => expect(begun).toEqual(['a', 'b']), soon);
    end('b');
    await b;
  });

  it('gives up a call that is never answered, and those that wait for it', async () => {
    vi.useFakeTimers();
    const { run, begun, end } = slowCalls();
    void run('lost');
    const [same, next] = [run('lost'), run('next')].map(async (call) =>
      call.catch((error: unknown) => error),
    );
    await vi.advanceTimersByTimeAsync(limits.waitingSeconds * 1000);
    expect(await next).toBeInstanceOf(Overloaded);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await same).toBeInstanceOf(Overloaded);
    const later = run('later');
    expect(begun).toEqual(['lost', 'later']);
    end('later');
    expect(await later).toBe('answer to later');
  });

  it('starts over when the clock was ahead', async () => {
    vi.useFakeTimers();
    const { run, begun } = slowCalls();
    void run('a');
    vi.setSystemTime(Date.now() - 86_400_000);
    void run('b');
    expect(begun).toEqual(['a', 'b']);
  });
});

describe('the worker', () => {
  beforeAll(async () => {
    await reset();
    await publish(
      Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [
          `${i}.md`,
          `---\ntitle: Title ${i}\ndate: 2024-01-01\ncategories: [a, b, c${i}]\n---\nWords`,
        ]),
      ),
    );
  });

  it.each([
    ['search', 'search', (i: number) => `/search?q=w${i}`],
    ['feed of a search', 'searchFeed', (i: number) => `/search/atom.xml?q=w${i}`],
    ['archive page', 'find', (i: number) => `/archive/190000000000${i % 10}-${1 + (i % 50)}-eA/rss.xml`],
    ['page of older articles', 'find', (i: number) => `/archive/190000000000${i % 10}-${1 + (i % 50)}-eA/`],
    ['combination', 'find', (i: number) => `/categories/a/c${i}/feed.json`],
    ['feed with a limit', 'find', (i: number) => `/feed.json?limit=${i + 1}`],
  ])('asks for one %s at a time, and says when to ask again', async (_, method, pathOf) => {
    const gate = Promise.withResolvers<void>();
    const { CATALOG, calls } = countingCatalog(async (name) => (name === method ? gate.promise : undefined));
    const app = createApp();
    const ask = async (i: number) => call(app, pathOf(i), {}, { CATALOG });
    const asked = Array.from({ length: 12 }, async (_, i) => ask(i));
    const shared = ask(0);
    const turnedAway = await Promise.all(asked.slice(1 + limits.waitingCalls));
    expect(calls).toEqual([method]);
    for (const response of turnedAway) {
      expect(response.status).toBe(503);
      expect(response.headers.get('Retry-After')).toBe('5');
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(await response.text()).toMatch(/Too many requests for .* try again in 5 seconds\.\n$/);
    }
    gate.resolve();
    const answered = await Promise.all([...asked.slice(0, 1 + limits.waitingCalls), shared]);
    expect(answered.map(({ status }) => status)).toEqual(answered.map(() => 200));
    expect(calls).toHaveLength(1 + limits.waitingCalls);
  });

  it.each(['/sitemap.xml', '/status', '/status.json', '/search?q=words'])(
    'answers all that ask for %s from one call',
    async (path) => {
      const { CATALOG, calls } = countingCatalog();
      const app = createApp();
      const answered = await Promise.all(
        Array.from({ length: 30 }, async () => call(app, path, {}, { CATALOG })),
      );
      expect(answered.every(({ status }) => status === 200)).toBe(true);
      expect(calls).toHaveLength(1);
    },
  );

  it('gives what it has given before, rather than turn a reader away', async () => {
    const gate = Promise.withResolvers<void>();
    let slow = false;
    const { CATALOG } = countingCatalog(async () => (slow ? gate.promise : undefined));
    const app = createApp();
    const ask = async (query: string) => call(app, `/search?q=${query}`, {}, { CATALOG });
    const before = await (await ask('words')).text();
    slow = true;
    const others = Array.from({ length: 1 + limits.waitingCalls }, async (_, i) => ask(`other${i}`));
    const again = await ask('words');
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(before);
    gate.resolve();
    await Promise.all(others);
  });
});
