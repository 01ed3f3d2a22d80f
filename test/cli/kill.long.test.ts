import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { random } from '../../bench/articles.ts';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { readServer } from '../../src/cli/local/server.ts';
import type { Status } from '../../src/publish/protocol.ts';
import { readCatalog, readDocuments, readFeedEtags } from './documents.ts';
import { article, Workspace } from './workspace.ts';
import { soon } from '../soon.ts';

/** Differs for each run, and is printed: `KILL_SEED=… npm run test:long -- test/cli/kill` repeats a run. */
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
/** Number of versions of the folder, and of kills while each is published. */
const versions = 4;
const killsEach = 5;
const articles = 160;
/** The latest kill, as a part of the time that an undisturbed command takes: some are to come after its end. */
const latest = 1.2;

/** The files of a version. Each version adds, edits, moves and deletes some files of the previous one. */
function* filesOf(version: number): Generator<[path: string, source: string]> {
  for (let i = 0; i < articles; i++) {
    if (i % 9 === version) continue; // deleted, and back in the version after
    const moves = (i % 7) + 1;
    // Not moved and edited in the same version, which is recognised only in a repository.
    const edits = [1, 2, 3, 4].filter((v) => v <= version && v !== moves && (i + v) % 5 === 0);
    const edition = edits.at(-1) ?? 0;
    const fields = {
      // Each has a date of its own: among equal dates, the rest of an interrupted publish counts as published later.
      date: new Date(Date.UTC(2026, 0, 2) + i * 60_000).toISOString(),
      categories: `[C${i % 4}]`,
      tags: edition % 2 === 0 ? 'even' : 'odd',
    };
    yield [
      `${moves <= version ? `moved-${moves}` : 'new'}/${i}.md`,
      article(`${i}, edition ${edition}`, fields),
    ];
  }
}

function write(work: Workspace, version: number): void {
  work.remove('.');
  for (const [path, source] of filesOf(version)) work.write(path, source);
}

/** A worker whose workerd can be killed, with a content folder. */
class Site implements AsyncDisposable {
  readonly work = new Workspace();
  #served: Served | undefined;
  #port = 0;

  /** Starts workerd on the state folder, always at the same address. */
  async start(): Promise<void> {
    this.#served = await serve({
      state: this.work.state,
      host: '127.0.0.1',
      port: this.#port,
      // Ids and feeds depend on it, and are compared between two workers.
      siteUrl: 'https://feeds.example',
      onLog: (line) => console.error(line),
    });
    this.#port = Number(new URL(this.#served.url).port);
  }

  /** Kills workerd, in which all of the worker runs. */
  async kill(): Promise<void> {
    process.kill(readServer(this.work.state)!.workerPid!, 'SIGKILL');
    await this.#served!.stop();
    this.#served = undefined;
  }

  /** Waits until KV and the search index are complete. */
  async settled(): Promise<void> {
    const { url, token } = this.#served!;
    await vi.waitFor(async () => {
      const response = await fetch(`${url}/api/status`, { headers: { Authorization: `Bearer ${token}` } });
      const { outbox, unsearchable = 0 } = await response.json<Status>();
      if (outbox.feed + outbox.article + outbox.index + unsearchable > 0)
        throw new Error(JSON.stringify({ outbox, unsearchable }));
    }, soon);
  }

  get publishing(): string[] {
    return ['publish', '--force', '--content', this.work.content, '--state', this.work.state];
  }

  /** Publishes without interruption. @returns the time that the command takes, ms */
  async publish(): Promise<number> {
    const began = performance.now();
    const { code, stdout, stderr } = await this.work.run(this.publishing);
    const took = performance.now() - began;
    if (code !== 0) throw new Error(`publish ends with ${code}: ${stdout}${stderr}`);
    await this.settled();
    return took;
  }

  /** Publishes, and kills the command or the worker meanwhile. */
  async interrupt(who: 'command' | 'worker', after: number): Promise<void> {
    const command = this.work.spawn(this.publishing);
    const ended = once(command, 'close');
    await pause(after);
    if (who === 'worker') await this.kill();
    if (command.exitCode === null) process.kill(-command.pid!, 'SIGKILL');
    await ended;
    if (who === 'worker') await this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#served) await this.kill();
    this.work[Symbol.dispose]();
  }
}

async function stateAfter(interrupt: (site: Site) => Promise<void>) {
  await using site = new Site();
  await site.start();
  let took = 0;
  for (let version = 0; version < versions; version++) {
    write(site.work, version);
    await interrupt(site);
    took = Math.max(took, await site.publish());
  }
  await site.kill();
  // The ETags of feeds differ between two runs, and are the same in KV and in the catalog of one.
  const etags = new Map<string, string | undefined>();
  const documents = await readDocuments(site.work.state, async (kv, names) => {
    for (const name of names.filter((key) => key.startsWith('feed:')))
      etags.set(name, (await kv.getWithMetadata(name, 'arrayBuffer')).metadata?.etag);
  });
  expect(etags).toEqual(readFeedEtags(site.work.state));
  return { documents, catalog: readCatalog(site.work.state), took };
}

test('after 20 kills of command or worker while publishing, another run gives the same result as an undisturbed one', async () => {
  const next = random(seed);
  const moments: string[] = [];
  const undisturbed = await stateAfter(async () => {});
  const disturbed = await stateAfter(async (site) => {
    for (let i = 0; i < killsEach; i++) {
      const who = next() < 0.5 ? 'command' : 'worker';
      const after = Math.round(next() * latest * undisturbed.took);
      moments.push(`${who} after ${after} ms`);
      await site.interrupt(who, after);
    }
  }).finally(() => console.info(`KILL_SEED=${seed}: ${moments.join(', ')}`));
  expect(moments).toHaveLength(20);
  expect(disturbed.documents).toEqual(undisturbed.documents);
  expect(disturbed.catalog).toEqual(undisturbed.catalog);
  expect(undisturbed.documents.size).toBeGreaterThan(articles);
  expect(undisturbed.catalog['articles']!.length).toBeGreaterThan(articles / 2);
});
