/** Downloads documents and files: one request at a time to each host, within bounds, and from public addresses only. */

import { PassThrough, type Transform } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { limits } from '../../../limits.ts';
import { follow } from '../../remote/ask.ts';
import { networkFor } from '../../remote/network.ts';
import { PrivateAddress, Requests, type Open } from '../../remote/request.ts';
import { reasonOf } from '../../remote/reason.ts';
import { Turns } from '../../remote/turns.ts';
import { formatBytes, formatNumber } from '../../output/numbers.ts';
import { PartialFile } from './partial-file.ts';
import { isBusy, retryAfter, Tries } from './retry.ts';

export interface Saved {
  /** At the end of the redirects. */
  address: string;
  bytes: number;
  /** Media type, in lower case. */
  type?: string;
  /** The encoding of the text that the server names. */
  charset?: string;
}

export interface Failed {
  /** Of an answer, if there was one. */
  code?: number;
  /** Completes "cannot be imported: ". */
  reason: string;
}

interface Wish {
  /** Media types. */
  accept: string;
  maxBytes: number;
  /** Refuses an answer by its type. @returns why */
  refuse?: (type: string | undefined) => string | undefined;
}

export interface DownloadOptions {
  allowPrivate?: boolean | undefined;
  stop: AbortSignal;
  /** Before a pause that a server asks for, or needs. @param ms of the pause */
  waiting?: (host: string, ms: number) => void;
  /** Waits; in tests it may be short. */
  pause?: (ms: number, stop: AbortSignal) => Promise<unknown>;
}

/** Some servers compress, whatever they are asked for. */
const decoders: Readonly<Record<string, (() => Transform) | undefined>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** A try that failed. @param retryMs after which another one may succeed */
type Missed = Failed & { retryMs?: number | undefined };

export class Downloads {
  readonly #requests: Requests;
  readonly #turns = new Turns();
  readonly #options: DownloadOptions;

  /** @param purpose for the logs of the others: the command that asks */
  constructor(options: DownloadOptions, purpose = 'import') {
    this.#requests = new Requests(networkFor(options), purpose);
    this.#options = options;
  }

  /** Saves what an address answers. Nothing is left of a file that fails. @param address absolute http(s) */
  async save(address: string, file: string, wish: Wish): Promise<Saved | Failed> {
    const { stop } = this.#options;
    const ended = AbortSignal.any([stop, AbortSignal.timeout(limits.importDownload)]);
    try {
      // A pause that a server asks for is one of its host.
      return await this.#turns.take(new URL(address).hostname, () => this.#tries(address, file, wish, ended));
    } catch (error) {
      if (error instanceof PrivateAddress)
        return {
          reason: `it is at the private address ${error.message}; add --allow-private if you trust it`,
        };
      return { reason: ended.aborted && !stop.aborted ? tooSlow : reasonOf(error) };
    }
  }

  async #tries(address: string, file: string, wish: Wish, ended: AbortSignal): Promise<Saved | Failed> {
    const { waiting, pause = (ms, signal) => wait(ms, undefined, { signal }) } = this.#options;
    const part = new PartialFile(file);
    const tries = new Tries();
    let saved: Saved | undefined;
    try {
      for (;;) {
        const result = await this.#try(address, part, tries, wish, ended);
        if (!('reason' in result)) return (saved = result);
        const { retryMs, ...failed } = result;
        if (retryMs === undefined || ended.aborted) return failed;
        waiting?.(new URL(address).hostname, retryMs);
        await pause(retryMs, ended);
      }
    } finally {
      if (!saved) await part.remove();
    }
  }

  async #try(
    address: string,
    part: PartialFile,
    tries: Tries,
    wish: Wish,
    ended: AbortSignal,
  ): Promise<Saved | Missed> {
    let at = address;
    const answer = await follow(address, 'GET', async (url) => {
      at = url.href;
      const open = await this.#requests.get(url, wish.accept, ended, part.request);
      if (open.status >= 300 && open.status < 400) open.body.destroy();
      return open;
    });
    if ('reason' in answer) return { code: answer.code, reason: answer.reason };
    const { type, charset } = contentType(answer.headers['content-type']);
    const refusal = refusalOf(answer, type, part, tries, wish);
    if (refusal) {
      answer.body.destroy();
      return refusal;
    }
    const missed = await readBody(answer, part, tries, wish.maxBytes, ended);
    if (missed) return missed;
    return { address: at, bytes: part.bytes, ...(type && { type }), ...(charset && { charset }) };
  }

  close(): void {
    this.#requests.close();
  }
}

function contentType(written = ''): { type: string | undefined; charset: string | undefined } {
  const [, type] = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(written) ?? [];
  const [, charset] = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(written) ?? [];
  return { type: type?.toLowerCase(), charset };
}

const tooMany = (maxBytes: number): string => `it has more than the ${formatBytes(maxBytes)} allowed`;

/** Why the body of an answer is not read. */
function refusalOf(
  { status, headers }: Open,
  type: string | undefined,
  part: PartialFile,
  tries: Tries,
  { maxBytes, refuse }: Wish,
): Missed | undefined {
  const isRest = part.bytes > 0 && status === 206;
  const encoding = headers['content-encoding'] ?? 'identity';
  const length = Number(headers['content-length'] ?? 0) + (isRest ? part.bytes : 0);
  if (isBusy(status)) {
    const after = retryAfter(headers['retry-after'], Date.now());
    const asks =
      after === undefined ? '' : `, and asks for a pause of ${formatNumber(Math.ceil(after / 1_000))} s`;
    const reason = `the server answers ${status}${asks}`;
    return { code: status, reason, retryMs: tries.afterBusy(after) };
  }
  const reason =
    status !== 200 && !isRest
      ? `the server answers ${status}`
      : encoding !== 'identity' && !decoders[encoding]
        ? `the server answers in ${encoding}, though it was asked not to`
        : length > maxBytes
          ? tooMany(maxBytes)
          : refuse?.(type);
  if (reason === undefined) return undefined;
  // The file is another one by now, and its rest is not where that of the old one was.
  if (part.bytes === 0 || status !== 416) return { code: status, reason };
  part.forget();
  return { code: status, reason, retryMs: tries.afterBreak(Infinity) };
}

/** Writes the body of an answer to the file. @returns why it is not whole */
async function readBody(
  { status, headers, body }: Open,
  part: PartialFile,
  tries: Tries,
  maxBytes: number,
  ended: AbortSignal,
): Promise<Missed | undefined> {
  // An answer that is destroyed drops what it has not passed on yet. What came before it broke off is kept here.
  const content = decoders[headers['content-encoding'] ?? 'identity']?.() ?? new PassThrough();
  // It may fail before it is read; whoever reads it then gets the error.
  content.on('error', () => {});
  let broke: Error | undefined;
  body.on('error', (error) => {
    broke = error;
    content.end();
  });
  body.pipe(content);
  const output = await part.open(status, headers);
  if (!output) {
    body.destroy();
    part.forget();
    const reason = 'the server sends another part of the file than it was asked for';
    return { code: status, reason, retryMs: tries.afterBreak(Infinity) };
  }
  const silence = setTimeout(() => body.destroy(new Error(tooSlow)), limits.importPatience);
  const end = (): void => void body.destroy(new Error(tooSlow));
  ended.addEventListener('abort', end);
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      silence.refresh();
      if (part.bytes + chunk.byteLength > maxBytes) return { reason: tooMany(maxBytes) };
      await output.writeFile(chunk);
      part.bytes += chunk.byteLength;
    }
    if (broke) throw broke;
    return undefined;
  } catch (caught) {
    const error = broke ?? caught;
    const { message, code = '' } = error as NodeJS.ErrnoException;
    if (/^Z_(?!BUF_ERROR)|^ERR_.*BROTLI/.test(code))
      return { reason: `the server says that it answers in ${headers['content-encoding']}, and does not` };
    const reason = code === '' ? message : code === 'Z_BUF_ERROR' ? cutOff : reasonOf(error);
    return { reason, retryMs: tries.afterBreak(part.bytes) };
  } finally {
    body.destroy();
    clearTimeout(silence);
    ended.removeEventListener('abort', end);
    await output.close();
  }
}

const cutOff = 'the answer ends before its compressed content does';

const tooSlow = `it did not arrive within ${limits.importDownload / 60_000} minutes, or paused for ${limits.importPatience / 1000} s`;
