/**
 * How long rendering takes in workerd: a feed of 50 articles of 6 KB. The clock of a worker stands still while it
 * computes, so it is watched from outside: 50 renderings in a request, less a request without any.
 */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { print } from './table.ts';

const rounds = 21;
const times = 50;
/** What feed.worker.ts can be asked for, what that is, and what it may take, ms. */
const tasks: readonly [name: string, what: string, goal?: number][] = [
  ['rss', 'RSS', 3],
  ['atom', 'Atom', 3],
  ['json', 'JSON Feed', 3],
  ['budget', 'how many articles fit'],
  ['machine', 'this machine: the same articles from JSON and back'],
];

export default async function feed(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  try {
    const miniflare = await start(folder);
    try {
      const worker = await miniflare.ready;
      // The first requests are for the compiler.
      for (const [task] of tasks) await measure(worker, task);
      // Round by round, so that whatever else the machine does hits all tasks alike.
      const samples = tasks.map((): number[] => []);
      for (let i = 0; i < rounds; i++) {
        for (const [k, [task]] of tasks.entries()) samples[k]!.push(await measure(worker, task));
      }
      const medians = samples.map((ms) => ms.sort((a, b) => a - b)[Math.floor(rounds / 2)]!);
      const machine = medians.at(-1)!;
      const rows = tasks.map(([, what, goal = NaN], k) => [what, medians[k]!, goal, medians[k]! / machine]);
      print(['', 'median ms', 'goal', '× this machine'], rows);
    } finally {
      await miniflare.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bench's own worker, bundled as wrangler bundles for deployment. */
async function start(folder: string): Promise<Miniflare> {
  const wrangler = join('node_modules', 'wrangler', 'bin', 'wrangler.js');
  const args = ['deploy', '--config', join('bench', 'wrangler.json'), '--dry-run', '--outdir', folder];
  await promisify(execFile)(process.execPath, [wrangler, ...args], {
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: folder },
  });
  const contents = readFileSync(join(folder, 'feed.worker.js'), 'utf8');
  return new Miniflare(
    convertV4MiniflareOptions({
      name: 'feed',
      modules: [{ type: 'ESModule', path: 'worker.js', contents }],
      compatibilityDate: '2026-10-01',
      compatibilityFlags: ['nodejs_compat'],
      cf: false,
      log: new NoOpLog(),
    }),
  );
}

/** Milliseconds for doing a task once. */
async function measure(worker: URL, task: string): Promise<number> {
  const request = async (count: number): Promise<number> => {
    const start = performance.now();
    await (await fetch(new URL(`/${task}?times=${count}`, worker))).arrayBuffer();
    return performance.now() - start;
  };
  return ((await request(times)) - (await request(0))) / times;
}
