/**
 * Extracts the few needed fields of a webhook's body from its stream. GitHub lists each commit of a push with all of its
 * files, up to 25 MB; everything inside lists, or deeper than `repository.full_name`, is dropped.
 */

import { limits } from '../limits.ts';

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Whitespace of JSON is at most this character code. */
const space = 0x20;

/** Depth of the objects whose members are kept: the payload and its direct children. */
const keptDepth = 2;

/** Reduces JSON to an outline, which is JSON again: lists, deeper objects and long strings become empty. */
export class Skim {
  #kept: Uint8Array<ArrayBuffer> = new Uint8Array(4096);
  #length = 0;
  #full = false;
  /** Number of open objects and lists, and of those among them whose members are dropped. */
  #depth = 0;
  #dropped = 0;
  #inString = false;
  #escaped = false;
  /** Where the current string begins in `#kept`, after its quote. */
  #text = 0;

  /** Reads the next chunk. Anonymous clients choose its size, so it does little for most bytes. */
  add(bytes: Uint8Array): void {
    if (this.#full) return;
    for (let i = 0; i < bytes.byteLength; i++) {
      const byte = bytes[i]!;
      if (this.#inString) {
        i = this.#inText(bytes, i);
      } else if (byte === quote) {
        this.#inString = true;
        this.#keep(byte);
        this.#text = this.#length;
      } else if (byte === openBracket || byte === openBrace) {
        this.#open(byte);
      } else if (byte === closeBracket || byte === closeBrace) {
        this.#close(byte);
      } else if (byte > space) {
        this.#keep(byte);
      }
    }
  }

  /** The outline; undefined if it is larger than that of any real payload. */
  get outline(): string | undefined {
    return this.#full ? undefined : new TextDecoder().decode(this.#kept.subarray(0, this.#length));
  }

  /** @returns the index of the closing quote, or the end of the chunk */
  #inText(bytes: Uint8Array, from: number): number {
    let end = from;
    for (; end < bytes.byteLength; end++) {
      const byte = bytes[end]!;
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) break;
    }
    // One byte more than allowed shows that the string is too long.
    const most = limits.hookTextLength + 1 - (this.#length - this.#text);
    for (let i = from; i < end && i < from + most; i++) this.#keep(bytes[i]!);
    if (end < bytes.byteLength) {
      this.#inString = false;
      if (this.#length - this.#text > limits.hookTextLength) this.#length = this.#text;
      this.#keep(quote);
    }
    return end;
  }

  #open(byte: number): void {
    this.#keep(byte);
    this.#depth++;
    if (this.#dropped > 0 || byte === openBracket || this.#depth > keptDepth) this.#dropped++;
  }

  #close(byte: number): void {
    this.#depth--;
    if (this.#dropped > 0) this.#dropped--;
    this.#keep(byte);
  }

  #keep(byte: number): void {
    if (this.#dropped > 0 || this.#full) return;
    if (this.#length === this.#kept.byteLength) {
      if (this.#length >= limits.hookKeptBytes) return void (this.#full = true);
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#kept);
      this.#kept = larger;
    }
    this.#kept[this.#length++] = byte;
  }
}
