/** Downloads documents and files: one request at a time to each host, within bounds, and from public addresses only. */

import { open, rm } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { limits } from '../../../limits.ts';
import { follow } from '../../remote/ask.ts';
import { networkFor } from '../../remote/network.ts';
import { PrivateAddress, Requests, type Open } from '../../remote/request.ts';
import { reasonOf } from '../../remote/reason.ts';
import { Turns } from '../../remote/turns.ts';
import { formatBytes } from '../../output/numbers.ts';

export interface Saved {
  /** At the end of the redirects. */
  address: string;
  bytes: number;
  /** Media type, in lower case. */
  type?: string;
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

/** Some servers compress, whatever they are asked for. */
const decoders: Readonly<Record<string, (() => Transform) | undefined>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export class Downloads {
  readonly #requests: Requests;
  readonly #turns = new Turns();
  readonly #stop: AbortSignal;

  /** @param purpose for the logs of the others: the command that asks */
  constructor(options: { allowPrivate?: boolean | undefined; stop: AbortSignal }, purpose = 'import') {
    this.#requests = new Requests(networkFor(options), purpose);
    this.#stop = options.stop;
  }

  /** Saves what an address answers. Nothing is left of a file that fails. @param address absolute http(s) */
  async save(address: string, file: string, wish: Wish): Promise<Saved | Failed> {
    const ended = AbortSignal.any([this.#stop, AbortSignal.timeout(limits.importDownload)]);
    let at = address;
    try {
      return await this.#turns.take(new URL(address).hostname, async () => {
        const answer = await follow(address, 'GET', async (url) => {
          at = url.href;
          const open = await this.#requests.get(url, wish.accept, ended);
          if (open.status >= 300 && open.status < 400) open.body.destroy();
          return open;
        });
        if ('reason' in answer) return { code: answer.code, reason: answer.reason };
        return await this.#read(answer, at, file, wish, ended);
      });
    } catch (error) {
      if (error instanceof PrivateAddress)
        return {
          reason: `it is at the private address ${error.message}; add --allow-private if you trust it`,
        };
      return { reason: ended.aborted && !this.#stop.aborted ? tooSlow : reasonOf(error) };
    }
  }

  async #read(
    { status, headers, body }: Open,
    address: string,
    file: string,
    { maxBytes, refuse }: Wish,
    ended: AbortSignal,
  ): Promise<Saved | Failed> {
    const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase();
    const encoding = headers['content-encoding'] ?? 'identity';
    const length = Number(headers['content-length'] ?? 0);
    const tooMany = `it has more than the ${formatBytes(maxBytes)} allowed`;
    const reason =
      status !== 200
        ? `the server answers ${status}`
        : encoding !== 'identity' && !decoders[encoding]
          ? `the server answers in ${encoding}, though it was asked not to`
          : length > maxBytes
            ? tooMany
            : refuse?.(type);
    if (reason !== undefined) {
      body.destroy();
      return { code: status, reason };
    }
    const output = await open(file, 'w');
    const silence = setTimeout(() => body.destroy(new Error(tooSlow)), limits.importPatience);
    const end = (): void => void body.destroy(new Error(tooSlow));
    ended.addEventListener('abort', end);
    let bytes = 0;
    const decoder = decoders[encoding]?.();
    body.on('error', (error) => decoder?.destroy(error));
    try {
      for await (const chunk of (decoder ? body.pipe(decoder) : body) as AsyncIterable<Buffer>) {
        silence.refresh();
        bytes += chunk.byteLength;
        if (bytes > maxBytes) throw new Error(tooMany);
        await output.writeFile(chunk);
      }
      return { address, bytes, ...(type && { type }) };
    } catch (error) {
      body.destroy();
      await rm(file, { force: true });
      const { message, code } = error as NodeJS.ErrnoException;
      return { reason: code === undefined ? message : reasonOf(error) };
    } finally {
      clearTimeout(silence);
      ended.removeEventListener('abort', end);
      await output.close();
    }
  }

  close(): void {
    this.#requests.close();
  }
}

const tooSlow = `it did not arrive within ${limits.importDownload / 60_000} minutes, or paused for ${limits.importPatience / 1000} s`;
