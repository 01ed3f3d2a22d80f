/**
 * CPU time of a request, which the free plan limits to 10 ms. It is that of the whole process of workerd, which also has
 * the local KV and the server: a bare worker that reads one value of KV shows their share. Batches are parsed by the worker,
 * or handed to the Durable Object that parses; what the catalog does with them is left out, since it has limits of its own.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { bundleWorker } from '../src/cli/local/bundle.ts';
import { bundledWorker } from '../src/cli/local/bundled-worker.ts';
import { claimPort } from '../src/cli/local/port.ts';
import { tuneWorkerd } from '../src/cli/local/worker.ts';
import { blobId } from '../src/publish/manifest.ts';
import { batchLimits } from '../src/publish/protocol.ts';
import { article } from './articles.ts';
import { bucketWorker, storedWorker } from './bare.ts';
import { batchOf, publish, token } from './batch.ts';
import { cpuOf, workerdProcesses } from './processes.ts';
import { print } from './table.ts';

/** A catalog and a parser that agree to everything at once. */
const stubs = `
import { DurableObject } from 'cloudflare:workers';
export class Catalog extends DurableObject {
  blob() { return {}; }
  blobStored() {}
  publish({ put }) { return { status: 'published', files: put.map(({ path }) => ({ path, status: 'published' })) }; }
}
export class Parser extends DurableObject {
  async fetch(request) { await request.arrayBuffer(); return Response.json({ files: [] }); }
}
export default { fetch: () => new Response() };`;

const repetitions = { requests: 200, batches: 15, uploads: 10 };
/** Bytes of an uploaded file. */
const uploadBytes = 20 * 1024 * 1024;
const batchSizes = [1, 20, 100, batchLimits.files] as const;

/** @param where parses batches; `catalog`: everything is real */
async function start(state: string, where: 'catalog' | 'worker' | 'parser') {
  const bundle = await bundleWorker();
  const port = await claimPort('127.0.0.1', 0);
  const storedPort = await claimPort('127.0.0.1', 0);
  const bucketPort = await claimPort('127.0.0.1', 0);
  const stub = (className: string) => ({ className, scriptName: 'stubs', useSQLite: true });
  const objects = { CATALOG: stub('Catalog'), ...(where === 'parser' && { PARSER: stub('Parser') }) };
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
              MEMO_SECONDS: '0',
            },
          }),
          ...(where !== 'catalog' && { durableObjects: objects }),
          r2Buckets: { FILES: 'files' },
        },
        storedWorker(storedPort),
        bucketWorker(bucketPort),
        {
          name: 'stubs',
          compatibilityDate: '2026-10-01',
          modules: true,
          script: stubs,
          durableObjects: {
            CATALOG: { className: 'Catalog', useSQLite: true },
            PARSER: { className: 'Parser', useSQLite: true },
          },
        },
      ],
      cf: false,
      resourcePersistencePath: state,
      log: new NoOpLog(),
      handleStructuredLogs: () => {},
    }),
  );
  await miniflare.ready;
  const stored = `http://127.0.0.1:${storedPort}`;
  // The local KV is a worker too, and must not count as a part of the first request.
  await drain(await fetch(stored, { method: 'PUT', body: Buffer.alloc(61 * 1024, 'bytes') }));
  await drain(await fetch(stored));
  await quiet();
  return {
    url: `http://127.0.0.1:${port}`,
    stored,
    bucket: `http://127.0.0.1:${bucketPort}`,
    stop: () => miniflare.dispose(),
  };
}

/** CPU time of each of some requests, one after the other, ms. */
async function cpuOfEach(times: number, request: (i: number) => Promise<Response>): Promise<number> {
  const [pid] = workerdProcesses();
  if (pid === undefined) throw new Error('There is no workerd, or no /proc.');
  const before = cpuOf(pid);
  for (let i = 0; i < times; i++) await drain(await request(i));
  return (cpuOf(pid) - before) / times;
}

/** Waits until workerd computes nothing more, as it does for an alarm. */
async function quiet(): Promise<void> {
  const [pid = NaN] = workerdProcesses();
  for (let before = -1, now = 0; now - before > 1; await sleep(300)) [before, now] = [now, cpuOf(pid)];
}

async function drain(response: Response): Promise<void> {
  await response.arrayBuffer();
  if (response.status >= 400 && response.status !== 404)
    throw new Error(`${response.url}: ${response.status}`);
}

/** @returns rows: what, in a fresh isolate, warm; ms */
async function readings(state: string): Promise<(string | number)[][]> {
  let worker = await start(state, 'catalog');
  await publish(
    worker.url,
    Array.from(
      { length: 60 },
      (_, i) => [`big/${i}.md`, article(i, { category: 'big', bytes: 5_000 })] as const,
    ),
  );
  const gzip = { 'Accept-Encoding': 'gzip' };
  const plain = { 'Accept-Encoding': 'identity' };
  const feed = '/categories/big/rss.xml';
  const first = await fetch(worker.url + feed, { headers: plain });
  const bytes = (await first.arrayBuffer()).byteLength;
  await quiet();
  await worker.stop();
  const fresh = { 'If-None-Match': first.headers.get('ETag')! };
  const kb = `${Math.round(bytes / 1024)} KB`;
  const cases: [what: string, path: string, headers: Record<string, string>][] = [
    [`feed of ${kb}, with gzip`, feed, gzip],
    ['… without', feed, plain],
    ['… its 304', feed, { ...gzip, ...fresh }],
    ['its category as a page, without gzip', '/categories/big/', plain],
    ['… with gzip', '/categories/big/', gzip],
    ['home page, without gzip', '/', plain],
    ['article of 5 KB as a page, without gzip', '/articles/big/1', plain],
    ['thumbnail', '/thumbnails/big/1', plain],
    ['missing address', '/missing', plain],
  ];
  const rows: (string | number)[][] = [];
  for (const [what, path, headers] of cases) {
    worker = await start(state, 'catalog');
    const ask = async () => fetch(worker.url + path, { headers, redirect: 'manual' });
    const cold = await cpuOfEach(1, ask);
    await cpuOfEach(repetitions.requests, ask);
    rows.push([what, cold, await cpuOfEach(repetitions.requests, ask)]);
    await worker.stop();
  }
  worker = await start(state, 'catalog');
  const ask = async () => fetch(worker.stored);
  const cold = await cpuOfEach(1, ask);
  await cpuOfEach(repetitions.requests, ask);
  rows.push(['a bare worker: 61 KB from KV', cold, await cpuOfEach(repetitions.requests, ask)]);
  await worker.stop();
  return rows;
}

async function batchRows(state: string, where: 'worker' | 'parser'): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  for (const size of batchSizes) {
    const worker = await start(state, where);
    const batches = Array.from({ length: repetitions.batches + 1 }, (_, b) =>
      batchOf(
        Array.from({ length: size }, (_, i) => {
          const number = b * size + i;
          return [`${number}.md`, article(number, { category: 'a', bytes: 6_000 })] as const;
        }),
      ),
    );
    const headers = { Authorization: `Bearer ${token}` };
    const send = async (i: number) =>
      fetch(`${worker.url}/api/publish`, { method: 'POST', headers, body: batches[i]! });
    const cold = await cpuOfEach(1, send);
    const warm = await cpuOfEach(repetitions.batches, async (i) => send(i + 1));
    rows.push([`batch of ${size}, ${where === 'worker' ? 'parsed by the worker' : 'handed on'}`, cold, warm]);
    await worker.stop();
  }
  return rows;
}

/** Uploads of 20 MB into R2. The R2 of this machine is a part of the same process: the bare worker shows its share. */
async function uploadRows(state: string): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  const files = Array.from({ length: repetitions.uploads + 1 }, (_, i) =>
    Buffer.alloc(uploadBytes, `file ${i} `),
  );
  const headers = { Authorization: `Bearer ${token}` };
  for (const where of ['worker', 'parser', 'bare'] as const) {
    const worker = await start(state, where === 'bare' ? 'worker' : where);
    const send = async (i: number): Promise<Response> => {
      const body = files[i]!;
      const url = where === 'bare' ? worker.bucket : `${worker.url}/api/blobs/${blobId(body)}`;
      return fetch(url, { method: 'PUT', headers, body });
    };
    const cold = await cpuOfEach(1, send);
    const warm = await cpuOfEach(repetitions.uploads, async (i) => send(i + 1));
    const what = {
      worker: 'upload of 20 MB, checked by the worker, into R2',
      parser: '… handed on',
      bare: 'a bare worker: 20 MB into R2',
    }[where];
    rows.push([what, cold, warm]);
    await worker.stop();
  }
  return rows;
}

export default async function cpu(): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  try {
    const rows = [
      ...(await readings(join(state, 'site'))),
      ...(await batchRows(join(state, 'stubs'), 'worker')),
      ...(await batchRows(join(state, 'stubs'), 'parser')),
      ...(await uploadRows(join(state, 'uploads'))),
    ];
    print(['', 'fresh isolate, ms of CPU', 'warm, ms of CPU'], rows);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}
