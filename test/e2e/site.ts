/** A site of its own for a test: the worker as `npm start` runs it, on a free port, with a folder for its state. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { connect, type Client } from '../../src/cli/client/client.ts';
import { untilLive } from '../../src/cli/client/wait.ts';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { readServer } from '../../src/cli/local/server.ts';
import { blobId } from '../../src/publish/manifest.ts';
import type { FileResult } from '../../src/publish/protocol.ts';
import { soon } from '../soon.ts';

type Vars = Readonly<Record<string, string>>;

export class TestSite implements AsyncDisposable {
  readonly folder: string;
  readonly url: string;
  /** Lines of the worker's log that are warnings or errors. */
  readonly log: string[];
  readonly #vars: Vars;
  #served: Served;

  private constructor(folder: string, vars: Vars, log: string[], served: Served) {
    this.folder = folder;
    this.url = served.url;
    this.log = log;
    this.#vars = vars;
    this.#served = served;
  }

  /** @param vars vars and secrets of the worker that are to differ from `wrangler.toml` */
  static async start(vars: Vars = {}): Promise<TestSite> {
    const folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
    const log: string[] = [];
    return new TestSite(folder, vars, log, await serveIn(folder, 0, vars, log));
  }

  /** Kills workerd with SIGKILL and starts it again on what lies on disk, at the same address. */
  async killAndRestart(vars: Vars = this.#vars): Promise<void> {
    process.kill(readServer(join(this.folder, 'state'))!.workerPid!, 'SIGKILL');
    await this.#served.stop();
    this.#served = await serveIn(this.folder, Number(new URL(this.url).port), vars, this.log);
  }

  get client(): Client {
    return connect({ url: this.url, token: this.#served.token, local: true });
  }

  /** Publishes sources by path and waits until every feed is live. */
  async publish(sources: Record<string, string>): Promise<FileResult[]> {
    const { client } = this;
    const put = Object.entries(sources).map(([path, source]) => {
      // As JSON carries it: lone surrogates, which no file can hold, arrive as they are and are hashed as U+FFFD.
      return { path, source, blob: blobId(new TextEncoder().encode(source)) };
    });
    const { files } = await client.publish(JSON.stringify({ put, delete: [] }));
    await untilLive(client);
    return files;
  }

  async text(path: string): Promise<string> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`${path} answers ${response.status}`);
    return response.text();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#served.stop();
    // workerd may still be closing its files.
    await vi.waitFor(() => rmSync(this.folder, { recursive: true, force: true }), soon);
  }
}

async function serveIn(folder: string, port: number, vars: Vars, log: string[]): Promise<Served> {
  const onLog = (line: string): void => void log.push(line);
  return serve({ state: join(folder, 'state'), host: '127.0.0.1', port, vars, onLog });
}

/** Whether a program is installed. Where it isn't, a test says so and skips; CI installs all of them. */
export function installed(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
}
