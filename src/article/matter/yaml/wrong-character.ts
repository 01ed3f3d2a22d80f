/** Characters that look like those that YAML is made of, and are others: input methods and web pages put them there. */

const colons = new Map([
  ['：', 'a fullwidth colon (U+FF1A)'],
  ['﹕', 'a small colon (U+FE55)'],
  ['︰', 'a vertical colon (U+FE30)'],
  ['∶', 'a ratio sign (U+2236)'],
  ['꞉', 'a letter colon (U+A789)'],
]);

const spaces = new Map([
  ['\u00A0', 'a no-break space (U+00A0)'],
  ['\u3000', 'an ideographic space (U+3000)'],
  ['\u202F', 'a narrow no-break space (U+202F)'],
  ['\u2003', 'an em space (U+2003)'],
  ['\u2002', 'an en space (U+2002)'],
  ['\u200B', 'a zero width space (U+200B)'],
  ['\uFEFF', 'a byte order mark (U+FEFF)'],
]);

/** A key, and what should be a colon. */
const key = /^[ \t]*(?:- +)?["']?[\p{L}_][\p{L}\p{N} _-]*["']?[ \t]*([：﹕︰∶꞉])/u;

/** What should be the indentation, or the space behind a colon, a dash or a key. */
const space =
  /^([ \t]*|[ \t]*-|[ \t]*["']?[\p{L}_][\p{L}\p{N}_-]*["']?[ \t]*:[ \t]*)[\u00A0\u3000\u202F\u2002\u2003\u200B\uFEFF]/u;

/**
 * The first character of a block that YAML does not take for what its author takes it for.
 * @param at offset in the block where YAML failed: this line is looked at first
 */
export function wrongCharacter(block: string, at: number): { at: number; message: string } | undefined {
  const start = block.lastIndexOf('\n', at - 1) + 1;
  return inLine(block, start) ?? inAnyLine(block);
}

/** Whether a text without quotes is a list whose indentation YAML takes for text. */
export const isListInText = (text: string): boolean =>
  /^[\u00A0\u3000\u202F\u2002\u2003\u200B\uFEFF][ \t\u00A0\u3000\u202F\u2002\u2003\u200B\uFEFF]*- /.test(
    text,
  );

function inAnyLine(block: string): { at: number; message: string } | undefined {
  for (let start = 0; ;) {
    const found = inLine(block, start);
    if (found) return found;
    start = block.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
}

function inLine(block: string, start: number): { at: number; message: string } | undefined {
  const end = block.indexOf('\n', start);
  const line = block.slice(start, end < 0 ? block.length : end);
  const [head, colon] = key.exec(line) ?? [];
  if (head !== undefined && colon !== undefined) {
    const message = `the colon here is ${colons.get(colon)}, which is text in YAML; replace it with : and a space`;
    return { at: start + head.length - 1, message };
  }
  const [before] = space.exec(line) ?? [];
  if (before === undefined) return undefined;
  const message = `the space here is ${spaces.get(before.at(-1)!)}, which is text in YAML; replace it with an ordinary space`;
  return { at: start + before.length - 1, message };
}
