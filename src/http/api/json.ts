/** The JSON of a request, read only where it can't take much more memory than its text. */

import { isUtf8 } from 'node:buffer';
import { limits } from '../../limits.ts';
import { textOf } from '../../utf8.ts';

const quote = 0x22;
const backslash = 0x5c;
const bracket = 0x5b;
const brace = 0x7b;

/** @returns what the body says; or why it can't be read */
export async function jsonIn(request: Request): Promise<{ value: unknown } | { problem: string }> {
  // A connection that is lost is no failure of ours.
  const bytes = await request.arrayBuffer().catch(() => undefined);
  return bytes ? jsonOf(new Uint8Array(bytes)) : { problem: 'it broke off' };
}

function jsonOf(bytes: Uint8Array): { value: unknown } | { problem: string } {
  // RFC 8259, 8.1. Replaced by U+FFFD, a path would become another one.
  if (!isUtf8(bytes)) return { problem: 'it is not in UTF-8' };
  if (!holdsFewContainers(bytes))
    return { problem: `it has more than ${limits.jsonContainers} objects and lists` };
  try {
    // Megabytes of text, as a rule: `json()` would take twice as long.
    return { value: JSON.parse(textOf(bytes)) as unknown };
  } catch {
    return { problem: 'it is not JSON' };
  }
}

/** `[[[[…` of 4 MB would become 4 million lists, which an isolate has no memory for. */
function holdsFewContainers(bytes: Uint8Array): boolean {
  let count = 0;
  for (let i = 0; i < bytes.byteLength; i++) {
    const byte = bytes[i];
    if (byte === quote) i = endOfString(bytes, i + 1);
    else if ((byte === bracket || byte === brace) && ++count > limits.jsonContainers) return false;
  }
  return true;
}

/** Where the quote is that closes a string. Nearly all bytes are in strings, and the engine finds quotes fast. */
function endOfString(bytes: Uint8Array, from: number): number {
  for (let end = bytes.indexOf(quote, from); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (bytes[end - 1 - escapes] === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return bytes.byteLength;
}
