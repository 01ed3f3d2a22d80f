/**
 * Paths as SQLite returns them. Earlier versions stored paths with lone surrogates. SQLite keeps these as bytes that are
 * not UTF-8 (ED A0 80 to ED BF BF), and the platform decodes them as U+FFFD, which would not find the row again.
 */

/** A path as `storedPath` selects it. */
export type StoredPath = string | ArrayBuffer;

/** Selects a path for `pathOf`, as bytes if it contains ED, the first byte of surrogates and otherwise only of Hangul. */
export const storedPath = (column: string): string =>
  `CASE WHEN instr(CAST(${column} AS BLOB), x'ED') THEN CAST(${column} AS BLOB) ELSE ${column} END`;

/** The path that was stored. */
export const pathOf = (stored: StoredPath): string =>
  typeof stored === 'string' ? stored : decodeWtf8(new Uint8Array(stored));

/** UTF-8 that may contain lone surrogates (https://simonsapin.github.io/wtf-8/). */
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
