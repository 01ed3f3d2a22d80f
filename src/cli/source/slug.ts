/** File names from titles, in any script, and valid on every operating system. */

/** Bytes of UTF-8. File systems allow 255, but a path is limited together with its folders. */
const longestName = 120;

// Device names of Windows, which are reserved with any extension.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Keeps letters, marks and digits, and replaces everything else by hyphens: `Hello, 世界!` → `Hello-世界`
 * @returns empty if the text has no letters or digits
 */
export function slug(text: string): string {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const name = cut(words.join('-'));
  return reserved.test(name) ? `${name}-1` : name;
}

/** Cuts a name to `longestName`, between grapheme clusters. */
function cut(name: string): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > longestName) break;
    kept += segment;
  }
  return kept.replace(/-+$/, '');
}
