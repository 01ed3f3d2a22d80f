import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { limits } from '../../src/limits.ts';
import { blobId } from '../../src/publish/manifest.ts';
import type { BatchResult, Status } from '../../src/publish/protocol.ts';
import { Workspace } from '../cli/workspace.ts';

/** Large articles, as many as an isolate could hold by no means: workerd has the platform's 128 MB here, too. */
const count = 110;

const home = new Workspace();
const logged: string[] = [];
let served: Served;

beforeAll(async () => {
  served = await serve({
    state: home.state,
    host: '127.0.0.1',
    port: 0,
    onLog: (line) => {
      logged.push(line);
    },
  });
});

afterAll(async () => {
  await served.stop();
  home[Symbol.dispose]();
});

async function get(path: string): Promise<Response> {
  return fetch(new URL(path, served.url), { redirect: 'manual' });
}

async function api<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(new URL(path, served.url), {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${served.token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  return (await response.json()) as T;
}

/** An HTML file of just so many bytes; every other one in Chinese, of which a character takes two bytes in memory. */
function source(i: number, bytes: number, date: Date): string {
  const head = `---\ntitle: Article ${i}\ndate: ${date.toISOString()}\ncategories: [large]\n---\n`;
  const line =
    i % 2
      ? '<p>一条很长的日志，里面没有别的东西。</p>\n'
      : '<p>A long "line" of a log, a needle &amp; hay.</p>\n';
  return head + line.repeat(Math.floor((bytes - head.length) / Buffer.byteLength(line)));
}

async function publish(bytes: number, dateOf: (i: number) => Date): Promise<void> {
  const together = Math.floor(3_500_000 / bytes);
  for (let i = 0; i < count; i += together) {
    const put = Array.from({ length: Math.min(together, count - i) }, (_, k) => {
      const text = source(i + k, bytes, dateOf(i + k));
      return { path: `${i + k}.html`, blob: blobId(Buffer.from(text)), source: text };
    });
    const { files } = await api<BatchResult>('/api/publish', { put, delete: [], more: i + together < count });
    expect(files.map(({ problems }) => problems)).toEqual(put.map(() => []));
  }
}

/** Waits until everything is written and indexed. */
async function settled(live: number): Promise<Status['articles']> {
  return vi.waitFor(
    async () => {
      const { articles, outbox, unsearchable = 0 } = await api<Status>('/api/status');
      expect({ articles, outbox, unsearchable }).toEqual({
        articles: { live, scheduled: 0, expired: 0 },
        outbox: { feed: 0, article: 0, index: 0, failing: 0 },
        unsearchable: 0,
      });
      return articles;
    },
    { timeout: 500_000, interval: 250 },
  );
}

/** How many articles a feed has, back to the first one. */
async function walk(feed: string): Promise<number> {
  const ids = new Set<string>();
  for (let next: string | undefined = feed; next !== undefined;) {
    const response = await get(next);
    expect(response.status).toBe(200);
    const page = (await response.json()) as { items: { id: string }[]; next_url?: string };
    for (const { id } of page.items) ids.add(id);
    next = page.next_url;
  }
  return ids.size;
}

const workerPid = (): unknown =>
  (JSON.parse(readFileSync(`${home.state}/server.json`, 'utf8')) as { workerPid?: number }).workerPid;

describe.each([{ bytes: 1_490_000 }, { bytes: 600_000 }])(
  `${count} articles of $bytes bytes in 128 MB`,
  ({ bytes }) => {
    let pid: unknown;
    beforeAll(() => {
      pid = workerPid();
    });

    it('are published together when the moment of all of them comes', async () => {
      const moment = new Date(Date.now() + 10_000);
      await publish(bytes, (i) => new Date(moment.getTime() + (i % 3)));
      expect((await settled(count)).live).toBe(count);
    });

    it('are read in feeds, archives, lists and searches', async () => {
      const asked = [
        '/',
        '/rss.xml',
        '/atom.xml',
        '/feed.json?limit=200',
        '/categories/large/',
        '/categories/large/atom.xml',
        '/articles/7',
        '/search?q=needle',
        '/search?q=%E6%97%A5%E5%BF%97',
        '/search/rss.xml?q=article',
        '/feeds.opml',
        '/sitemap.xml',
        '/status.json',
        '/healthz',
      ];
      const answers = await Promise.all(asked.map(async (path) => [path, (await get(path)).status]));
      expect(answers).toEqual(asked.map((path) => [path, 200]));
      expect(await walk('/feed.json')).toBe(count);
      expect(await walk('/categories/large/feed.json')).toBe(count);
      const listed = new Set<string>();
      for (let next: string | undefined = '/categories/large/'; next;) {
        const html: string = await (await get(next)).text();
        for (const [, address = ''] of html.matchAll(/href="\/articles\/(\d+)"/g)) listed.add(address);
        next = /rel="next" href="([^"]+)"/.exec(html)?.[1];
      }
      expect(listed.size).toBe(count);
      const feed = await (await get('/rss.xml')).arrayBuffer();
      expect(feed.byteLength).toBeLessThan(limits.largestDocumentBytes);
    });

    it('are written to KV again', async () => {
      await api('/api/rebuild', {});
      expect((await settled(count)).live).toBe(count);
    });

    it('are deleted in one batch', async () => {
      const paths = Array.from({ length: count }, (_, i) => `${i}.html`);
      await api('/api/publish', { put: [], delete: paths, more: false });
      await settled(0);
      expect((await get('/articles/7')).status).toBe(410);
    });

    it('have ended nothing', () => {
      expect(logged).toEqual([]);
      expect(workerPid()).toBe(pid);
    });
  },
);
