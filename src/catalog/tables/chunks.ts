/** Lists as bound values of statements, in pieces: the platform limits a bound value to 2 MB. */

import { limits } from '../../limits.ts';

/**
 * JSON of arrays of consecutive rows, for `json_each`, each below `limits.boundBytes` in UTF-8. None for no rows.
 * @throws RangeError if a single row is larger
 */
export function* chunksOf(rows: Iterable<unknown>): Generator<string> {
  let texts: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const size = bytesOf(text, limits.boundBytes) + 1;
    if (size > limits.boundBytes - 2) {
      throw new RangeError(`a row has ${size} bytes, a statement takes ${limits.boundBytes}`);
    }
    if (bytes + size > limits.boundBytes - 2) {
      yield `[${texts.join(',')}]`;
      texts = [];
      bytes = 0;
    }
    texts.push(text);
    bytes += size;
  }
  if (texts.length > 0) yield `[${texts.join(',')}]`;
}

/** Bytes of a text in UTF-8: counted only if the text may exceed `most`, otherwise an upper bound. */
export function bytesOf(text: string, most: number): number {
  const estimate = 3 * text.length;
  return estimate <= most / 100 ? estimate : Buffer.byteLength(text);
}
