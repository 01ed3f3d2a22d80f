/** Markup → plain text. */

import { cleanText, foldSpace } from '../text.ts';
import { isBlock } from './sanitise/nesting.ts';
import { dropped } from './sanitise/allowed.ts';
import { parseHtml } from './html/html.ts';
import { isElement, isText, TooManyElements, type Node, type Parent } from './html/tree.ts';

/** UTF-16 code units of a body's text that are kept: ten times what a summary shows. */
const textLimit = 2000;

/** Collects the text of a body while the body is written: white space folded, blocks apart, cut at `textLimit`. */
export class PlainText {
  #text = '';
  /** Remembered: to look at the end of a text that has just grown, an engine first puts its parts together. */
  #endsInSpace = false;

  add(text: string): void {
    if (this.#text.length >= textLimit) return;
    // Folded at once: an indentation of 10,000 spaces must not use up the limit.
    const folded = text.slice(0, 20 * textLimit).replace(/\s+/g, ' ');
    this.#text += this.#endsInSpace && folded.startsWith(' ') ? folded.slice(1) : folded;
    if (folded !== '') this.#endsInSpace = folded.endsWith(' ');
  }

  /** What follows is another block. */
  separate(): void {
    if (!this.#endsInSpace) this.#text += ' ';
    this.#endsInSpace = true;
  }

  get isEmpty(): boolean {
    return this.#text === '' || this.#text === ' ';
  }

  toString(): string {
    const clean = cleanText(this.#text);
    // Each part was folded when it came; what was taken out may have left two spaces side by side.
    const text = clean === this.#text ? clean.trim() : foldSpace(clean);
    return text.length > textLimit ? cleanText(text.slice(0, textLimit)).trimEnd() : text;
  }
}

/** Inline markup and entities reduced to text, white space folded: for titles. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return foldSpace(cleanText(html));
  try {
    return foldSpace(cleanText(visibleText(parseHtml(html))));
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error;
    return foldSpace(cleanText(stripTags(html)));
  }
}

/** The text below a node that readers see; blocks are apart. No recursion: depth does no harm. */
export function visibleText(parent: Parent): string {
  let text = '';
  /** What is still to come, last first; a space for the end of a block. */
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

/** Source without what looks like tags: for what is too broken to be parsed. */
export function stripTags(source: string): string {
  return source.replace(/<[^<>]*>/g, ' ');
}
