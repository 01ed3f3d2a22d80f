/** Sending the bytes of files, two at a time, in requests that the worker takes. */

import type { AssetPut, BlobsAnswer, MissingBlobs } from '../../publish/protocol.ts';
import type { Client } from '../client/client.ts';
import { NoAnswer, TooLarge, WrongBytes } from '../client/errors.ts';
import { CliError, exitCodes } from '../exit.ts';
import { formatBytes } from '../output/numbers.ts';
import type { AssetFile, OpenAsset } from '../source/asset-file.ts';
import { fileProblem, type FileProblem } from '../source/file-problem.ts';
import { readProblem } from '../source/source-file.ts';
import { changing, type Describer } from './describe.ts';

/** Files in flight. Each has one request in memory. */
const atOnce = 2;

/** Blob ids that one request asks about. */
const askedAtOnce = 500;

/** Files that may fail in a row. After that the worker is at fault. */
const maxBlamed = 5;

/** A file whose bytes are stored, with how many were sent for it, or why not. `missing`: it was deleted meanwhile. */
export type Stored =
  | { status: 'stored'; put: AssetPut; sent: number }
  | { status: 'error'; problem: FileProblem }
  | { status: 'missing'; path: string };

export interface BlobSending {
  client: Client;
  open: OpenAsset;
  describer: Describer;
  /** Called once it is known how much has to be sent. */
  onTotal: (bytes: number) => void;
  /** Called after each request with its bytes, also for those that a former run has sent. */
  onSent: (bytes: number) => void;
}

/** What one request may hold, by the worker's answer. */
type Bounds = Pick<BlobsAnswer, 'maxBytes' | 'maxRequestBytes' | 'partBytes'>;

/** The file is another one than it was: its blob id is. */
class Changed extends Error {
  override name = 'Changed';
}

/**
 * Stores what the worker does not hold, and yields each file once its bytes are there: first those that are.
 * @throws CliError when the worker can't be reached, or fails with one file after another
 */
export async function* sendBlobs(puts: readonly AssetPut[], to: BlobSending): AsyncGenerator<Stored> {
  const { missing, parts, bounds } = await ask([...new Set(puts.map(({ blob }) => blob))], to.client);
  const waiting = new Map<string, AssetPut[]>();
  for (const put of puts) {
    if (!missing.has(put.blob)) yield { status: 'stored', put, sent: 0 };
    else waiting.set(put.blob, [...(waiting.get(put.blob) ?? []), put]);
  }
  if (!bounds || waiting.size === 0) return;
  const sender = new BlobSender(to, bounds, parts);
  // Those that the worker would refuse are not sent at all.
  const sizes = Array.from(waiting.values(), ([put]) => put!.bytes).filter(
    (size) => size <= mostBytes(bounds),
  );
  to.onTotal(sizes.reduce((sum, size) => sum + size, 0));
  yield* inParallel(waiting.values(), async (files) => sender.send(files));
}

async function ask(
  blobs: readonly string[],
  client: Client,
): Promise<{ missing: Set<string>; parts: MissingBlobs['parts']; bounds?: Bounds }> {
  const missing = new Set<string>();
  const parts: MissingBlobs['parts'] = {};
  let bounds: Bounds | undefined;
  for (let i = 0; i < blobs.length; i += askedAtOnce) {
    const answer = await client.missingBlobs(blobs.slice(i, i + askedAtOnce));
    for (const blob of answer.missing) missing.add(blob);
    Object.assign(parts, answer.parts);
    bounds = answer;
  }
  return { missing, parts, ...(bounds && { bounds }) };
}

class BlobSender {
  readonly #to: BlobSending;
  readonly #bounds: Bounds;
  readonly #parts: MissingBlobs['parts'];
  /** Files blamed since the last success. */
  #blamed = 0;

  constructor(to: BlobSending, bounds: Bounds, parts: MissingBlobs['parts']) {
    this.#to = to;
    this.#bounds = bounds;
    this.#parts = parts;
  }

  /** @param files with the same content, at least one */
  async send(files: readonly AssetPut[]): Promise<Stored[]> {
    const [first] = files;
    const stored = await this.#store(first!);
    // A copy is stored with the first one, unless that has changed meanwhile.
    if (stored.status === 'stored' && stored.put.blob === first!.blob)
      return [stored, ...files.slice(1).map((put): Stored => ({ status: 'stored', put, sent: 0 }))];
    const [, ...others] = files;
    if (stored.status === 'error' && stored.problem.code !== 'read')
      return [
        stored,
        ...others.map(({ path }): Stored => ({ ...stored, problem: { ...stored.problem, path } })),
      ];
    return others.length === 0 ? [stored] : [stored, ...(await this.send(others))];
  }

  async #store(put: AssetPut): Promise<Stored> {
    try {
      const stored = await this.#storeNow(put);
      if (stored.status === 'stored') this.#blamed = 0;
      return stored;
    } catch (error) {
      if (error instanceof TooLarge)
        return refuse(put, 'too-large', `the worker refuses it: ${error.detail}`);
      if (!(error instanceof NoAnswer)) throw error;
      // The worker may be down: then the status has no answer either, and its error is the one to show.
      await this.#to.client.status();
      if (this.#blamed++ >= maxBlamed) throw error;
      const why = `the worker fails to store this file (${error.brief}) but answers otherwise; publish again, and run \`npx --no wrangler tail\` to see why`;
      return refuse(put, 'worker-fails', why);
    }
  }

  async #storeNow(put: AssetPut): Promise<Stored> {
    try {
      return await this.#read(put, this.#parts[put.blob] ?? []);
    } catch (error) {
      if (error instanceof CliError && error.exitCode === exitCodes.outdated) {
        // The store has forgotten the parts that it had: all are sent again.
        return this.#read(put, []);
      }
      if (!(error instanceof Changed || error instanceof WrongBytes)) throw error;
    }
    const now = await this.#to.describer.describe(put.path);
    if (now.status === 'missing') return { status: 'missing', path: put.path };
    if (now.status === 'error') return now;
    try {
      return await this.#read(
        { ...now.put, ...(put.movedFrom !== undefined && { movedFrom: put.movedFrom }) },
        [],
      );
    } catch (error) {
      if (!(error instanceof Changed || error instanceof WrongBytes)) throw error;
      return { status: 'error', problem: changing(put.path) };
    }
  }

  async #read(put: AssetPut, had: readonly number[]): Promise<Stored> {
    const most = mostBytes(this.#bounds);
    if (put.bytes > most) return refuse(put, 'too-large', tooLargeFor(put.bytes, most));
    const opened = await this.#to.open(put.path);
    if (opened.status === 'missing') return { status: 'missing', path: put.path };
    if (opened.status === 'error') return opened;
    const { file } = opened;
    try {
      if (file.size !== put.bytes) throw new Changed();
      const { maxRequestBytes, partBytes } = this.#bounds;
      if (put.bytes <= maxRequestBytes || partBytes === undefined) await this.#sendWhole(put, file);
      else await this.#sendParts(put, file, partBytes, had);
      return { status: 'stored', put, sent: put.bytes };
    } catch (error) {
      if (error instanceof CliError || error instanceof Changed) throw error;
      return { status: 'error', problem: readProblem(put.path, error) };
    } finally {
      file.close();
    }
  }

  async #sendWhole({ blob, type, bytes: size }: AssetPut, file: AssetFile): Promise<void> {
    const bytes = await file.read(0, size);
    if (bytes.byteLength !== size) throw new Changed();
    await this.#to.client.putBlob({ blob, type, bytes });
    this.#to.onSent(size);
  }

  async #sendParts(
    { blob, type, bytes: of }: AssetPut,
    file: AssetFile,
    partBytes: number,
    had: readonly number[],
  ): Promise<void> {
    const numbers = Array.from({ length: Math.ceil(of / partBytes) }, (_, i) => i + 1);
    // The last part is always sent: it completes a file all of whose parts a former run has sent.
    const missing = numbers.filter((number) => !had.includes(number) || number === numbers.length);
    this.#to.onSent((numbers.length - missing.length) * partBytes);
    for (const number of missing) {
      const offset = (number - 1) * partBytes;
      const length = Math.min(partBytes, of - offset);
      const bytes = await file.read(offset, length);
      if (bytes.byteLength !== length || file.hasChanged()) throw new Changed();
      await this.#to.client.putBlob({ blob, type, bytes, part: { offset, of } });
      this.#to.onSent(length);
    }
  }
}

/** Bytes of the largest file that the worker takes. */
const mostBytes = ({ maxBytes, maxRequestBytes, partBytes }: Bounds): number =>
  partBytes === undefined ? Math.min(maxBytes, maxRequestBytes) : maxBytes;

function tooLargeFor(bytes: number, most: number): string {
  return `the file has ${formatBytes(bytes)}, and the worker stores ${formatBytes(most)} at most; bind an R2 bucket as FILES in wrangler.toml, make the file smaller, or host it elsewhere`;
}

const refuse = ({ path }: AssetPut, code: 'too-large' | 'worker-fails', message: string): Stored => ({
  status: 'error',
  problem: fileProblem(path, code, message),
});

/** Runs a task for each value, some at once, and yields the results as they come. */
async function* inParallel<Value, Result>(
  values: Iterable<Value>,
  task: (value: Value) => Promise<Result[]>,
): AsyncGenerator<Result> {
  const running = new Map<number, Promise<{ id: number; results: Result[] }>>();
  let id = 0;
  const next = async function* (): AsyncGenerator<Result> {
    const { id: ended, results } = await Promise.race(running.values());
    running.delete(ended);
    yield* results;
  };
  for (const value of values) {
    const mine = id++;
    const run = task(value).then((results) => ({ id: mine, results }));
    // If another one fails first, this one is never awaited.
    run.catch(() => {});
    running.set(mine, run);
    if (running.size >= atOnce) yield* next();
  }
  while (running.size > 0) yield* next();
}
