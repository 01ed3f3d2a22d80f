/** A file that comes in several parts, since a connection broke. */

import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { open, rm, type FileHandle } from 'node:fs/promises';

export class PartialFile {
  readonly #path: string;
  /** What names exactly this content: for `If-Range`. Absent: the rest of it cannot be asked for. */
  #validator: string | undefined;
  /** Bytes that are written. */
  bytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Asks for the rest of the file, if the server has the same content still (RFC 9110, 13.1.5). */
  get request(): OutgoingHttpHeaders {
    if (this.#validator === undefined || this.bytes === 0) return {};
    return { Range: `bytes=${this.bytes}-`, 'If-Range': this.#validator };
  }

  /**
   * Opens the file for the body of an answer: at its end for the rest of it, else anew.
   * @returns undefined if the answer has another part than was asked for
   */
  async open(status: number, headers: IncomingHttpHeaders): Promise<FileHandle | undefined> {
    if (status === 206) {
      if (!headers['content-range']?.startsWith(`bytes ${this.bytes}-`)) return undefined;
      return await open(this.#path, 'a');
    }
    this.bytes = 0;
    this.#validator = validatorOf(headers);
    return await open(this.#path, 'w');
  }

  /** Begins anew at the next try. */
  forget(): void {
    this.bytes = 0;
    this.#validator = undefined;
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}

/** A strong ETag, or a date that is strong (RFC 9110, 8.8.2.2). Parts of a compressed body cannot be put together. */
function validatorOf(headers: IncomingHttpHeaders): string | undefined {
  const { etag, date, 'last-modified': modified, 'content-encoding': encoding = 'identity' } = headers;
  if (encoding !== 'identity' || headers['accept-ranges'] === 'none') return undefined;
  if (etag?.startsWith('"')) return etag;
  return modified !== undefined && Date.parse(date ?? '') - Date.parse(modified) >= 1_000
    ? modified
    : undefined;
}
