/**
 * `/v1` for apps: throughput of answers that are in the memory of the worker, against a bare worker that answers the same
 * bytes from a constant; and the time of answers that are in no memory, from a catalog of 100,000 articles.
 * `npm run bench -- api 10000` sets another number of articles.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { bundleWorker } from '../src/cli/local/bundle.ts';
import { bundledWorker } from '../src/cli/local/bundled-worker.ts';
import { claimPort } from '../src/cli/local/port.ts';
import { tuneWorkerd } from '../src/cli/local/worker.ts';
import type { Status } from '../src/publish/protocol.ts';
import { article } from './articles.ts';
import { constantWorker } from './bare.ts';
import { batchOf, token } from './batch.ts';
import { cpuOf, workerdProcesses } from './processes.ts';
import { print } from './table.ts';
import { connections, load, seconds, wrkVersion, type Load } from './wrk.ts';

/** Pairs of runs. The median of their ratios counts. */
const repetitions = 3;
/** Requests of each kind, each for an answer that no memory has. */
const requests = 101;
/** Articles that an app has not seen yet. */
const changed = 100;
const bodyBytes = 1_500;
/** How the catalog is filled: articles of a request, and requests at a time. */
const filling = { batch: 400, senders: 3 };
const hotPath = '/v1/articles';

/** @param memoSeconds 0: nothing is kept in memory @param body what the bare worker answers */
async function start(state: string, memoSeconds: number, body: Uint8Array = new Uint8Array(1)) {
  const bundle = await bundleWorker();
  const port = await claimPort('127.0.0.1', 0);
  const barePort = await claimPort('127.0.0.1', 0);
  tuneWorkerd();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        bundledWorker(bundle, {
          host: '127.0.0.1',
          port,
          bindings: {
            SITE_URL: 'http://feeds.example',
            PUBLISH_TOKEN: token,
            MEMO_SECONDS: String(memoSeconds),
          },
        }),
        constantWorker(body, barePort),
      ],
      cf: false,
      resourcePersistencePath: state,
      log: new NoOpLog(),
      handleStructuredLogs: () => {},
    }),
  );
  await miniflare.ready;
  return {
    url: `http://127.0.0.1:${port}`,
    bare: `http://127.0.0.1:${barePort}`,
    stop: () => miniflare.dispose(),
  };
}

const headers = { Authorization: `Bearer ${token}` };

async function send(url: string, from: number, count: number, more: boolean): Promise<void> {
  const files = Array.from({ length: count }, (_, i) => {
    const number = from + i;
    const source = article(number, { category: `分类${number % 36}`, bytes: bodyBytes });
    return [`${number % 1000}/${number}.md`, source] as const;
  });
  const body = JSON.stringify({ ...(JSON.parse(batchOf(files)) as object), more });
  const response = await fetch(`${url}/api/publish`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`publishing failed: ${await response.text()}`);
  await response.body?.cancel();
}

/** Publishes articles, some batches at a time. */
async function fill(url: string, articles: number): Promise<void> {
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < articles) {
      const from = next;
      next += filling.batch;
      await send(url, from, Math.min(filling.batch, articles - from), true);
    }
  };
  await Promise.all(Array.from({ length: filling.senders }, sender));
}

/** Waits until KV and the search have everything. */
async function untilLive(url: string): Promise<void> {
  for (;;) {
    const { outbox, unsearchable = 0 } = await (await fetch(`${url}/api/status`, { headers })).json<Status>();
    if (outbox.feed + outbox.article + outbox.index + unsearchable === 0) return;
    await new Promise((resolve) => void setTimeout(resolve, 500));
  }
}

interface Timed {
  /** Of each request, ms, sorted. */
  times: number[];
  /** CPU time of workerd for a request, ms: under other load it says more than the time that passes. */
  cpu: number;
  /** Of the last answer. */
  bytes: number;
}

async function timed(paths: readonly string[], headers: Record<string, string> = {}): Promise<Timed> {
  const [pid = NaN] = workerdProcesses();
  const before = cpuOf(pid);
  const times: number[] = [];
  let bytes = 0;
  for (const path of paths) {
    const began = performance.now();
    const response = await fetch(path, { headers });
    bytes = (await response.arrayBuffer()).byteLength;
    times.push(performance.now() - began);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
  }
  const cpu = (cpuOf(pid) - before) / paths.length;
  return { times: times.toSorted((a, b) => a - b), cpu, bytes };
}

const at = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))]!;

/** Addresses of one kind that differ, so that no memory has the answer. */
const cold: readonly [what: string, goal: number, path: (i: number) => string][] = [
  [
    'articles, 20 of everything',
    10,
    (i) => `/v1/articles?published_before=2024-0${1 + (i % 9)}-${10 + (i % 18)}`,
  ],
  [
    '… in a category',
    10,
    (i) =>
      `/v1/articles?category=${encodeURIComponent(`分类${i % 36}`)}&published_before=2024-03-${10 + (i % 18)}`,
  ],
  [
    '… in two categories',
    NaN,
    (i) =>
      `/v1/articles?category=${encodeURIComponent('社交媒体')}&category=${encodeURIComponent(`分类${i % 36}`)}`,
  ],
  [
    '100 titles',
    10,
    (i) => `/v1/articles?limit=100&fields=title&published_before=2024-0${1 + (i % 9)}-${10 + (i % 18)}`,
  ],
  [
    'search',
    NaN,
    (i) =>
      `/v1/search?q=${encodeURIComponent(['互联', '网平', '台用', '户数', '据内'][i % 5]!)}&limit=${1 + (i % 100)}`,
  ],
  [
    'articles with a word',
    NaN,
    (i) =>
      `/v1/articles?q=${encodeURIComponent(['互联', '网平', '台用', '户数', '据内'][i % 5]!)}&limit=${1 + (i % 20)}`,
  ],
];

/** What Cloudflare's edge asks for: it compresses JSON itself. */
const plain = { 'Accept-Encoding': 'identity' };

async function coldRow(
  what: string,
  goal: number,
  paths: readonly string[],
  headers?: Record<string, string>,
): Promise<(string | number)[]> {
  const { times, cpu, bytes } = await timed(paths, headers);
  return [what, at(times, 0.5), at(times, 0.95), goal, cpu, bytes / 1024];
}

async function coldRows(url: string, bare: string, since: string): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  // The first requests compile the worker.
  await timed(Array.from({ length: 50 }, (_, i) => `${url}/v1/articles?limit=${1 + i}`));
  for (const [what, goal, path] of cold) {
    rows.push(
      await coldRow(
        what,
        goal,
        Array.from({ length: requests }, (_, i) => url + path(i)),
      ),
    );
  }
  const changes = `${url}/v1/changes?since=${since}`;
  const others: readonly [what: string, goal: number, url: string, headers?: Record<string, string>][] = [
    [`${changed} changes, with gzip`, 10, changes],
    ['… without, as on Cloudflare', 10, changes, plain],
    ['… their titles', NaN, `${changes}&fields=title`],
    ['a bare worker', NaN, bare],
  ];
  for (const [what, goal, path, headers] of others) {
    const paths = Array.from({ length: requests }, () => path);
    rows.push(await coldRow(what, goal, paths, headers));
  }
  return rows;
}

async function hotRow(state: string): Promise<(string | number)[]> {
  let worker = await start(state, 10);
  const answer = await fetch(worker.url + hotPath);
  const body = new Uint8Array(await answer.arrayBuffer());
  await worker.stop();
  worker = await start(state, 10, body);
  await load(worker.url + hotPath);
  const pairs: { limit: Load; got: Load }[] = [];
  for (let i = 0; i < repetitions; i++)
    pairs.push({ limit: await load(worker.bare), got: await load(worker.url + hotPath) });
  await worker.stop();
  pairs.sort((a, b) => a.got.rate / a.limit.rate - b.got.rate / b.limit.rate);
  const { limit, got } = pairs[Math.floor(repetitions / 2)]!;
  const what = `${hotPath}, ${Math.round(body.byteLength / 1024)} KB`;
  return [what, got.rate, limit.rate, got.rate / limit.rate, 0.6, got.median, got.p99, got.errors];
}

/** The cursor of an app that has everything. */
async function caughtUp(url: string): Promise<string> {
  let query = '';
  for (;;) {
    const answer = await fetch(`${url}/v1/changes?limit=100&fields=title${query}`);
    const { cursor, more } = await answer.json<{ cursor: string; more: boolean }>();
    if (!more) return cursor;
    query = `&since=${cursor}`;
  }
}

export default async function api([size = '100000']: readonly string[]): Promise<void> {
  const articles = Number(size);
  const state = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  try {
    let worker = await start(state, 0);
    await fill(worker.url, articles);
    await untilLive(worker.url);
    const since = await caughtUp(worker.url);
    await send(worker.url, articles, changed, false);
    await untilLive(worker.url);
    await worker.stop();
    worker = await start(state, 0);
    const rows = await coldRows(worker.url, worker.bare, since);
    await worker.stop();
    console.log(
      `${(articles + changed).toLocaleString('en')} articles, no memory, one request after the other\n`,
    );
    print(['', 'median ms', 'p95 ms', 'goal', 'CPU ms', 'KB'], rows);
    const version = await wrkVersion();
    console.log(
      `\n${version}, ${connections} connections, ${seconds} s a run, median of ${repetitions} pairs\n`,
    );
    const head = ['', 'req/s', 'bare req/s', 'ratio', 'goal', 'median ms', 'p99 ms', 'errors'];
    print(head, [await hotRow(state)]);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}
