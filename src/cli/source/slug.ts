/** File names from titles: in any script, and accepted by every operating system. */

/** Bytes of UTF-8: file systems take 255, and the path has to fit into other limits together with its folders. */
const longestName = 120;

// What Windows keeps for devices, with any extension.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * The letters, marks and digits of a text; everything else becomes a hyphen. `Hello, 世界!` → `Hello-世界`
 * @returns empty when the text has no letters or digits
 */
export function slug(text: string): string {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const name = cut(words.join('-'));
  return reserved.test(name) ? `${name}-1` : name;
}

/** Cuts between characters, as people count them. */
function cut(name: string): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > longestName) break;
    kept += segment;
  }
  return kept.replace(/-+$/, '');
}
