/**
 * The worker of a benchmark, and the times of its tasks. The clock of a worker stands still while it computes, so time is
 * measured outside: that of a request to run a task many times, minus that of a request to run it zero times.
 */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';

/** @returns time of one run, measured over `times` runs, ms; negative if a pause hit the request for zero runs */
export type Measure = (task: string, times: number) => Promise<number>;

/**
 * Runs `bench/<name>.worker.ts` while `use` runs.
 * @param durableObject name of the class that it exports, and of its binding
 */
export async function withWorker(
  name: string,
  use: (measure: Measure) => Promise<void>,
  durableObject?: string,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  try {
    const miniflare = start(await bundle(name, folder), folder, durableObject);
    try {
      const url = await miniflare.ready;
      await use(async (task, times) => ((await ask(url, task, times)) - (await ask(url, task, 0))) / times);
    } finally {
      await miniflare.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Measures tasks in rounds. @returns the times of each task in ascending order, ms */
export async function sample(
  measure: Measure,
  tasks: readonly string[],
  { rounds, times }: { rounds: number; times: number },
): Promise<number[][]> {
  // Warm up the compiler.
  for (const task of tasks) await measure(task, times);
  // In rounds, so that other load on the machine affects all tasks alike.
  const samples = tasks.map((): number[] => []);
  for (let i = 0; i < rounds; i++) {
    for (const [k, task] of tasks.entries()) samples[k]!.push(await measure(task, times));
  }
  // A negative difference is meaningless: a pause hit the request for zero runs.
  return samples.map((ms) => ms.filter((value) => value > 0).sort((a, b) => a - b));
}

export const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)]!;

/** Bundles the worker as wrangler does for a deployment. @returns the script */
async function bundle(name: string, folder: string): Promise<string> {
  const wrangler = join('node_modules', 'wrangler', 'bin', 'wrangler.js');
  const entry = join('bench', `${name}.worker.ts`);
  const args = ['deploy', entry, '--config', join('bench', 'wrangler.json'), '--dry-run', '--outdir', folder];
  await promisify(execFile)(process.execPath, [wrangler, ...args], {
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: folder },
  });
  return readFileSync(join(folder, `${name}.worker.js`), 'utf8');
}

function start(script: string, state: string, durableObject?: string): Miniflare {
  return new Miniflare(
    convertV4MiniflareOptions({
      name: 'bench',
      modules: [{ type: 'ESModule', path: 'worker.js', contents: script }],
      compatibilityDate: '2026-10-01',
      compatibilityFlags: ['nodejs_compat'],
      ...(durableObject && {
        durableObjects: { [durableObject]: { className: durableObject, useSQLite: true } },
        resourcePersistencePath: state,
      }),
      cf: false,
      log: new NoOpLog(),
    }),
  );
}

/** @returns time until the answer has arrived, ms */
async function ask(worker: URL, task: string, times: number): Promise<number> {
  const began = performance.now();
  const response = await fetch(new URL(`/${task}?times=${times}`, worker));
  if (!response.ok) throw new Error(`${task}: ${response.status}`);
  await response.arrayBuffer();
  return performance.now() - began;
}
