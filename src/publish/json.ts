/** Reads JSON that others wrote, if it cannot take much more memory than its text. */

import { isUtf8 } from 'node:buffer';
import { limits } from '../limits.ts';
import { textOf } from '../utf8.ts';

const quote = 0x22;
const backslash = 0x5c;
const bracket = 0x5b;
const brace = 0x7b;

export type Json = { status: 'ok'; value: unknown } | { status: 'invalid'; why: string };

/** @returns `why` continues a sentence about the text: "it is not JSON" */
export function jsonOf(bytes: Uint8Array): Json {
  // RFC 8259, 8.1. Decoding would replace invalid bytes by U+FFFD, and so change paths.
  if (!isUtf8(bytes)) return { status: 'invalid', why: 'it is not in UTF-8' };
  if (!holdsFewContainers(bytes))
    return { status: 'invalid', why: `it has more than ${limits.jsonContainers} objects and lists` };
  try {
    // `Request.json()` takes twice as long for megabytes of text.
    return { status: 'ok', value: JSON.parse(textOf(bytes)) as unknown };
  } catch {
    return { status: 'invalid', why: 'it is not JSON' };
  }
}

/** 4 MB of `[[[[…` would become 4 million lists, more than an isolate has memory for. */
function holdsFewContainers(bytes: Uint8Array): boolean {
  let count = 0;
  for (let i = 0; i < bytes.byteLength; i++) {
    const byte = bytes[i];
    if (byte === quote) i = endOfString(bytes, i + 1);
    else if ((byte === bracket || byte === brace) && ++count > limits.jsonContainers) return false;
  }
  return true;
}

/** The index of the closing quote of a string. Nearly all bytes are in strings, and `indexOf` is fast. */
function endOfString(bytes: Uint8Array, from: number): number {
  for (let end = bytes.indexOf(quote, from); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (bytes[end - 1 - escapes] === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return bytes.byteLength;
}
