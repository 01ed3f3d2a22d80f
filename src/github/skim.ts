/**
 * Reading a webhook's body as it arrives without keeping it. GitHub lists each commit of a push with each of its files,
 * up to 25 MB, and none of that is needed: what lies in a list, or deeper than `repository.full_name`, is dropped.
 */

import { limits } from '../limits.ts';

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** The last of the characters that JSON has between its tokens. */
const space = 0x20;

/** Objects whose members are kept: the payload itself, and those in it. */
const keptDepth = 2;

/** Bytes of JSON → the outline of it, as JSON again: lists and deeper objects are empty, long texts too. */
export class Skim {
  #kept: Uint8Array<ArrayBuffer> = new Uint8Array(4096);
  #length = 0;
  #full = false;
  /** Objects and lists that are open, and among them those whose members are dropped. */
  #depth = 0;
  #dropped = 0;
  #inString = false;
  #escaped = false;
  /** Where the text begins that is being read, after its quote. */
  #text = 0;

  /** Takes the next bytes. Called for every byte that a stranger sends, so it does little with most of them. */
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

  /** The outline; undefined where even that is more than any payload of GitHub's. */
  get outline(): string | undefined {
    return this.#full ? undefined : new TextDecoder().decode(this.#kept.subarray(0, this.#length));
  }

  /** @returns where the text ends, or what has arrived of it */
  #inText(bytes: Uint8Array, from: number): number {
    let end = from;
    for (; end < bytes.byteLength; end++) {
      const byte = bytes[end]!;
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) break;
    }
    // One more than is taken tells that the text is too long.
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
