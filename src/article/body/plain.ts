/** Markup → plain text. */

import { cleanText, foldSpace } from '../text.ts';
import { isBlock } from './sanitise/nesting.ts';
import { dropped } from './sanitise/allowed.ts';
import { parseHtml } from './html/html.ts';
import { isElement, isText, TooManyElements, type Node, type Parent } from './html/tree.ts';

/** UTF-16 code units of plain text that are kept: ten times the length of a summary. */
const textLimit = 2000;

/** A line break that is no space: between Chinese or Japanese characters. */
const breakInCjk =
  /(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])[ \t]{0,99}\n[ \t]{0,99}(?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])/g;

/** Collects the text of a body while it is written: white space folded, blocks separated, cut at `textLimit`. */
export class PlainText {
  #text = '';
  /** Stored, because reading the end of a concatenated string makes the engine flatten it. */
  #endsInSpace = false;

  /** @param isCode line breaks are kept apart, also between Chinese characters */
  add(text: string, isCode = false): void {
    if (this.#text.length >= textLimit) return;
    // Folded first: an indentation of 10,000 spaces must not use up the limit.
    const part = text.slice(0, 20 * textLimit);
    const folded = (!isCode && part.includes('\n') ? part.replace(breakInCjk, '') : part).replace(
      /\s+/g,
      ' ',
    );
    this.#text += this.#endsInSpace && folded.startsWith(' ') ? folded.slice(1) : folded;
    if (folded !== '') this.#endsInSpace = folded.endsWith(' ');
  }

  /** Separates blocks by a space. */
  separate(): void {
    if (!this.#endsInSpace) this.#text += ' ';
    this.#endsInSpace = true;
  }

  get isEmpty(): boolean {
    return this.#text === '' || this.#text === ' ';
  }

  toString(): string {
    const clean = cleanText(this.#text);
    // Each part is folded, but a removed character may leave two adjacent spaces.
    const text = clean === this.#text ? clean.trim() : foldSpace(clean);
    return text.length > textLimit ? cleanText(text.slice(0, textLimit)).trimEnd() : text;
  }
}

/** Reduces inline markup and entities to text, white space folded: for titles. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return foldSpace(cleanText(html));
  try {
    return foldSpace(cleanText(visibleText(parseHtml(html))));
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error;
    return foldSpace(cleanText(stripTags(html)));
  }
}

/** The visible text below a node, blocks separated by spaces. Without recursion, so the depth is unlimited. */
export function visibleText(parent: Parent): string {
  let text = '';
  /** Pending nodes, last first. A space stands for the end of a block. */
  const stack: (Node | ' ')[] = parent.childNodes.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node === ' ') text += node;
    else if (isText(node)) text += node.value;
    else if (isElement(node) && !dropped.has(node.tagName)) {
      if (isBlock(node.tagName)) {
        text += ' ';
        stack.push(' ');
      }
      for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i]!);
    }
  }
  return text;
}

/** Removes anything like a tag, for source that is too broken to parse. */
export function stripTags(source: string): string {
  return source.replace(/<[^<>]*>/g, ' ');
}
