/**
 * Time and memory of a backup and of its restore to another worker. The command line runs as a separate process, both
 * workers on workerd as under `npm start`. `npm run bench -- backup 1000` sets another size.
 */

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve, type Served } from '../src/cli/local/serve.ts';
import { peakMemory, tellMemory, workerds, write } from './publish.ts';
import { print } from './table.ts';

/** Both workers have the same address, as before and after a loss. */
const siteUrl = 'https://feeds.example';

interface Run {
  seconds: number;
  /** Peak resident memory of the command, MiB. */
  memory: number;
  /** The last line that it printed. */
  json: { ms: number };
}

async function run({ url, token }: Served, ...args: string[]): Promise<Run> {
  const start = performance.now();
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', tellMemory, 'bin/edgefeed.js', ...args, '--to', url, '--json'],
    { env: { ...process.env, EDGEFEED_TOKEN: token }, maxBuffer: 1 << 30 },
  );
  return {
    seconds: (performance.now() - start) / 1000,
    memory: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024,
    json: JSON.parse(stdout.trim().split('\n').at(-1)!) as { ms: number },
  };
}

const start = async (state: string): Promise<Served> =>
  serve({ state, host: '127.0.0.1', port: 0, siteUrl, onLog: console.error });

async function measure(articles: number): Promise<(string | number)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  const backup = join(folder, 'backup');
  try {
    const first = await start(join(folder, 'first'));
    write(join(folder, 'content'), articles);
    await run(first, 'publish', '--content', join(folder, 'content'));
    // Waits until all is written.
    await run(first, 'rebuild');
    const before = peakMemory(workerds()[0]!);
    const exported = await run(first, 'export', backup);
    const exporting = peakMemory(workerds()[0]!);
    await first.stop();
    const bytes = readdirSync(backup).reduce((sum, name) => sum + statSync(join(backup, name)).size, 0);
    const second = await start(join(folder, 'second'));
    // Ends when everything is in KV.
    const restored = await run(second, 'restore', backup);
    const restoring = peakMemory(workerds()[0]!);
    await second.stop();
    return [
      articles,
      bytes / 2 ** 20,
      exported.seconds,
      exported.memory,
      before,
      exporting,
      restored.seconds,
      restored.memory,
      restoring,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export default async function backups(sizes: readonly string[]): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of sizes.length > 0 ? sizes : ['1000', '10000']) rows.push(await measure(Number(size)));
  const head = [
    'articles',
    'backup MiB',
    'export s',
    'command MiB',
    'workerd before MiB',
    'workerd after MiB',
    'restore to KV s',
    'command MiB',
    'workerd MiB',
  ];
  print(head, rows);
}
