/**
 * Telling open pages what has changed (Server-Sent Events): they reload themselves under `npm start`. The worker hands the
 * request for the stream on to this process, by a binding that no deployment has.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';

/** Changes that a page may have missed, while its tab was hidden or this process was not running. */
const remembered = 100;

/** Streams at once: a browser has a few tabs in sight. The oldest ends for one more. */
const mostStreams = 50;

/** Pause of comments, ms: only by writing does the worker notice that a browser has gone. */
const heartbeat = 5_000;

/** Time after which a browser connects again, ms. */
const retry = 1_000;

/** Stands for every page. */
export const everything = '*';

interface Change {
  /** Grows, also over restarts. */
  number: number;
  /** Decoded paths of articles, or `everything`. */
  paths: readonly string[];
}

export class ChangeStream {
  readonly #streams = new Set<ServerResponse>();
  readonly #began = Date.now();
  #changes: Change[] = [];
  #number = this.#began;
  #timer: NodeJS.Timeout | undefined;

  /** The number of pages that listen. */
  get size(): number {
    return this.#streams.size;
  }

  /** @param paths see `Change` */
  announce(paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#number = Math.max(this.#number + 1, Date.now());
    this.#changes = [...this.#changes, { number: this.#number, paths }].slice(-remembered);
    for (const stream of this.#streams) stream.write(this.#event(paths));
  }

  /** Answers a request for the stream. `since` is the number of the last event that the page got. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    // A browser that connects again by itself repeats the address and adds the header.
    const since = Number(request.headers['last-event-id'] ?? searchParams.get('since') ?? '') || undefined;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.on('error', () => {}); // a browser that has gone; `close` follows
    response.on('close', () => this.#remove(response));
    response.write(`retry: ${retry}\n${this.#event(this.#missed(since))}`);
    this.#streams.add(response);
    this.#timer ??= setInterval(() => this.#comment(), heartbeat).unref();
    const [oldest] = this.#streams;
    if (this.#streams.size > mostStreams) oldest?.end();
  };

  /** Ends all streams. */
  close(): void {
    for (const stream of this.#streams) stream.end();
  }

  #missed(since: number | undefined): readonly string[] {
    if (since === undefined) return [];
    const oldest = this.#changes.length < remembered ? this.#began : this.#changes[0]!.number;
    if (since < oldest) return [everything];
    return this.#changes.filter(({ number }) => number > since).flatMap(({ paths }) => paths);
  }

  #event(paths: readonly string[]): string {
    return `id: ${this.#number}\ndata: ${JSON.stringify(paths)}\n\n`;
  }

  #comment(): void {
    for (const stream of this.#streams) stream.write(':\n\n');
  }

  #remove(stream: ServerResponse): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
