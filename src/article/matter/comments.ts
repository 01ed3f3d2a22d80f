/** The comments of readers, which importers of WordPress put into front matter: hundreds of lines that no field reads. */

/** In the first column, with the comments in the lines below. */
const opening = /^comments:[ \t]*\r?$/m;

/**
 * A block with spaces in place of the comments in it, so that everything else stays where it was. They end before
 * the first line that begins in the first column and not with a dash.
 * @returns the number of characters that were replaced, too
 */
export function blankComments(block: string): { text: string; blanked: number } {
  const key = opening.exec(block);
  if (!key) return { text: block, blanked: 0 };
  const from = key.index + key[0].length;
  const next = /\n(?![ \t\r\n-])/g;
  next.lastIndex = from;
  const to = next.exec(block)?.index ?? block.length;
  const text = block.slice(0, from) + ' '.repeat(to - from) + block.slice(to);
  return { text, blanked: to - from };
}
