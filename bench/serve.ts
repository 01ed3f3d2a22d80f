/**
 * Throughput of feeds: `wrk` requests them from the worker on workerd, and from a bare worker that answers the same bytes
 * from a constant (for a cold feed: from one read of KV). The ratios count, since a slow or busy machine affects both.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { bundleWorker } from '../src/cli/local/bundle.ts';
import { bundledWorker } from '../src/cli/local/bundled-worker.ts';
import { claimPort } from '../src/cli/local/port.ts';
import { tuneWorkerd } from '../src/cli/local/worker.ts';
import { article } from './articles.ts';
import { constantWorker, storedWorker } from './bare.ts';
import { publish, token } from './batch.ts';
import { workerdMemory } from './memory.ts';
import { print } from './table.ts';
import { connections, load, seconds, wrkVersion, type Load } from './wrk.ts';

/** Requests between two measurements of memory. */
const endurance = 1_000_000;
/** Number of pairs of runs. The median of their ratios counts. */
const repetitions = 3;

/** A category and the approximate size of its feed, KB. */
const categories = { '60': { items: 20, bytes: 2_500 }, '300': { items: 10, bytes: 30_000 } };
const paths = Object.keys(categories).map((category) => `/categories/${category}/rss.xml`);

const origin = (port: number): string => `http://127.0.0.1:${port}`;

/** Runs edgefeed, a bare worker for each body, and one with the first body in KV. */
async function start(state: string, memoSeconds: number, bodies: readonly Uint8Array[] = []) {
  const bundle = await bundleWorker();
  const port = await claimPort('127.0.0.1', 0);
  const storedPort = await claimPort('127.0.0.1', 0);
  const constants: ReturnType<typeof constantWorker>[] = [];
  for (const body of bodies) constants.push(constantWorker(body, await claimPort('127.0.0.1', 0)));
  tuneWorkerd();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          ...bundledWorker(bundle, {
            host: '127.0.0.1',
            port,
            bindings: {
              SITE_URL: 'http://feeds.example',
              PUBLISH_TOKEN: token,
              MEMO_SECONDS: String(memoSeconds),
            },
          }),
        },
        ...constants,
        storedWorker(storedPort),
      ],
      cf: false,
      resourcePersistencePath: state,
      log: new NoOpLog(),
    }),
  );
  await miniflare.ready;
  const stored = origin(storedPort);
  if (bodies[0]) await fetch(stored, { method: 'PUT', body: bodies[0] });
  return {
    url: origin(port),
    constants: constants.map(({ unsafeDirectSockets: [socket] }) => origin(socket!.port)),
    stored,
    stop: () => miniflare.dispose(),
  };
}

/** Measures one row of the table: edgefeed and the bare worker alternate, after a run that warms up the isolate. */
async function compare(
  what: string,
  goal: number,
  url: string,
  bare: string,
  headers: Record<string, string> = {},
): Promise<(string | number)[]> {
  await load(url, headers);
  const pairs: { limit: Load; got: Load }[] = [];
  for (let i = 0; i < repetitions; i++) {
    pairs.push({ limit: await load(bare, headers), got: await load(url, headers) });
  }
  pairs.sort((a, b) => a.got.rate / a.limit.rate - b.got.rate / b.limit.rate);
  const { limit, got } = pairs[Math.floor(repetitions / 2)]!;
  const ratio = got.rate / limit.rate;
  return [what, got.rate, limit.rate, ratio, goal, got.median, got.p99, limit.median, limit.p99, got.errors];
}

/** Measures memory while requests alternate between the body and a 304. */
async function endure(url: string, fresh: Record<string, string>): Promise<void> {
  const before = workerdMemory();
  const marks: string[] = [];
  let asked = 0;
  for (let turn = 0; asked < endurance; turn++) {
    const { rate } = await load(url, turn % 2 === 0 ? {} : fresh);
    asked += rate * seconds;
    if (turn % 4 === 3) marks.push(workerdMemory().toFixed(0));
  }
  marks.push(workerdMemory().toFixed(0));
  const requests = Math.round(asked).toLocaleString('en');
  console.log(
    `Memory of workerd before ${requests} requests: ${before.toFixed(0)} MiB; meanwhile and after: ${marks.join(', ')} MiB\n`,
  );
}

/** Publishes the articles, and fetches the bodies for the bare workers. */
async function prepare(state: string): Promise<{ bodies: Uint8Array[]; etags: string[] }> {
  const worker = await start(state, 10);
  await publish(
    worker.url,
    Object.entries(categories).flatMap(([category, { items, bytes }]) =>
      Array.from(
        { length: items },
        (_, i) =>
          [
            `${category}/${i}.md`,
            article(i, { category, bytes, image: 'https://images.example/a.png' }),
          ] as const,
      ),
    ),
  );
  const answers = await Promise.all(paths.map(async (path) => fetch(worker.url + path)));
  const bodies = await Promise.all(answers.map(async (answer) => new Uint8Array(await answer.arrayBuffer())));
  await worker.stop();
  return { bodies, etags: answers.map(({ headers }) => headers.get('etag')!) };
}

export default async function serve(): Promise<void> {
  console.log(
    `${await wrkVersion()}, ${connections} connections, ${seconds} s a run, median of ${repetitions} pairs of runs\n`,
  );
  const state = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  try {
    const { bodies, etags } = await prepare(state);
    const rows: (string | number)[][] = [];
    const hot = await start(state, 10, bodies);
    for (const [i, path] of paths.entries()) {
      const kb = `${Math.round(bodies[i]!.byteLength / 1024)} KB`;
      const bare = hot.constants[i]!;
      const [gzip, fresh] = [{ 'Accept-Encoding': 'gzip' }, { 'If-None-Match': etags[i]! }];
      rows.push(await compare(`hot feed, ${kb}`, 0.6, hot.url + path, bare));
      rows.push(await compare('… to who takes gzip', 0.6, hot.url + path, bare, gzip));
      rows.push(await compare('… its 304', 0.75, hot.url + path, bare, fresh));
      rows.push(await compare('… its 304 through gzip', 0.75, hot.url + path, bare, { ...gzip, ...fresh }));
    }
    // A thumbnail has no body, so the bare worker answers without one, too.
    const bodiless = { 'If-None-Match': '"none"' };
    rows.push(await compare('thumbnail', 0.6, `${hot.url}/thumbnails/60/0`, hot.constants[0]!, bodiless));
    await endure(hot.url + paths[0]!, { 'If-None-Match': etags[0]! });
    await hot.stop();
    const cold = await start(state, 0, bodies);
    rows.push(await compare('cold feed, against one read of KV', NaN, cold.url + paths[0]!, cold.stored));
    rows.push(await compare('cold feed, against a constant', NaN, cold.url + paths[0]!, cold.constants[0]!));
    await cold.stop();
    const head = ['', 'req/s', 'bare req/s', 'ratio', 'goal', 'median ms', 'p99 ms'];
    print([...head, 'bare median ms', 'bare p99 ms', 'errors'], rows);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}
