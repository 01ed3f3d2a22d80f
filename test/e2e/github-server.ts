/** A server that answers like GitHub's REST API, out of a real git repository, and calls webhooks as GitHub does. */

import { execFileSync } from 'node:child_process';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serveHttp, type HttpServer } from '../cli/http-server.ts';

const secret = 'It is a secret';
const repository = 'somebody/articles';

interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** A commit and the one that the branch was at before. */
export interface Commit {
  before: string;
  commit: string;
}

export class GitHubServer implements AsyncDisposable {
  /** Paths of the requests, in their order. */
  readonly requests: string[] = [];
  /** Answers instead, where it returns something. @param count of requests so far, this one included */
  interfere: (path: string, count: number) => Reply | undefined | Promise<Reply | undefined> = () =>
    undefined;
  /** Entries of the longest tree that is listed in full. */
  longestTree = 100_000;
  /** What every request must say to be let in; empty: nothing. */
  token = '';
  readonly #folder = mkdtempSync(join(tmpdir(), 'edgefeed-github-'));
  readonly #blobs = new Map<string, Buffer>();
  #server: HttpServer | undefined;
  #head = '0'.repeat(40);
  #time = Date.UTC(2026, 0, 1) / 1000;

  static async start(): Promise<GitHubServer> {
    const github = new GitHubServer();
    github.git('init', '-q', '-b', 'main');
    github.#server = await serveHttp(async (request, response) => {
      const { status, headers = {}, body } = await github.#answer(request);
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
      response.end(body instanceof Uint8Array ? body : JSON.stringify(body));
    });
    return github;
  }

  get url(): string {
    return this.#server!.url;
  }

  /** What the worker has to be told to use it. */
  get vars(): Record<string, string> {
    return { GITHUB_API: this.url, GITHUB_WEBHOOK_SECRET: secret };
  }

  git(...args: string[]): Buffer {
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'core.quotePath=false'];
    return execFileSync('git', [...identity, ...args], {
      cwd: this.#folder,
      env: { ...process.env, GIT_COMMITTER_DATE: `${this.#time} +0000`, GIT_CONFIG_GLOBAL: '/dev/null' },
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  /** The id of the blob of a file. */
  blobOf(source: string | Uint8Array): string {
    return createHash('sha1')
      .update(`blob ${Buffer.byteLength(source)}\0`)
      .update(source)
      .digest('hex');
  }

  /** Commits files by path; null deletes. Each commit is a minute younger than the one before. */
  commit(files: Record<string, string | Uint8Array | null>): Commit {
    for (const [path, source] of Object.entries(files)) {
      const file = join(this.#folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if (source === null) rmSync(file, { recursive: true });
      else writeFileSync(file, source);
    }
    return this.commitAll();
  }

  /** Commits what the work tree holds. */
  commitAll(): Commit {
    this.#time += 60;
    this.git('add', '--all');
    this.git('commit', '-q', '--allow-empty', '-m', 'Change');
    return this.setHead('HEAD');
  }

  /** Has the branch at a commit, as a forced push does. */
  setHead(revision: string): Commit {
    const before = this.#head;
    this.git('reset', '-q', '--hard', revision);
    this.#head = this.git('rev-parse', 'HEAD').toString().trim();
    return { before, commit: this.#head };
  }

  /** The payload of a push, with a list of files that says something else than the commit. */
  payload({ before, commit }: Commit, changes: Record<string, unknown> = {}): string {
    const timestamp = this.git('show', '-s', '--format=%cI', commit).toString().trim();
    return JSON.stringify({
      ref: 'refs/heads/main',
      before,
      after: commit,
      deleted: false,
      commits: [{ id: commit, added: ['content/never.md'], removed: ['content/a.md'] }],
      head_commit: { id: commit, timestamp },
      repository: { full_name: repository, default_branch: 'main' },
      ...changes,
    });
  }

  /** Calls a webhook. @param headers in place of those that GitHub would send */
  async deliver(site: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${site}/hooks/github`, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-GitHub-Event': 'push',
        'X-GitHub-Delivery': randomUUID(),
        'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        ...headers,
      },
    });
  }

  async #answer({ url = '', headers }: IncomingMessage): Promise<Reply> {
    this.requests.push(url);
    const other = await this.interfere(url, this.requests.length);
    if (other) return other;
    // GitHub refuses who does not say a name.
    if (!headers['user-agent']) return { status: 403, body: { message: 'Request forbidden' } };
    const allowed = this.token === '' || headers.authorization === `Bearer ${this.token}`;
    const path = new RegExp(`^/repos/${repository}/git/(trees|blobs)/([0-9a-f]{40})(\\?recursive=1)?$`).exec(
      url,
    );
    const [, kind, id, recursive] = path ?? [];
    if (!allowed || !id) return { status: 404, body: { message: 'Not Found' } };
    if (kind === 'blobs' && headers.accept?.includes('raw')) {
      const type = { 'Content-Type': 'application/vnd.github.raw+json; charset=utf-8' };
      return { status: 200, headers: type, body: this.#bytesOf(id) };
    }
    return {
      status: 200,
      body: kind === 'trees' ? this.#tree(id, recursive !== undefined) : this.#blob(id),
    };
  }

  #tree(id: string, recursive: boolean): unknown {
    const bytes = this.git('ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), id);
    const lines = bytes.toString().split('\0');
    const all = lines.filter(Boolean).map((line) => {
      const [, mode, type, sha, size, path] = /^(\d+) (\w+) (\w+) +(\S+)\t([^]*)$/.exec(line)!;
      return { path, mode, type, sha, ...(type === 'blob' && { size: Number(size) }) };
    });
    return { sha: id, truncated: all.length > this.longestTree, tree: all.slice(0, this.longestTree) };
  }

  #blob(id: string): unknown {
    const bytes = this.#bytesOf(id);
    // Lines of 60 characters, as GitHub sends them.
    const content = bytes.toString('base64').replaceAll(/.{60}/g, '$&\n');
    return { sha: id, size: bytes.byteLength, encoding: 'base64', content };
  }

  #bytesOf(id: string): Buffer {
    if (!this.#blobs.has(id)) this.#readBlobs();
    return this.#blobs.get(id)!;
  }

  /** All blobs at once: a process for each of a thousand would be most of what is measured. */
  #readBlobs(): void {
    const output = this.git('cat-file', '--batch', '--batch-all-objects');
    for (let at = 0; at < output.byteLength;) {
      const end = output.indexOf('\n', at);
      const [id = '', , size] = output.toString('latin1', at, end).split(' ');
      at = end + 1 + Number(size) + 1;
      this.#blobs.set(id, output.subarray(end + 1, at - 1));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
