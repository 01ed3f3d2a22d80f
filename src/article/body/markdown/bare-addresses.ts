/** Addresses that stand in a text of Markdown without being marked as links. */

import type MarkdownIt from 'markdown-it';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import { limits } from '../../../limits.ts';

type Linkify = MarkdownIt['linkify'];

/** In Chinese and Japanese a sentence goes on behind an address without a space: its punctuation ends the address. */
const sentenceMark = '，。；：！？、（）《》「」『』【】“”‘’…';
const firstSentenceMark = new RegExp(`[${sentenceMark}]`);

/** What no address has in it: white space, control characters, and what linkify-it takes for an edge of text. */
const edge = String.raw`\s\0-\x1f\x7f-\x9f<>\uff5c`;
/** What ends an address, or begins a part of it that is in brackets or quotes. */
const stop = new RegExp(`[${edge}([{"']`, 'g');
/** For each bracket and quote, what ends the part that it begins, which has no white space in it. */
const closing = new Map(
  ['()', '[]', '{}', '""', "''"].map(([open, close]) => [
    open!,
    new RegExp(`[\\s\\0-\\x1f\\x7f-\\x9f\\${close}]`, 'g'),
  ]),
);

const closers = `)]}"'`;

/**
 * Lets linkify-it look at no more of a text than an address can be. By itself it looks for the `)` of `http://a.b/(`
 * to the end of the text, for each address anew, and for addresses within addresses, to drop those afterwards.
 */
export function boundAddresses(linkify: Linkify): void {
  const lengthAt = linkify.testSchemaAt.bind(linkify);
  let last = { text: '', start: 0, end: 0 };
  linkify.testSchemaAt = (text, schema, start) => {
    if (text === last.text && start > last.start && start < last.end) return 0;
    const tail = text.slice(start, start + limits.urlLength);
    const reach = reachOf(tail);
    // Longer than an address, unless it is a sentence that goes on behind one: see `linkEnds`.
    if (reach === limits.urlLength && !firstSentenceMark.test(tail)) return 0;
    const length = lengthAt(text.slice(0, start + reach), schema, start);
    if (length > 0) last = { text, start, end: start + length };
    return length;
  };
}

/** How far an address may reach: to an edge, or to a bracket that isn't closed. */
function reachOf(tail: string): number {
  for (let at = 0; ;) {
    const found = find(stop, tail, at);
    if (!found) return tail.length;
    const close = closing.get(found[0]);
    // linkify-it is to see what stands there: it decides whether a full stop before it is part of the address.
    if (!close) return found.index + 1;
    const end = find(close, tail, found.index + 1);
    if (end && closers.includes(end[0])) at = end.index + 1;
    // An apostrophe is alone.
    else if (found[0] === "'") at = found.index + 1;
    else return found.index + 1;
  }
}

function find(expression: RegExp, text: string, from: number): RegExpExecArray | null {
  expression.lastIndex = from;
  return expression.exec(text);
}

/** Ends addresses that were found in a text at the punctuation of Chinese and Japanese. What the author marked as a link stays. */
export function linkEnds({ tokens, Token }: StateCore): void {
  for (const token of tokens) {
    const { children } = token;
    if (!children?.some(({ markup }) => markup === 'linkify')) continue;
    const written: Token[] = [];
    /** What stood behind the end of the link that is being closed. */
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
