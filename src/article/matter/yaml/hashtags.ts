/** Tags as Obsidian's readers write them into YAML, which takes `#` for the beginning of a comment. */

const words = /^#[^\s#,]+(?:[ \t,]+#[^\s#,]+)*[ \t,]*(?=\r?\n|$)/;

/**
 * The hashtags that YAML took for a comment: `tags: #one #two`, or `- #one` in a list.
 * @param source from where the value would stand
 * @returns undefined if it is a comment: a space follows its `#`
 */
export function hashtags(source: string): string | undefined {
  return words.exec(source)?.[0].trim();
}

/** Keys that have hashtags. */
export const isTagKey = (key: string): boolean => /^(?:tags?|keywords|categor(?:y|ies))$/i.test(key);

/** A list in brackets behind a key, whose items begin with `#`. YAML refuses it. */
const bracketed = /^[ \t]*[\w-]+:[ \t]*\[[ \t]*#/;

/** A line whose list of hashtags is a list of YAML, every character in its place. */
export function withoutHashes(line: string): string {
  return bracketed.test(line) ? line.replace(/([[,][ \t]*)#(?=[^\s#,\]])/g, '$1 ') : line;
}
