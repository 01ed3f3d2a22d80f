/** What a reader sees of a body that is set for its page, as lines of text: equal lines, equal documents. */

import { parseHtml } from '../../src/article/body/html/html.ts';
import {
  attribute,
  isElement,
  isText,
  setAttribute,
  textOf,
  type Element,
  type Node,
} from '../../src/article/body/html/tree.ts';

/** Elements that say nothing about their content, besides that a block begins and ends. */
const wrappers = new Set(
  'p div section article aside header footer main nav address hgroup tbody thead tfoot colgroup col picture'.split(
    ' ',
  ),
);

/** Elements in which blocks stand. */
const containers = new Set(
  'h1 h2 h3 h4 h5 h6 ul ol li blockquote table tr td th caption dl dt dd figure figcaption details summary hr'.split(
    ' ',
  ),
);

/** Marks of a character: their order says nothing, nor where one ends and the same begins again. */
const marks: Readonly<Record<string, string>> = { em: 'i', i: 'i', strong: 'b', b: 'b', s: 's', del: 's' };

/** Attributes that change what is shown. */
const attributes = [
  'href',
  'src',
  'alt',
  'title',
  'start',
  'reversed',
  'type',
  'value',
  'colspan',
  'rowspan',
  'datetime',
  'open',
  'poster',
];

const fold = (value: string): string => value.replace(/[ \t\n]+/g, ' ').trim();

/** The start or the end of an element with a text, or one that is nothing but a place. */
const isTag = (token: string): boolean => /^\{\}<(?!img)/.test(token);

/** Addresses are the same with or without the characters encoded that may be either. */
const decoded = (value: string): string => value.replace(/%(?:5B|5C|5D|7C|60|7B|7D)/g, decodeURIComponent);

/** A picture whose caption is its title. */
function captionOf(figure: Element): { picture: Element; text: string } | undefined {
  const [shown, caption, ...others] = figure.childNodes.filter(
    (node) => !isText(node) || node.value.trim() !== '',
  );
  const picture = shown && isElement(shown) && shown.tagName === 'a' ? shown.childNodes[0] : shown;
  if (!picture || !isElement(picture) || picture.tagName !== 'img' || others.length > 0) return undefined;
  if (!caption || !isElement(caption) || caption.tagName !== 'figcaption') return undefined;
  const text = textOf(caption);
  return caption.childNodes.every(isText) && text.trim() !== '' ? { picture, text } : undefined;
}

class Lines {
  readonly lines: string[] = [];
  /** A character with its marks, or a token. */
  #line: string[] = [];
  #depth = 0;

  nodes(nodes: readonly Node[], marked: string): void {
    for (const node of nodes) {
      if (isText(node)) for (const character of node.value) this.#character(character, marked);
      else if (isElement(node)) this.#element(node, marked);
    }
  }

  end(): void {
    const line = this.#line;
    this.#line = [];
    const isBreak = (token: string | undefined): boolean =>
      token === undefined || token === '<br>' || /^\{\}<\/?r[tp]>/.test(token);
    /** White space is one character wherever tags stand within it, and none at the ends of a line. */
    const folded: string[] = [];
    for (let at = 0; at < line.length;) {
      let end = at;
      while (end < line.length && (line[end] === ' ' || isTag(line[end]!))) end++;
      const run = line.slice(at, end);
      const isSpaced =
        run.includes(' ') && !run.some(isBreak) && !isBreak(folded.at(-1)) && !isBreak(line[end]);
      folded.push(...(isSpaced ? [' '] : []), ...run.filter((token) => token !== ' '));
      if (end < line.length) folded.push(line[end++]!);
      at = end;
    }
    const from = folded.findIndex((token) => !isBreak(token));
    const shown = from === -1 ? [] : folded.slice(from, folded.findLastIndex((token) => !isBreak(token)) + 1);
    if (shown.length === 0) return;
    let text = '';
    let last = '';
    for (const token of shown) {
      const [, of = '', what = token] = /^\{(\w*)\}([^]*)$/.exec(token) ?? [];
      if (token !== ' ' && of !== last) text += `{${(last = of)}}`;
      text += what;
    }
    this.#write(text);
  }

  #write(text: string): void {
    this.lines.push('  '.repeat(this.#depth) + text);
  }

  #character(character: string, marked: string): void {
    if (!/[ \t\n\u3000\u00a0]/.test(character))
      this.#line.push(`{${[...new Set(marked)].sort().join('')}}${character}`);
    else if (this.#line.at(-1) !== ' ') this.#line.push(' ');
  }

  #element(element: Element, marked: string): void {
    const { tagName, childNodes } = element;
    const kind = attribute(element, 'class');
    const inside = marked + (marks[tagName] ?? '');
    if (kind === 'anchor' && attribute(element, 'aria-label') !== undefined) return;
    if (kind === 'language' || kind === 'footnote-backref') return;
    if (tagName in marks || tagName === 'span' || kind === 'anchor') return this.nodes(childNodes, inside);
    const caption = tagName === 'figure' ? captionOf(element) : undefined;
    if (caption) {
      this.end();
      setAttribute(caption.picture, 'title', caption.text);
      this.nodes(
        childNodes.filter(({ nodeName }) => nodeName !== 'figcaption'),
        marked,
      );
      return this.end();
    }
    const isPlain = tagName === 'figure' && !childNodes.some(({ nodeName }) => nodeName === 'figcaption');
    if (wrappers.has(tagName) || isPlain) {
      this.end();
      this.nodes(childNodes, inside);
      return this.end();
    }
    if (tagName === 'br') return void this.#line.push('<br>');
    if (tagName === 'math')
      return void this.#line.push(`{}[math ${fold(attribute(element, 'data-tex') ?? textOf(element))}]`);
    if (tagName === 'pre') {
      this.end();
      const code = childNodes.find(isElement);
      const language = (code && attribute(code, 'class')) ?? '';
      return this.#write(JSON.stringify(['pre', language, textOf(element).replace(/\n+$/, '')]));
    }
    const said = attributes.flatMap((name) => {
      const value = attribute(element, name);
      return value === undefined || (/^(?:title|alt)$/.test(name) && fold(value) === '')
        ? []
        : [` ${name}=${decoded(fold(value))}`];
    });
    const tag = `<${tagName}${said.join('')}>`;
    if (containers.has(tagName)) {
      this.end();
      this.#write(tag);
      const { length } = this.lines;
      this.#depth++;
      this.nodes(childNodes, '');
      this.end();
      this.#depth--;
      // Without a part, it is not shown.
      if (this.lines.length === length && /^(?:[uod]l|table)$/.test(tagName)) this.lines.pop();
      return;
    }
    // A bare address is one whether or not it is a link.
    const isBare = tagName === 'a' && textOf(element) === decoded(attribute(element, 'href') ?? '');
    if (!isBare) this.#line.push(`{}${tag}`);
    this.nodes(childNodes, inside);
    if (!isBare && tagName !== 'img') this.#line.push(`{}</${tagName}>`);
  }
}

/** @param html a body as `typeset` writes it */
export function shown(html: string): string[] {
  const lines = new Lines();
  lines.nodes(parseHtml(html).childNodes, '');
  lines.end();
  return lines.lines;
}
