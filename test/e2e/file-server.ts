/** The worker on workerd with R2 or without, and requests as bytes on a socket. */

import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { bundleWorker } from '../../src/cli/local/bundle.ts';
import { bundledWorker } from '../../src/cli/local/bundled-worker.ts';
import { claimPort } from '../../src/cli/local/port.ts';
import { tuneWorkerd } from '../../src/cli/local/worker.ts';
import { blobId } from '../../src/publish/manifest.ts';
import { addressKey, blobKey } from '../../src/store/keys.ts';

const token = 'token-of-the-tests';

export interface RawAnswer {
  status: number;
  headers: Map<string, string>;
  body: Buffer;
}

export class FileServer implements AsyncDisposable {
  readonly port: number;
  readonly #miniflare: Miniflare;
  readonly #state: string;

  private constructor(port: number, miniflare: Miniflare, state: string) {
    this.port = port;
    this.#miniflare = miniflare;
    this.#state = state;
  }

  static async start(store: 'r2' | 'kv'): Promise<FileServer> {
    const bundle = await bundleWorker();
    const state = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
    const port = await claimPort('127.0.0.1', 0);
    tuneWorkerd();
    const miniflare = new Miniflare(
      convertV4MiniflareOptions({
        workers: [
          {
            ...bundledWorker(bundle, {
              host: '127.0.0.1',
              port,
              bindings: { PUBLISH_TOKEN: token, MEMO_SECONDS: '0' },
            }),
            r2Buckets: store === 'r2' ? { FILES: 'files' } : {},
          },
        ],
        cf: false,
        resourcePersistencePath: state,
        log: new NoOpLog(),
        handleStructuredLogs: () => {},
      }),
    );
    await miniflare.ready;
    return new FileServer(port, miniflare, state);
  }

  /** Sends a file to the API, and names it at an address as the catalog does. */
  async putFile(path: string, bytes: Buffer, type: string): Promise<string> {
    const blob = blobId(bytes);
    const { status, body } = await this.send(this.upload(blob, bytes.byteLength, type), bytes);
    if (status !== 200) throw new Error(`the upload of ${path} answers ${status}: ${body.toString()}`);
    const kv = await this.#miniflare.getKVNamespace('DOCUMENTS', 'edgefeed');
    const lastModified = Date.UTC(2026, 10, 20, 12);
    await kv.put(
      addressKey(path),
      JSON.stringify({ state: 'file', blob, bytes: bytes.byteLength, type, lastModified }),
      { metadata: { state: 'file' } },
    );
    return blob;
  }

  /** The head of an upload. */
  upload(blob: string, length: number, type = 'image/png'): string {
    return `PUT /api/blobs/${blob} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
  }

  /** Whether a store has anything for a blob. */
  async holds(blob: string): Promise<boolean> {
    const kv = await this.#miniflare.getKVNamespace('DOCUMENTS', 'edgefeed');
    if ((await kv.get(blobKey(blob), 'arrayBuffer')) !== null) return true;
    const bucket = await this.#miniflare.getR2Bucket('FILES', 'edgefeed').catch(() => undefined);
    return ((await bucket?.head(blobKey(blob))) ?? null) !== null;
  }

  open(): Socket {
    return connect(this.port, '127.0.0.1');
  }

  /** Sends a request, and reads until the worker closes the connection. */
  async send(head: string, body: Uint8Array = new Uint8Array()): Promise<RawAnswer> {
    const socket = this.open();
    const pieces: Buffer[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      socket
        .on('data', (piece) => pieces.push(piece))
        .on('end', resolve)
        .on('error', reject);
    });
    socket.write(head);
    if (body.byteLength > 0) socket.write(body);
    await ended;
    socket.destroy();
    return parse(Buffer.concat(pieces));
  }

  async get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> {
    const lines = Object.entries({ Host: 'a', Connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    return this.send(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#miniflare.dispose();
    rmSync(this.#state, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function parse(answer: Buffer): RawAnswer {
  const end = answer.indexOf('\r\n\r\n');
  const [line = '', ...lines] = answer.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(
    lines.map((text) => {
      const colon = text.indexOf(':');
      return [text.slice(0, colon).toLowerCase(), text.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(line.split(' ')[1]), headers, body: answer.subarray(end + 4) };
}
