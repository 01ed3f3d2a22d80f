/** The feeds that are being sent: one reading of the catalog for all subscribers of a version. */

import type { FeedFormat } from '../feed/formats.ts';
import { limits } from '../limits.ts';
import type { FeedDocument } from '../store/documents.ts';

/** See `OutboundContext`. */
export type ReadFeed = (scope: string, format: FeedFormat) => Promise<FeedDocument | 'stale' | null>;

export class FeedMemo {
  readonly #read: ReadFeed;
  readonly #feeds = new Map<string, ReturnType<ReadFeed>>();
  #bytes = 0;

  constructor(read: ReadFeed) {
    this.#read = read;
  }

  async feed(...[scope, format]: Parameters<ReadFeed>): ReturnType<ReadFeed> {
    const key = `${format} ${scope}`;
    const known = this.#feeds.get(key);
    if (known) return known;
    if (this.#bytes > limits.readBytes) this.clear();
    const reading = this.#read(scope, format);
    this.#feeds.set(key, reading);
    try {
      const document = await reading;
      if (document === null || document === 'stale') this.#forget(key, reading);
      else this.#bytes += document.body.byteLength;
      return document;
    } catch (error) {
      this.#forget(key, reading);
      throw error;
    }
  }

  /** Call when a feed has changed: what is read from now on has the change. */
  clear(): void {
    this.#feeds.clear();
    this.#bytes = 0;
  }

  #forget(key: string, reading: ReturnType<ReadFeed>): void {
    if (this.#feeds.get(key) === reading) this.#feeds.delete(key);
  }
}
