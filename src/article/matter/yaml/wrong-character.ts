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

const others = '\\u00A0\\u3000\\u202F\\u2002\\u2003\\u200B\\uFEFF';
const name = '["\']?[\\p{L}_][\\p{L}\\p{N}_-]*(?: +[\\p{L}\\p{N}_-]+)*["\']?';

/** A key, and what should be a colon. */
const wrongColon = new RegExp(`^[ \\t]*(?:- +)?${name}[ \\t]*([：﹕︰∶꞉])`, 'u');

/** What should be the indentation, or the space behind a colon or a dash. */
const wrongSpace = new RegExp(`^[ \\t]*(?:-|${name}:)?[${others}]`, 'u');

/** The indentation of a key or of an item. Paragraphs of a text may be indented by an ideographic space. */
const wrongIndent = new RegExp(`^[ \\t]*[${others}][ \\t${others}]*(?:- |${name}:)`, 'u');

const listInText = new RegExp(`^[${others}][ \\t${others}]*- `);

/** Whether a text without quotes is a list whose indentation YAML takes for text. */
export const isListInText = (text: string): boolean => listInText.test(text);

interface Found {
  /** Offset in the block. */
  at: number;
  message: string;
}

/**
 * The first character of a block that YAML does not take for what its author takes it for.
 * @param at offset in the block where YAML failed: this line is looked at first
 */
export function wrongCharacter(block: string, at: number): Found | undefined {
  const failed = block.lastIndexOf('\n', at - 1) + 1;
  const found = inLine(lineAt(block, failed), failed);
  if (found) return found;
  for (let start = 0, next = 1; next > 0; start = next) {
    const line = lineAt(block, start);
    // An indented line may be part of a text, which may have any character.
    const isCertain = !/^\s/.test(line) || wrongIndent.test(line);
    const inThis = isCertain ? inLine(line, start) : undefined;
    if (inThis) return inThis;
    next = block.indexOf('\n', start) + 1;
  }
  return undefined;
}

function lineAt(block: string, start: number): string {
  const end = block.indexOf('\n', start);
  return block.slice(start, end < 0 ? block.length : end);
}

function inLine(line: string, start: number): Found | undefined {
  const [head, colon] = wrongColon.exec(line) ?? [];
  if (head !== undefined && colon !== undefined) {
    const message = `the colon here is ${colons.get(colon)}, which is text in YAML; replace it with : and a space`;
    return { at: start + head.length - 1, message };
  }
  const [before] = wrongSpace.exec(line) ?? [];
  if (before === undefined) return undefined;
  const message = `the space here is ${spaces.get(before.at(-1)!)}, which is text in YAML; replace it with an ordinary space`;
  return { at: start + before.length - 1, message };
}
