/**
 * How fast feeds are served: the worker on workerd, asked by `wrk`, beside a bare worker that answers the same bytes
 * from a constant. What counts is the ratio; the machine may be slow or busy, but it is so for both.
 */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { bundleWorker } from '../src/cli/local/bundle.ts';
import { claimPort } from '../src/cli/local/port.ts';
import { blobId } from '../src/publish/manifest.ts';
import type { Status } from '../src/publish/protocol.ts';
import { article } from './articles.ts';
import { workerdMemory } from './memory.ts';
import { print } from './table.ts';

const seconds = 3;
const connections = 32;
/** Requests after which memory is measured again. */
const endurance = 1_000_000;
/** Each pair of runs is repeated; the median of the ratios counts. */
const repetitions = 3;
const token = 'bench';

/** A category whose feed weighs about so many KB. */
const categories = { '60': { items: 20, bytes: 2_500 }, '300': { items: 10, bytes: 30_000 } };

interface Load {
  /** Requests a second. */
  rate: number;
  /** ms */
  median: number;
  p99: number;
  /** Answers that were neither 2xx nor 3xx, and broken connections. */
  errors: number;
}

/** One run of wrk. @throws where it isn't installed */
async function load(url: string, headers: Record<string, string> = {}): Promise<Load> {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...given, url];
  const { stdout } = await promisify(execFile)('wrk', args);
  const at = (percent: string) => milliseconds(new RegExp(`^ +${percent}%\\s+(\\S+)`, 'm').exec(stdout)?.[1]);
  const errors = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? /Socket errors: .*/.exec(stdout)?.[0];
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    median: at('50'),
    p99: at('99'),
    errors: errors === undefined ? 0 : Number(errors) || 1,
  };
}

function milliseconds(text = ''): number {
  const [, value, unit] = /^([\d.]+)(us|ms|s)$/.exec(text) ?? [];
  return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's'];
}

/** Answers a constant, or 304 to whoever sends an If-None-Match. */
const bareScript = `
import body from './body.bin';
const bytes = new Uint8Array(body);
const headers = { 'Content-Type': 'application/rss+xml; charset=utf-8', ETag: 'W/"bare"', 'Cache-Control': 'public, max-age=900' };
export default { fetch: (request) => request.headers.has('If-None-Match')
  ? new Response(null, { status: 304, headers })
  : new Response(bytes, { headers }) };`;

/** Runs edgefeed, and beside it bare workers for these bodies. */
async function start(state: string, memoSeconds: number, bodies: readonly Uint8Array[] = []) {
  const { script, options } = await bundleWorker();
  const { modulesRules: _, ...fromConfig } = options;
  const port = await claimPort('127.0.0.1', 0);
  const url = `http://127.0.0.1:${port}`;
  const barePorts: number[] = [];
  for (const _ of bodies) barePorts.push(await claimPort('127.0.0.1', 0));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          ...fromConfig,
          name: 'edgefeed',
          modules: [{ type: 'ESModule', path: 'worker.js', contents: readFileSync(script, 'utf8') }],
          bindings: {
            ...fromConfig.bindings,
            SITE_URL: 'http://feeds.example',
            PUBLISH_TOKEN: token,
            MEMO_SECONDS: String(memoSeconds),
          },
          unsafeDirectSockets: [{ host: '127.0.0.1', port }],
        },
        ...bodies.map((body, i) => ({
          name: `bare-${i}`,
          compatibilityDate: '2026-10-01',
          modules: [
            { type: 'ESModule' as const, path: 'bare.js', contents: bareScript },
            { type: 'Data' as const, path: 'body.bin', contents: body },
          ],
          unsafeDirectSockets: [{ host: '127.0.0.1', port: barePorts[i]! }],
        })),
      ],
      cf: false,
      resourcePersistencePath: state,
      log: new NoOpLog(),
    }),
  );
  await miniflare.ready;
  return { url, bare: barePorts.map((port) => `http://127.0.0.1:${port}/`), stop: () => miniflare.dispose() };
}

/** Asks and asks, by turns for the body and for a 304, and says what that did to memory. */
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

async function publish(url: string): Promise<void> {
  const put = Object.entries(categories).flatMap(([category, { items, bytes }]) =>
    Array.from({ length: items }, (_, i) => {
      const source = article(i, { category, bytes, image: 'https://images.example/a.png' });
      return { path: `${category}/${i}.md`, source, blob: blobId(new TextEncoder().encode(source)) };
    }),
  );
  const headers = { Authorization: `Bearer ${token}` };
  const body = JSON.stringify({ put, delete: [] });
  const response = await fetch(`${url}/api/publish`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`publishing failed: ${await response.text()}`);
  for (;;) {
    const { outbox } = await (await fetch(`${url}/api/status`, { headers })).json<Status>();
    if (outbox.feed + outbox.article + outbox.index === 0) return;
  }
}

export default async function serve(): Promise<void> {
  const { stdout } = await promisify(execFile)('wrk', ['-v']).catch((error: { stdout: string }) => error);
  console.log(
    `${stdout.split(' [')[0]}, ${connections} connections, ${seconds} s a run, median of ${repetitions} pairs of runs\n`,
  );
  const state = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  try {
    const first = await start(state, 10);
    await publish(first.url);
    const paths = Object.keys(categories).map((category) => `/categories/${category}/rss.xml`);
    const bodies = await Promise.all(
      paths.map(async (path) => new Uint8Array(await (await fetch(first.url + path)).arrayBuffer())),
    );
    const etags = await Promise.all(
      paths.map(async (path) => (await fetch(first.url + path)).headers.get('etag')!),
    );
    await first.stop();

    const rows: (string | number)[][] = [];
    const compare = async (
      what: string,
      goal: number,
      url: string,
      bare: string,
      headers: Record<string, string> = {},
    ) => {
      await load(url, headers); // the isolate warms up
      const pairs: { limit: Load; got: Load }[] = [];
      for (let i = 0; i < repetitions; i++) {
        pairs.push({ limit: await load(bare, headers), got: await load(url, headers) });
      }
      pairs.sort((a, b) => a.got.rate / a.limit.rate - b.got.rate / b.limit.rate);
      const { limit, got } = pairs[Math.floor(repetitions / 2)]!;
      rows.push([
        what,
        got.rate,
        limit.rate,
        got.rate / limit.rate,
        goal,
        got.median,
        got.p99,
        got.p99 / got.median,
        got.errors,
      ]);
    };
    const hot = await start(state, 10, bodies);
    for (const [i, path] of paths.entries()) {
      const kb = `${Math.round(bodies[i]!.byteLength / 1024)} KB`;
      await compare(`hot feed, ${kb}`, 0.6, hot.url + path, hot.bare[i]!);
      await compare(`hot feed, ${kb}, gzip`, 0.6, hot.url + path, hot.bare[i]!, {
        'Accept-Encoding': 'gzip',
      });
      await compare(`its 304`, 0.75, hot.url + path, hot.bare[i]!, { 'If-None-Match': etags[i]! });
    }
    await compare('thumbnail', 0.6, `${hot.url}/thumbnails/60/0`, hot.bare[0]!, {
      'If-None-Match': '"none"',
    });
    await endure(hot.url + paths[0]!, { 'If-None-Match': etags[0]! });
    await hot.stop();
    const cold = await start(state, 0, bodies);
    await compare('cold feed', NaN, cold.url + paths[0]!, cold.bare[0]!);
    await cold.stop();
    print(['', 'req/s', 'bare req/s', 'ratio', 'goal', 'median ms', 'p99 ms', 'p99/median', 'errors'], rows);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}
