/**
 * Tree → safe HTML and plain text, in one walk. The output is built from the allow-list alone: tags from its names,
 * attributes from checked values, text escaped. So safety does not depend on recognising bad input.
 * hast-util-sanitize follows the same principle, but converts the tree first, which takes three times as long
 * (docs/decisions.md).
 */

import type { Addresses } from '../addresses.ts';
import { allowed, checks, dropped, globalAttributes, renamed, voidElements } from './allowed.ts';
import { escapeAttribute, escapeClean, cleanMarkup } from './escape.ts';
import { enter, inPre, isBlock, isTableFrame } from './nesting.ts';
import { PlainText, visibleText } from '../plain.ts';
import { replaceForeign, replacements } from './replacements.ts';
import { isComment, isElement, isHtml, isText, type Element, type Node, type Parent } from '../html/tree.ts';
import type { Place, Writer } from './writer.ts';

/** Below this depth only text is written, so that the stack cannot overflow. Browsers stop at 512. */
const maxDepth = 256;

/** The HTML exceeds the limit of an article. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/** A text that is not written as it is: characters to escape, characters that XML forbids, runs of white space. */
const special = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]|[ \t\n]{2}/;

/** Elements that are dropped if no attribute remains. */
const needsAttributes = new Set(['span', 'a', 'bdo']);

export interface Options {
  addresses: Addresses;
  /** Whether to write line breaks as `<br>`: they are the only structure of the body. */
  keepLines: boolean;
  /** In UTF-16 code units. */
  maxLength: number;
}

export class Sanitiser implements Writer {
  html = '';
  text = new PlainText();
  readonly alternatives = new PlainText();
  lastAlternative = '';
  dataPictures = 0;
  excerpt?: string;
  image?: string;
  lastImage?: string;
  poster?: string | undefined;
  /** The length of `html` after the last `<pre>`. */
  #afterPre = -1;
  #lineBreak = false;
  /** The output ends with white space of a text. */
  #endsInSpace = false;
  readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  /** @throws TooLong */
  children(parent: Parent, place: Place): void {
    for (const node of parent.childNodes) this.#node(node, place);
  }

  wrap(tag: string, attributes: string, place: Place, content: (place: Place) => void): void {
    const open = enter(tag, place.parent, place.open);
    if (open === undefined) return content({ ...place, depth: place.depth + 1 });
    this.write(`<${tag}${attributes}>`);
    if (tag === 'pre') this.#afterPre = this.html.length;
    if (voidElements.has(tag)) return;
    content({ parent: tag, open, depth: place.depth + 1 });
    this.write(`</${tag}>`);
  }

  write(html: string): void {
    this.html += html;
    this.#endsInSpace = false;
    if (this.html.length > this.options.maxLength) throw new TooLong();
  }

  writeText(text: string, { open }: Place): void {
    // Fast path: most texts are written as they are.
    const isPlain = !special.test(text);
    let shown = isPlain ? text : cleanMarkup(text);
    if (!(open & inPre)) {
      // Generated pages are indented: outside of <pre>, a run of white space becomes one character.
      if (!isPlain) shown = shown.replace(/[ \t\n]{2,}/g, (run) => (run.includes('\n') ? '\n' : ' '));
      if (this.#endsInSpace && /^[ \t\n]/.test(shown)) shown = shown.slice(1);
    }
    if (shown === '') return;
    // A parser drops a line break right after <pre>.
    if (this.html.length === this.#afterPre && shown.startsWith('\n')) this.write('\n');
    this.write(isPlain ? shown : escapeClean(shown));
    this.#endsInSpace = /[ \t\n]$/.test(shown.slice(-1));
    this.text.add(shown, (open & inPre) !== 0);
  }

  attributes(
    element: Element,
    tag: string,
    settled: Readonly<Record<string, string | undefined>> = {},
  ): string {
    let written = '';
    for (const name in settled) if (settled[name] !== undefined) written += pair(name, settled[name]);
    const own = allowed.get(tag);
    for (const { name, value } of element.attrs) {
      if (Object.hasOwn(settled, name)) continue;
      const rule = own?.get(name) ?? globalAttributes.get(name);
      const checked = rule && checks[rule](value, this.options.addresses);
      if (checked !== undefined) written += pair(name, checked);
    }
    return written;
  }

  #node(node: Node, place: Place): void {
    if (isText(node)) this.#text(node.value, place);
    else if (isElement(node)) this.#element(node, place);
    else if (isComment(node) && /^\s*(?:more|truncate)(?:\s|$)/i.test(node.data)) {
      this.excerpt ??= this.text.toString();
    }
  }

  #text(value: string, place: Place): void {
    if (isTableFrame(place.parent)) {
      if (/^\s*$/.test(value)) this.write(value.replace(/[^ \n]/g, ''));
    } else if (this.options.keepLines) {
      for (const [index, line] of value.split(/\r\n?|\n/).entries()) {
        if (index > 0) this.#lineBreak = true;
        const shown = index > 0 ? line.trimStart() : line;
        if (shown.trim() !== '') this.#breakLine();
        this.writeText(shown, place);
      }
    } else {
      this.writeText(value, place);
    }
  }

  /** Writes the pending line break, but not at the very beginning. */
  #breakLine(): void {
    if (this.#lineBreak && !this.text.isEmpty) {
      this.write('<br>\n');
      this.#endsInSpace = true;
      this.text.separate();
    }
    this.#lineBreak = false;
  }

  #element(element: Element, place: Place): void {
    const tag = renamed.get(element.tagName) ?? element.tagName;
    if (isTableFrame(place.parent) && enter(tag, place.parent, place.open) === undefined) return;
    if (place.depth > maxDepth) return this.writeText(visibleText(element), place);
    this.#breakLine();
    if (isBlock(tag)) this.text.separate();
    const replace = isHtml(element) ? replacements.get(tag) : replaceForeign;
    if (replace) replace(this, element, place);
    else if (!dropped.has(tag)) this.#copy(element, tag, place);
    if (isBlock(tag)) this.text.separate();
  }

  #copy(element: Element, tag: string, place: Place): void {
    const attributes = allowed.has(tag) ? this.attributes(element, tag) : '';
    if (!allowed.has(tag) || (attributes === '' && needsAttributes.has(tag))) {
      this.children(element, { ...place, depth: place.depth + 1 });
    } else {
      const { html, text } = this;
      const endsInSpace = this.#endsInSpace;
      // References to footnotes and back are not part of the plain text.
      if (/ class="(?:footnote-(?:ref|backref)|callout-label)"/.test(attributes)) this.text = new PlainText();
      this.wrap(tag, attributes, place, (inside) => this.children(element, inside));
      this.text = text;
      // Removes an empty paragraph: the result of an extra </p>, or of a removed script.
      if (tag === 'p' && this.html.length === html.length + '<p></p>'.length) {
        this.html = html;
        this.#endsInSpace = endsInSpace;
      }
    }
  }
}

/** ` name="value"` */
const pair = (name: string, value: string): string => ` ${name}="${escapeAttribute(value)}"`;
