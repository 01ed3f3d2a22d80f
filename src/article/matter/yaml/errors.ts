/** Turns the errors of yaml into messages for authors. */

import { isMap, isScalar } from 'yaml';
import type { Document, ErrorCode, ParsedNode } from 'yaml';
import { wrongCharacter } from './wrong-character.ts';

interface Explanation {
  /** Offset in the block. */
  at: number;
  message: string;
}

const quoteIt = "put the whole value in quotes, and double any ' inside ('it''s')";

const noKey =
  'this line has no "key: value"; put a colon and a space after the key, or indent the line to continue the value above';

const unclosed = 'the quote that opens here is not closed; close it at the end of the value';

export const tooDeep = 'values are nested too deeply; flatten them';

/** The messages of the errors that occur in real front matter. Other errors keep the words of yaml. */
const sentences: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'a bracket is still open here; close it, indent its content, or put the whole value in quotes',
  BAD_SCALAR_START: `a YAML value cannot begin with this character; ${quoteIt}`,
  BLOCK_AS_IMPLICIT_KEY: `YAML reads this value as a key, because it contains a colon and a space or has indented keys below; ${quoteIt}`,
  MULTILINE_IMPLICIT_KEY: noKey,
  RESOURCE_EXHAUSTION: tooDeep,
  TAB_AS_INDENT: 'YAML does not allow a tab as indentation; replace it with spaces',
};

/**
 * Explains why a block is not a map of keys and values.
 * @param openQuote offset of a quote that seems to swallow the keys below it
 */
export function explain(document: Document.Parsed, block: string, openQuote?: number): Explanation {
  if (openQuote !== undefined) return { at: openQuote, message: unclosed };
  const error = document.errors[0];
  const wrong = wrongCharacter(block, Math.min(error?.pos[0] ?? 0, block.length));
  if (wrong) return wrong;
  if (!error) {
    const at = document.contents?.range[0] ?? 0;
    return { at, message: 'this front matter has no "key: value" lines; write one, like "title: Hello"' };
  }
  const { code, message } = error;
  const at = Math.min(error.pos[0], block.length);
  if (code === 'MISSING_CHAR' && message.endsWith('quote')) {
    return {
      at: lastScalar(document) ?? at,
      message: unclosed,
    };
  }
  // The same mistake in the last line.
  if (code === 'MISSING_CHAR' && message.startsWith('Implicit map keys')) return { at, message: noKey };
  if (code === 'UNEXPECTED_TOKEN' && message.endsWith('at node end')) {
    const lineStart = block.lastIndexOf('\n', at - 1) + 1;
    const [before, mark] = /^[^:\n]*:[ \t]+([*&!])/.exec(block.slice(lineStart, at)) ?? [];
    if (before && mark) {
      return {
        at: lineStart + before.length - 1,
        message: `a value that begins with ${mark} has a special meaning in YAML; ${quoteIt}`,
      };
    }
    return { at, message: `text follows the closing quote or bracket of the value; ${quoteIt}` };
  }
  if (code === 'UNEXPECTED_TOKEN' && /on same line with key|Not a YAML token/.test(message)) {
    return { at, message: `this must be on its own line, indented; if it is text, ${quoteIt}` };
  }
  return { at, message: sentences[code] ?? `this is not valid YAML: ${message}` };
}

/** The start of the last value: an unclosed quote swallows the rest of the block. */
function lastScalar(document: Document.Parsed): number | undefined {
  const { contents } = document;
  const value = isMap(contents) ? (contents.items.at(-1)?.value as ParsedNode | null) : contents;
  return isScalar(value) ? value.range?.[0] : undefined;
}
