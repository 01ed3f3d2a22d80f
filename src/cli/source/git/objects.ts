/** Reading blobs from the object store, one after another, through a single process. */

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { GitError, gitProcess, type Repository } from './git.ts';

const newline = 0x0a;

export class Objects {
  readonly #repository: Repository;
  #process: ChildProcessWithoutNullStreams | undefined;
  #chunks: AsyncIterator<Buffer> | undefined;
  /** The unread part of the last chunk. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /**
   * Reads a blob. Calls must not overlap.
   * @param limit maximum number of bytes to return
   * @returns the first bytes, and the size of the whole blob
   * @throws GitError when there is no such blob
   */
  async read(blob: string, limit: number): Promise<{ bytes: Buffer; size: number }> {
    this.#process ??= this.#start();
    this.#process.stdin.write(`${blob}\n`);
    // The answer is `<id> blob <size>`, the bytes, and a line feed (git-cat-file(1), "Batch output").
    const header = await this.#line();
    const size = Number(/ blob (\d+)$/.exec(header)?.[1] ?? NaN);
    if (Number.isNaN(size)) throw new GitError(header);
    const bytes = await this.#take(Math.min(size, limit));
    await this.#skip(size - bytes.byteLength + 1);
    return { bytes, size };
  }

  close(): void {
    this.#process?.stdin.end();
    this.#process = undefined;
  }

  #start(): ChildProcessWithoutNullStreams {
    const process = gitProcess(this.#repository, ['cat-file', '--batch']);
    process.stdin.on('error', () => {}); // `#more` reports that it ended
    this.#chunks = process.stdout.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
    return process;
  }

  async #more(): Promise<void> {
    const next = await this.#chunks!.next();
    if (next.done) throw new GitError('git cat-file ended early');
    this.#rest = this.#rest.byteLength === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
  }

  async #line(): Promise<string> {
    let end: number;
    while ((end = this.#rest.indexOf(newline)) < 0) await this.#more();
    const line = this.#rest.toString('utf8', 0, end);
    this.#rest = this.#rest.subarray(end + 1);
    return line;
  }

  async #take(count: number): Promise<Buffer> {
    while (this.#rest.byteLength < count) await this.#more();
    const bytes = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return bytes;
  }

  /** Skips bytes without buffering them. */
  async #skip(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      if (this.#rest.byteLength === 0) await this.#more();
      const step = Math.min(left, this.#rest.byteLength);
      this.#rest = this.#rest.subarray(step);
      left -= step;
    }
  }
}
