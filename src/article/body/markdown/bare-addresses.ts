/** Links bare addresses in Markdown. */

import type MarkdownIt from 'markdown-it';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import { limits } from '../../../limits.ts';

type Linkify = MarkdownIt['linkify'];

/** Chinese and Japanese punctuation, which ends an address: there a sentence continues after one without a space. */
const sentenceMark = '，。；：！？、（）《》「」『』【】“”‘’…';
const firstSentenceMark = new RegExp(`[${sentenceMark}]`);

/** Characters that no address contains: white space, control characters, and those that end a text in linkify-it. */
const edge = String.raw`\s\0-\x1f\x7f-\x9f<>\uff5c`;
/** Characters that end an address, or open a part of it in brackets or quotes. */
const stop = new RegExp(`[${edge}([{"']`, 'g');
/** For each opening bracket or quote, the characters that end its part, which contains no white space. */
const closing = new Map(
  ['()', '[]', '{}', '""', "''"].map(([open, close]) => [
    open!,
    new RegExp(`[\\s\\0-\\x1f\\x7f-\\x9f\\${close}]`, 'g'),
  ]),
);

const closers = `)]}"'`;

/**
 * Limits the text that linkify-it searches to the length of an address. For each address it would search for the `)` of
 * `http://a.b/(` up to the end of the text, and it would search for addresses within addresses, which it then drops.
 */
export function boundAddresses(linkify: Linkify): void {
  const lengthAt = linkify.testSchemaAt.bind(linkify);
  let last = { text: '', start: 0, end: 0 };
  linkify.testSchemaAt = (text, schema, start) => {
    if (text === last.text && start > last.start && start < last.end) return 0;
    const tail = text.slice(start, start + limits.urlLength);
    const reach = reachOf(tail);
    // Too long for an address, unless a sentence continues after it: see `linkEnds`.
    if (reach === limits.urlLength && !firstSentenceMark.test(tail)) return 0;
    const length = lengthAt(text.slice(0, start + reach), schema, start);
    if (length > 0) last = { text, start, end: start + length };
    return length;
  };
}

/** The length that an address may have: up to an edge, or to an unclosed bracket. */
function reachOf(tail: string): number {
  for (let at = 0; ;) {
    const found = find(stop, tail, at);
    if (!found) return tail.length;
    const close = closing.get(found[0]);
    // Includes the edge: it decides whether linkify-it counts a full stop before it as part of the address.
    if (!close) return found.index + 1;
    const end = find(close, tail, found.index + 1);
    if (end && closers.includes(end[0])) at = end.index + 1;
    // An apostrophe has no pair.
    else if (found[0] === "'") at = found.index + 1;
    else return found.index + 1;
  }
}

function find(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}

/** Ends bare addresses at Chinese and Japanese punctuation. Explicit links are left alone. */
export function linkEnds({ md, tokens, Token }: StateCore): void {
  for (const token of tokens) {
    const { children } = token;
    if (!children?.some(({ markup }) => markup === 'linkify')) continue;
    const written: Token[] = [];
    /** The text after the end of the current link. */
    let after: Token | undefined;
    for (const [i, child] of children.entries()) {
      written.push(child);
      if (child.markup !== 'linkify') continue;
      if (child.nesting === -1) {
        if (after) written.push(after);
        after = undefined;
        continue;
      }
      const text = children[i + 1];
      // It was read from the source, where an entity is not decoded yet.
      if (text?.content.includes('&')) {
        text.content = md.utils.unescapeAll(text.content);
        child.attrSet('href', text.content);
      }
      const end = text?.content.search(firstSentenceMark) ?? -1;
      if (!text || end <= 0 || children[i + 2]?.markup !== 'linkify') continue;
      after = new Token('text', '', 0);
      after.content = text.content.slice(end);
      text.content = text.content.slice(0, end);
      child.attrSet('href', text.content);
    }
    token.children = written;
  }
}
