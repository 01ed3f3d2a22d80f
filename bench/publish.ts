/**
 * Time to publish, from the start of the command (under `npm start`: from the save of a file) until readers get the feeds.
 * The command line runs as a separate process, the worker on workerd as under `npm start`.
 * `npm run bench -- publish 1000 10000` sets other sizes.
 */

import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { serve, type Served } from '../src/cli/local/serve.ts';
import { readFileSettings } from '../src/cli/site.ts';
import { siteFolders } from '../src/cli/source/site-folders.ts';
import { follow } from '../src/cli/local/session.ts';
import { silent } from '../src/cli/output/progress.ts';
import type { Status } from '../src/publish/protocol.ts';
import { article } from './articles.ts';
import { print } from './table.ts';
import { yardstick } from './yardstick.ts';

/** Together with the feed of everything and the two other categories of each article: 264 documents (88 terms, three formats). */
const categories = 36;
const bodyBytes = 6_000;
/** Time between two changes, ms. KV accepts one write per second and key: sooner changes would wait for that. */
const writeInterval = 1_100;

const mebibytes = (kibibytes: number): number => kibibytes / 1024;

/** Peak resident memory of a process, MiB. */
export const peakMemory = (pid: number): number =>
  mebibytes(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]));

/** The process ids of this process's workerds. */
export const workerds = (): number[] =>
  execFileSync('pgrep', ['-P', String(process.pid), 'workerd'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);

/** The process id of this process's workerd. */
const workerd = (): number => workerds()[0]!;

/** Writes articles in 36 categories. @returns the paths */
export function write(folder: string, articles: number): string[] {
  return Array.from({ length: articles }, (_, i) => {
    const path = join(folder, `category-${i % categories}/article-${i}.md`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, article(i, { category: `分类${i % categories}`, bytes: bodyBytes }));
    return path;
  });
}

const git = (folder: string, ...args: string[]): void =>
  void execFileSync('git', [
    '-C',
    folder,
    '-c',
    'user.name=bench',
    '-c',
    'user.email=bench@localhost',
    ...args,
  ]);

/** A module that makes a command print its peak resident memory when it exits, KiB. */
export const tellMemory =
  'data:text/javascript,process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))';

/** Peak resident memory of all runs of the command line, MiB. */
let commandMemory = 0;

/** Runs `edgefeed publish`, which ends when every feed is live. @returns seconds */
async function publish(content: string, { url, token }: Served): Promise<number> {
  const start = performance.now();
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', tellMemory, 'bin/edgefeed.js', 'publish', '--content', content, '--to', url, '--json'],
    {
      env: { ...process.env, EDGEFEED_TOKEN: token },
      maxBuffer: 1 << 30,
    },
  );
  const seconds = (performance.now() - start) / 1000;
  commandMemory = Math.max(commandMemory, mebibytes(Number(/peak (\d+)/.exec(stderr)?.[1])));
  return seconds;
}

/** Polls the status until a condition holds. @returns seconds */
async function until(what: (status: Status) => boolean, { url, token }: Served): Promise<number> {
  const start = performance.now();
  for (;;) {
    const response = await fetch(`${url}/api/status`, { headers: { Authorization: `Bearer ${token}` } });
    if (what(await response.json<Status>())) return (performance.now() - start) / 1000;
    await sleep(20);
  }
}

const isWritten = ({ outbox }: Status): boolean => outbox.feed + outbox.index + outbox.article === 0;
const isSearchable = (status: Status): boolean => isWritten(status) && status.unsearchable === undefined;

/** Flushes the disk, so that earlier writes do not slow down the next measurement. */
const rest = (): void => void execFileSync('sync');

/** The median of five runs. */
async function median(measure: () => Promise<number>): Promise<number> {
  const runs: number[] = [];
  for (let i = 0; i < 5; i++) runs.push(await measure());
  return runs.sort((a, b) => a - b)[2]!;
}

/**
 * Polls the feed of everything until it changes.
 * @param etag of the previous version
 * @returns the new ETag
 */
async function changedFeed({ url }: Served, etag: string): Promise<string> {
  for (;;) {
    const response = await fetch(`${url}/feed.json`, { headers: { 'If-None-Match': etag } });
    await response.arrayBuffer();
    if (response.ok) return response.headers.get('etag')!;
    await sleep(5);
  }
}

/** Measures the time from the save of a file under `npm start` until its feed has the change. @returns seconds */
async function saving(change: () => void, content: string, served: Served): Promise<number> {
  const session = await follow(siteFolders({ content }, readFileSettings()), served, silent, () => {});
  try {
    let etag = await changedFeed(served, '');
    return await median(async () => {
      await sleep(writeInterval);
      const start = performance.now();
      change();
      etag = await changedFeed(served, etag);
      return (performance.now() - start) / 1000;
    });
  } finally {
    await session.stop();
  }
}

async function measure(articles: number): Promise<(string | number)[]> {
  commandMemory = 0;
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  const content = join(folder, 'content');
  const served = await serve({
    state: join(folder, 'state'),
    host: '127.0.0.1',
    port: 0,
    onLog: console.error,
  });
  try {
    const paths = write(content, articles);
    git(folder, 'init', '-q');
    git(folder, 'add', 'content');
    // Pack the objects now, as in a clone: git would otherwise do so in the background, during the measurement.
    git(folder, '-c', 'gc.auto=0', 'commit', '-qm', 'Articles');
    git(folder, 'repack', '-adq', '--window=0');
    rest();
    const alone = yardstick(paths);
    const first = await publish(content, served);
    const writing = await until(isWritten, served);
    const indexing = await until(isSearchable, served);
    rest();
    const nothing = await median(async () => publish(content, served));
    // The newest article, which is in its feeds.
    const edit = () => appendFileSync(paths.at(-1)!, '<p>改</p>\n');
    const changed = await median(async () => {
      await sleep(writeInterval);
      edit();
      return publish(content, served);
    });
    const saved = await saving(edit, content, served);
    return [
      articles,
      first,
      first + writing,
      first + writing + indexing,
      articles / first,
      alone,
      nothing,
      changed,
      saved,
      peakMemory(workerd()),
      commandMemory,
    ];
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export default async function publishing(sizes: readonly string[]): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of sizes.length > 0 ? sizes : ['1000', '10000', '100000'])
    rows.push(await measure(Number(size)));
  const head = [
    'articles',
    'feeds live s',
    'all in KV s',
    'all searchable s',
    'articles/s',
    'gray-matter and feed alone s',
    'nothing changed s',
    'one changed s',
    'one saved s',
    'workerd MiB',
    'command MiB',
  ];
  print(head, rows);
}
