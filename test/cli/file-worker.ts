/**
 * A worker in memory that takes files, over HTTP: the manifest, batches and blobs of the publishing API. It checks what the
 * real one checks: every blob id, every length, and that a batch names only files whose bytes are there.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { FileMap } from '../../src/cli/source/files.ts';
import { isAsset } from '../../src/publish/file-kind.ts';
import { blobId } from '../../src/publish/manifest.ts';
import type { AssetPut, Batch, FileResult, ManifestQuery } from '../../src/publish/protocol.ts';
import { serveHttp, type HttpServer } from './http-server.ts';

export interface Bounds {
  maxBytes: number;
  maxRequestBytes: number;
  partBytes?: number;
}

export class FileWorker implements AsyncDisposable {
  /** Blob id → bytes. */
  readonly blobs = new Map<string, Buffer>();
  /** Blob id → part → bytes. */
  readonly parts = new Map<string, Map<number, Buffer>>();
  readonly articles = new FileMap();
  readonly files = new Map<string, AssetPut>();
  /** `PUT <blob>`, `POST /api/publish` … in the order of their arrival. */
  readonly requests: string[] = [];
  readonly batches: Batch[] = [];
  /** The most uploads at one time. */
  mostAtOnce = 0;
  bounds: Bounds = { maxBytes: 1e9, maxRequestBytes: 1e6, partBytes: 5e5 };
  /** Whether the worker is one that takes files. */
  takesFiles = true;
  /** Called before an upload is answered; a status in place of the answer. */
  onUpload: (blob: string, part: number | undefined) => number | undefined | Promise<number | undefined> =
    () => undefined;
  #uploads = 0;
  #server!: HttpServer;

  static async serve(): Promise<FileWorker> {
    const worker = new FileWorker();
    worker.#server = await serveHttp(async (request, response, _, bytes) =>
      worker.#answer(request, response, bytes),
    );
    return worker;
  }

  get url(): string {
    return this.#server.url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  async #answer(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const { method = '', url = '', headers } = request;
    const json = (): unknown => JSON.parse(body.toString());
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    };
    this.requests.push(`${method} ${url}`);
    if (url === '/api/manifest' && method === 'GET') return send(200, this.#manifest());
    if (url === '/api/manifest') return send(200, this.#list(json() as ManifestQuery));
    if (url === '/api/status') return send(200, { outbox: { feed: 0, article: 0, index: 0, failing: 0 } });
    if (url === '/api/publish') return send(200, { files: this.#publish(json() as Batch) });
    if (!this.takesFiles) return send(404, {});
    if (url === '/api/blobs') return send(200, this.#ask((json() as { blobs: string[] }).blobs));
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#uploads);
    try {
      const [status, answer] = await this.#store(url.slice('/api/blobs/'.length), headers, body);
      send(status, answer);
    } finally {
      this.#uploads--;
    }
  }

  #manifest() {
    const files = new FileMap(Array.from(this.files, ([path, { blob }]) => [path, blob]));
    return {
      ...this.articles.digests().summary(),
      ...(this.takesFiles && { files: files.digests().summary() }),
    };
  }

  #list({ buckets, files = [] }: ManifestQuery) {
    const held = new FileMap(Array.from(this.files, ([path, { blob }]) => [path, blob]));
    const within = (set: FileMap, names: readonly string[]) => [...set.within(new Set(names.map(Number)))];
    return { files: Object.fromEntries([...within(this.articles, buckets), ...within(held, files)]) };
  }

  #publish(batch: Batch): FileResult[] {
    this.batches.push(batch);
    const results: FileResult[] = [];
    for (const { path, blob } of batch.put) {
      this.articles.set(path, blob);
      results.push({ path, status: 'article', problems: [] });
    }
    for (const file of batch.files ?? []) {
      if (!this.blobs.has(file.blob)) throw new Error(`${file.path}: the bytes are not there`);
      this.files.set(file.path, file);
      results.push({ path: file.path, status: 'file', problems: [] });
    }
    for (const path of batch.delete) {
      if (isAsset(path)) this.files.delete(path);
      else this.articles.delete(path);
      results.push({ path, status: 'deleted', problems: [] });
    }
    return results;
  }

  #ask(blobs: string[]) {
    if (blobs.length > 500) throw new Error(`${blobs.length} blobs are asked for at once`);
    const missing = blobs.filter((blob) => !this.blobs.has(blob));
    const parts = missing.flatMap((blob) => {
      const had = this.parts.get(blob);
      return had ? [[blob, [...had.keys()]]] : [];
    });
    return { missing, parts: Object.fromEntries(parts) as object, ...this.bounds };
  }

  async #store(
    blob: string,
    headers: IncomingMessage['headers'],
    body: Buffer,
  ): Promise<[number, Record<string, unknown>]> {
    const { maxRequestBytes, partBytes = Infinity } = this.bounds;
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '');
    const [first = 0, last = 0, of = 0] = (range ?? []).slice(1).map(Number);
    const part = range ? first / partBytes + 1 : undefined;
    const failure = await this.onUpload(blob, part);
    if (failure !== undefined) return [failure, { detail: 'as the test wants it' }];
    if (Number(headers['content-length']) !== body.byteLength) return [411, { detail: 'no length' }];
    if (!range) {
      if (body.byteLength > maxRequestBytes) return [413, { detail: 'too large for one request' }];
      if (blobId(body) !== blob) return [422, { detail: 'another blob' }];
      this.blobs.set(blob, body);
      return [200, { blob, status: 'stored' }];
    }
    if (of <= maxRequestBytes || last - first + 1 !== body.byteLength || first % partBytes !== 0)
      return [400, { detail: 'no such part' }];
    const parts = this.parts.get(blob) ?? new Map<number, Buffer>();
    this.parts.set(blob, parts);
    parts.set(part!, body);
    if (parts.size < Math.ceil(of / partBytes)) return [202, { blob, status: 'part' }];
    const whole = Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes));
    this.parts.delete(blob);
    if (blobId(whole) !== blob) return [422, { detail: 'another blob' }];
    this.blobs.set(blob, whole);
    return [200, { blob, status: 'stored' }];
  }
}
