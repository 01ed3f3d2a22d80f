/** Files of the object store that are published as they are: small ones from memory, large ones from a stream. */

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Readable } from 'node:stream';
import { MemoryFile, type AssetFile, type OpenResult } from '../asset-file.ts';
import { fileProblem } from '../file-problem.ts';
import { gitProcess, GitError, type Repository } from './git.ts';
import { Objects } from './objects.ts';

/** Bytes of the largest file that is read at once. Two are in flight. */
const smallBytes = 8 * 1024 * 1024;

export class CommittedFiles {
  readonly #repository: Repository;
  readonly #objects: Objects;
  /** The last read: those of `Objects` must not overlap. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(repository: Repository) {
    this.#repository = repository;
    this.#objects = new Objects(repository);
  }

  async open(path: string, blob: string): Promise<OpenResult> {
    try {
      const { bytes, size } = await this.#next(async () => this.#objects.read(blob, smallBytes));
      const isWhole = bytes.byteLength === size;
      return {
        status: 'open',
        file: isWhole ? new MemoryFile(bytes) : new StreamedFile(this.#repository, blob, size),
      };
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      const message = `the repository does not have the file (git: ${error.message.split('\n', 1)[0]}); check it with \`git fsck\``;
      return { status: 'error', problem: fileProblem(path, 'read', message) };
    }
  }

  close(): void {
    this.#objects.close();
  }

  async #next<Value>(read: () => Promise<Value>): Promise<Value> {
    const next = this.#reading.then(read);
    this.#reading = next.catch(() => {});
    return next;
  }
}

/** A file that git writes while it is read. */
class StreamedFile implements AssetFile {
  readonly size: number;
  readonly #repository: Repository;
  readonly #blob: string;
  readonly #processes = new Set<ChildProcessWithoutNullStreams>();
  #chunks: AsyncIterator<Buffer> | undefined;
  #rest: Buffer = Buffer.alloc(0);
  /** Offset of `#rest`. */
  #at = 0;

  constructor(repository: Repository, blob: string, size: number) {
    this.#repository = repository;
    this.#blob = blob;
    this.size = size;
  }

  stream(): Readable {
    const process = gitProcess(this.#repository, ['cat-file', 'blob', this.#blob]);
    this.#processes.add(process);
    process.on('error', (error) => process.stdout.destroy(error));
    process.stdin.on('error', () => {});
    process.stdin.end();
    process.stderr.resume();
    return process.stdout;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (!this.#chunks || offset < this.#at) {
      this.#chunks = this.stream().iterator() as AsyncIterator<Buffer>;
      this.#rest = Buffer.alloc(0);
      this.#at = 0;
    }
    const pieces: Buffer[] = [];
    for (let left = length; left > 0;) {
      const skipped = Math.min(offset - this.#at, this.#rest.byteLength);
      if (skipped > 0) this.#take(skipped);
      if (this.#rest.byteLength === 0) {
        const next = await this.#chunks.next();
        if (next.done) break;
        this.#rest = next.value;
      } else if (this.#at >= offset) {
        const piece = this.#take(Math.min(left, this.#rest.byteLength));
        pieces.push(piece);
        left -= piece.byteLength;
        offset += piece.byteLength;
      }
    }
    return Buffer.concat(pieces);
  }

  #take(count: number): Buffer {
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    this.#at += count;
    return taken;
  }

  /** A blob never changes. */
  hasChanged(): boolean {
    return false;
  }

  close(): void {
    for (const process of this.#processes) process.kill();
  }
}
