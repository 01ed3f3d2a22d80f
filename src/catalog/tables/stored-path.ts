/**
 * Paths as SQLite gives them back. Earlier versions stored paths with lone surrogates, which SQLite keeps in bytes that
 * are no UTF-8 (ED A0 80 to ED BF BF) and the platform reads as U+FFFD: looked for by that, they are not there.
 */

/** A path as `storedPath` selects it. */
export type StoredPath = string | ArrayBuffer;

/** Selects a path for `pathOf`. ED begins only Hangul beside surrogates, so bytes are asked for where they may be needed. */
export const storedPath = (column: string): string =>
  `CASE WHEN instr(CAST(${column} AS BLOB), x'ED') THEN CAST(${column} AS BLOB) ELSE ${column} END`;

/** The path as it was when it was stored. */
export const pathOf = (stored: StoredPath): string =>
  typeof stored === 'string' ? stored : decodeWtf8(new Uint8Array(stored));

/** UTF-8 that may hold surrogates as characters of their own (https://simonsapin.github.io/wtf-8/). */
function decodeWtf8(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  let text = '';
  let done = 0;
  for (let i = bytes.indexOf(0xed); i >= 0; i = bytes.indexOf(0xed, i + 1)) {
    const [, second = 0, third = 0] = bytes.subarray(i, i + 3);
    if (second < 0xa0) continue;
    text += decoder.decode(bytes.subarray(done, i));
    text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
    done = i + 3;
  }
  return text + decoder.decode(bytes.subarray(done));
}
