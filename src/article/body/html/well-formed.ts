/**
 * Parses well-formed HTML in one pass: every element is closed properly, attributes are in double quotes, and only the
 * simplest rules of the parser (https://html.spec.whatwg.org/#parsing) apply. Most generated HTML is like that, and it
 * takes a fraction of the time. In any doubt there is no result; otherwise the tree equals that of parse5.
 */

import { append, appendComment, appendText, createElement, createFragment, type Parent } from './tree.ts';

/** The rules of an element that decide whether the parser would have to correct anything. */
interface Kind {
  /** The only allowed parents. */
  parents?: ReadonlySet<string>;
  /** Closes an open paragraph. */
  block?: true;
  /** Closes an open heading around it. */
  heading?: true;
  /** An open element of the same name is closed first. */
  single?: true;
  /** Has no content and no end tag. */
  empty?: true;
}

/** Limits beyond real HTML: searching the open elements or the attributes takes quadratic time. */
const maxDepth = 100;
const maxAttributes = 20;

const lists = new Set(['ul', 'ol']);
const terms = new Set(['dl']);

/** The supported elements. Tables, forms, scripts, players, ruby and `pre` have more rules, and are left to parse5. */
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...each('address article aside blockquote center details div dl figcaption figure footer header hgroup', {
    block: true,
  }),
  ...each('main nav ol p section summary ul', { block: true }),
  ...each('h1 h2 h3 h4 h5 h6', { block: true, heading: true }),
  ...each('li', { block: true, parents: lists }),
  ...each('dt dd', { block: true, parents: terms }),
  ...each('a', { single: true }),
  ...each('b big code em font i s small strike strong tt u', {}),
  ...each('abbr bdi bdo cite del dfn ins kbd label mark q samp span sub sup time var', {}),
  ...each('br img wbr', { empty: true }),
  ...each('hr', { block: true, empty: true }),
]);

/** A start tag, an end tag or a comment. */
const tag =
  /<(?:([a-z][a-z0-9]*)((?:[ \n]+[a-z][a-z0-9-]*="[^"]*")*)[ \n]*(\/?)>|\/([a-z][a-z0-9]*)>|!--(?!-?>)([^]*?)-->)/y;
const attribute = /([a-z][a-z0-9-]*)="([^"]*)"/g;

/** References with the same meaning in text and attributes. The other two thousand would need a table. */
const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': '\u00a0',
};
const known = /&(?:amp|lt|gt|quot|nbsp);/g;

/** @returns undefined if a parser would have to correct anything, or might */
export function readWellFormed(source: string): Parent | undefined {
  // A parser drops NUL and turns CR into a line break.
  if (/[\0\r]/.test(source)) return undefined;
  const fragment = createFragment();
  const open = new OpenElements(fragment);
  for (let at = 0; ;) {
    const next = source.indexOf('<', at);
    const text = decode(source.slice(at, next === -1 ? undefined : next));
    if (text === undefined) return undefined;
    if (text !== '') appendText(open.innermost, text);
    if (next === -1) return open.isEmpty ? fragment : undefined;

    tag.lastIndex = next;
    const [, start, attributes = '', slash, end, comment] = tag.exec(source) ?? [];
    at = tag.lastIndex;
    if (start !== undefined) {
      if (!open.start(start, attributes, slash === '/')) return undefined;
    } else if (end !== undefined) {
      if (!open.end(end)) return undefined;
    } else if (comment === undefined || comment.includes('--!')) {
      return undefined;
    } else {
      appendComment(open.innermost, comment);
    }
  }
}

/** The stack of open elements. */
class OpenElements {
  readonly #parents: Parent[];
  readonly #tags: string[] = [];

  constructor(fragment: Parent) {
    this.#parents = [fragment];
  }

  get isEmpty(): boolean {
    return this.#tags.length === 0;
  }

  get innermost(): Parent {
    return this.#parents.at(-1)!;
  }

  /** Opens an element. @returns false if a parser might do anything else as well */
  start(tag: string, attributes: string, closesItself: boolean): boolean {
    const kind = kinds.get(tag);
    if (!kind || (closesItself && !kind.empty)) return false;
    const parent = this.#tags.at(-1) ?? '';
    if (kind.parents?.has(parent) === false) return false;
    if (kind.heading && kinds.get(parent)?.heading) return false;
    if (kind.block && this.#tags.includes('p')) return false;
    if (kind.single && this.#tags.includes(tag)) return false;
    if (this.#tags.length >= maxDepth) return false;
    const pairs = attributes === '' ? [] : readAttributes(attributes);
    if (!pairs) return false;
    const element = createElement(tag, pairs);
    append(this.innermost, element);
    if (kind.empty) return true;
    this.#parents.push(element);
    this.#tags.push(tag);
    return true;
  }

  /** Closes an element. @returns false if it is not the innermost one */
  end(tag: string): boolean {
    if (this.#tags.pop() !== tag) return false;
    this.#parents.pop();
    return true;
  }
}

function readAttributes(attributes: string): [name: string, value: string][] | undefined {
  const pairs: [string, string][] = [];
  for (const [, name = '', source = ''] of attributes.matchAll(attribute)) {
    const value = decode(source);
    // A parser keeps the first of two attributes with the same name.
    if (value === undefined || pairs.some((pair) => pair[0] === name)) return undefined;
    if (pairs.length >= maxAttributes) return undefined;
    pairs.push([name, value]);
  }
  return pairs;
}

/** Decodes the known references. @returns undefined if the text may contain others */
function decode(text: string): string | undefined {
  if (!text.includes('&')) return text;
  if (/&[\w#]/.test(text.replace(known, ''))) return undefined;
  return text.replace(known, (reference) => characters[reference]!);
}

function each(names: string, kind: Kind): [string, Kind][] {
  return names.split(' ').map((name) => [name, kind]);
}
