/**
 * Throughput of a picture of 200 KB: hot, from the memory of the worker, against a bare worker with a constant; cold, from R2
 * and KV, against a bare worker that reads R2 or KV once per request; and against nginx, if it is installed. The ratios
 * count, since a slow or busy machine affects both.
 */

import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { bundleWorker } from '../src/cli/local/bundle.ts';
import { bundledWorker } from '../src/cli/local/bundled-worker.ts';
import { claimPort } from '../src/cli/local/port.ts';
import { tuneWorkerd } from '../src/cli/local/worker.ts';
import { addressKey } from '../src/store/keys.ts';
import { bucketWorker, constantWorker, storedWorker } from './bare.ts';
import { token } from './batch.ts';
import { startNginx } from './nginx.ts';
import { print } from './table.ts';
import { connections, load, seconds, wrkVersion, type Load } from './wrk.ts';

const bytes = 200 * 1024;
const largeBytes = 5 * 1024 * 1024;
/** Number of pairs of runs. The median of their ratios counts. */
const repetitions = 3;

const blobOf = (body: Uint8Array): string =>
  createHash('sha1').update(`blob ${body.byteLength}\0`).update(body).digest('hex');

/** The workers of edgefeed: whether they have R2, and for how long they remember. They share one KV. */
const variants = {
  hot: { r2: true, memo: '10' },
  r2: { r2: true, memo: '0' },
  kv: { r2: false, memo: '0' },
} as const;

async function start(state: string, picture: Uint8Array) {
  const bundle = await bundleWorker();
  const ports: Record<string, number> = {};
  for (const name of [...Object.keys(variants), 'constant', 'stored', 'bucket'])
    ports[name] = await claimPort('127.0.0.1', 0);
  tuneWorkerd();
  const edgefeed = Object.entries(variants).map(([name, { r2, memo }]) => ({
    ...bundledWorker(bundle, {
      name,
      host: '127.0.0.1',
      port: ports[name]!,
      bindings: {
        SITE_URL: 'http://feeds.example',
        PUBLISH_TOKEN: token,
        MEMO_SECONDS: memo,
      },
    }),
    r2Buckets: r2 ? { FILES: 'files' } : {},
  }));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        ...edgefeed,
        constantWorker(picture, ports['constant']!),
        storedWorker(ports['stored']!),
        bucketWorker(ports['bucket']!),
      ],
      cf: false,
      resourcePersistencePath: state,
      log: new NoOpLog(),
    }),
  );
  await miniflare.ready;
  const url = (name: string): string => `http://127.0.0.1:${ports[name]!}`;
  return { miniflare, url, stop: () => miniflare.dispose() };
}

type Server = Awaited<ReturnType<typeof start>>;

/** Sends a file to both stores, and names it at an address. */
async function put({ miniflare, url }: Server, path: string, body: Uint8Array): Promise<void> {
  const blob = blobOf(body);
  for (const name of ['r2', 'kv']) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'image/png' };
    const response = await fetch(`${url(name)}/api/blobs/${blob}`, { method: 'PUT', headers, body });
    if (!response.ok) throw new Error(`the upload failed: ${await response.text()}`);
  }
  const file = {
    state: 'file',
    blob,
    bytes: body.byteLength,
    type: 'image/png',
    lastModified: Date.now() - 10_000,
  };
  const kv = await miniflare.getKVNamespace('DOCUMENTS', 'r2');
  await kv.put(addressKey(path), JSON.stringify(file), { metadata: { state: 'file' } });
}

/** One row of the table: both alternate, after a run that warms them up. @param limit what edgefeed is compared with */
async function compare(
  what: string,
  goal: number,
  url: string,
  limit: string,
  headers: Record<string, string> = {},
): Promise<(string | number)[]> {
  await load(url, headers);
  await load(limit, headers);
  const pairs: { bare: Load; got: Load }[] = [];
  for (let i = 0; i < repetitions; i++)
    pairs.push({ bare: await load(limit, headers), got: await load(url, headers) });
  pairs.sort((a, b) => a.got.rate / a.bare.rate - b.got.rate / b.bare.rate);
  const { bare, got } = pairs[Math.floor(repetitions / 2)]!;
  return [what, got.rate, bare.rate, got.rate / bare.rate, goal, got.p99, bare.p99, got.errors];
}

export default async function files(): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  const picture = randomBytes(bytes);
  const www = join(state, 'www');
  mkdirSync(www);
  writeFileSync(join(www, 'a.png'), picture);
  const server = await start(join(state, 'worker'), picture);
  const nginx = await startNginx(join(state, 'nginx'), www, await claimPort('127.0.0.1', 0));
  try {
    await put(server, '/files/a.png', picture);
    await put(server, '/files/large.png', randomBytes(largeBytes));
    await fetch(server.url('stored'), { method: 'PUT', body: picture });
    await fetch(server.url('bucket'), { method: 'PUT', body: picture });
    console.log(
      `${await wrkVersion()}, ${connections} connections, ${seconds} s a run, the median of ${repetitions} pairs\n`,
    );
    const { url } = server;
    const path = '/files/a.png';
    const etag = { 'If-None-Match': 'W/"bare"' };
    const fresh = (await fetch(url('hot') + path)).headers.get('etag')!;
    const none = NaN;
    const rows = [
      await compare('hot / a constant', 0.6, url('hot') + path, url('constant')),
      await compare(
        'hot, a part of 100 bytes / a constant of 200 KB',
        none,
        url('hot') + path,
        url('constant'),
        {
          Range: 'bytes=-100',
        },
      ),
      await compare('hot, 304 / a 304', 0.6, url('hot') + path, url('constant'), {
        ...etag,
        'If-None-Match': fresh,
      }),
      await compare('cold from R2 / a bare read of R2', 0.6, url('r2') + path, url('bucket')),
      await compare('cold from KV / a bare read of KV', none, url('kv') + path, url('stored')),
      await compare(
        '5 MB from R2, the first 200 KB / a bare read of 200 KB',
        none,
        `${url('r2')}/files/large.png`,
        url('bucket'),
        {
          Range: `bytes=0-${bytes - 1}`,
        },
      ),
    ];
    if (nginx) rows.push(await compare('hot / nginx', none, url('hot') + path, `${nginx.url}/a.png`));
    print(['', 'requests/s', 'bare, requests/s', 'ratio', 'goal', 'p99, ms', 'bare p99, ms', 'errors'], rows);
    if (!nginx) console.log('\nnginx is missing: install nginx-light to compare with it.');
  } finally {
    await nginx?.stop();
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  }
}
