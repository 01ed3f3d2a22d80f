/**
 * How many articles of 6 KB are parsed and rendered in a second, on one core in workerd. The clock of a worker stands
 * still while it computes, so it is watched from outside: a request for many articles, less a request for none.
 */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { hostile } from './hostile.ts';
import { print } from './table.ts';

const rounds = 15;
const times = 200;
/** What article.worker.ts can be asked for, what that is, and how many there should be a second. */
const tasks: readonly [name: string, what: string, goal?: number][] = [
  ['html', 'HTML in Chinese, as crawlers write it', 1000],
  ['html-body', 'its body alone'],
  ['markdown', 'Markdown in English', 1000],
  ['markdown-body', 'its body alone'],
  ['mixed', 'Markdown with HTML in it', 1000],
  ['mixed-body', 'its body alone'],
  ['machine', 'this machine: 120 KB of JSON read and written'],
];

export default async function articles(): Promise<void> {
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
      // Where a pause fell into the request for none, the difference says nothing.
      const sorted = samples.map((ms) => ms.filter((value) => value > 0).sort((a, b) => a - b));
      const rows = tasks.map(([, what, goal = NaN], k) => {
        const [best, typical] = [sorted[k]![0]!, median(sorted[k]!)];
        return [what, 1000 / typical, goal, 1000 / best, typical / median(sorted.at(-1)!)];
      });
      print(['', 'a second', 'goal', 'best round', '× this machine'], rows);
      console.log();
      await slowest(worker);
    } finally {
      await miniflare.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)]!;

/** The hostile bodies that take longest. */
async function slowest(worker: URL): Promise<void> {
  const rows: [string, number, number][] = [];
  for (const [i, { name, path }] of hostile.entries()) {
    const samples: number[] = [];
    for (let round = 0; round < 5; round++) samples.push(await measure(worker, `hostile-${i}`, 1));
    rows.push([`${name} (${path})`, median(samples.sort((a, b) => a - b)), 100]);
  }
  rows.sort(([, a], [, b]) => b - a);
  print([`slowest of ${hostile.length} hostile bodies of 64 KiB`, 'median ms', 'at most'], rows.slice(0, 10));
}

/** The bench's own worker, bundled as wrangler bundles for deployment. */
async function start(folder: string): Promise<Miniflare> {
  const wrangler = join('node_modules', 'wrangler', 'bin', 'wrangler.js');
  const entry = join('bench', 'article.worker.ts');
  const args = ['deploy', entry, '--config', join('bench', 'wrangler.json'), '--dry-run', '--outdir', folder];
  await promisify(execFile)(process.execPath, [wrangler, ...args], {
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: folder },
  });
  return new Miniflare(
    convertV4MiniflareOptions({
      name: 'article',
      modules: [
        {
          type: 'ESModule',
          path: 'worker.js',
          contents: readFileSync(join(folder, 'article.worker.js'), 'utf8'),
        },
      ],
      compatibilityDate: '2026-10-01',
      compatibilityFlags: ['nodejs_compat'],
      cf: false,
      log: new NoOpLog(),
    }),
  );
}

/** Milliseconds for doing a task once. */
async function measure(worker: URL, task: string, count = times): Promise<number> {
  const request = async (count: number): Promise<number> => {
    const start = performance.now();
    const response = await fetch(new URL(`/${task}?times=${count}`, worker));
    if (!response.ok) throw new Error(`${task}: ${response.status}`);
    await response.arrayBuffer();
    return performance.now() - start;
  };
  return ((await request(count)) - (await request(0))) / count;
}
