/** A site of its own for a test: the worker as `npm start` runs it, on a free port, with a folder for its state. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { connect } from '../../src/cli/client.ts';
import { untilLive } from '../../src/cli/live.ts';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { blobId } from '../../src/publish/manifest.ts';
import type { FileResult } from '../../src/publish/protocol.ts';

export class TestSite implements AsyncDisposable {
  readonly folder: string;
  readonly url: string;
  readonly #served: Served;

  private constructor(folder: string, served: Served) {
    this.folder = folder;
    this.url = served.url;
    this.#served = served;
  }

  static async start(): Promise<TestSite> {
    const folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
    const served = await serve({ state: join(folder, 'state'), host: '127.0.0.1', port: 0, onLog: () => {} });
    return new TestSite(folder, served);
  }

  /** Publishes sources by path and waits until every feed is live. */
  async publish(sources: Record<string, string>): Promise<FileResult[]> {
    const client = connect({ url: this.url, token: this.#served.token, local: true });
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
    await vi.waitFor(() => rmSync(this.folder, { recursive: true, force: true }), 10_000);
  }
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
