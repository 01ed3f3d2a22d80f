/**
 * HTML in which nothing has to be mended, read in one pass: every element is closed where it should be, attributes
 * stand in double quotes, and no rule of the parser (https://html.spec.whatwg.org/#parsing) but the plainest ones
 * applies. That is what programs write, crawlers of questions and answers among them, and it takes a fraction of the
 * time. Whatever is not certain is not read here: the tree is the one that parse5 makes, or there is none.
 */

import { append, appendComment, appendText, createElement, createFragment, type Parent } from './tree.ts';

/** What stands around an element, as far as it decides whether a tag has to be mended. */
interface Kind {
  /** The only elements that it may stand in. */
  parents?: ReadonlySet<string>;
  /** Closes a paragraph that is open. */
  block?: true;
  /** Closes a heading that it stands in. */
  heading?: true;
  /** An open element of the same name is closed first. */
  single?: true;
  /** Without content and end tag. */
  empty?: true;
}

/** Deeper than this, and with more attributes, nobody writes; looking through either would take squared time. */
const maxDepth = 100;
const maxAttributes = 20;

const lists = new Set(['ul', 'ol']);
const terms = new Set(['dl']);

/** Elements of which everything is known. Tables, forms, scripts, players, ruby and `pre` have rules of their own. */
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

/** References that are the same in text and attributes, and need no table of the other two thousand. */
const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': '\u00a0',
};
const known = /&(?:amp|lt|gt|quot|nbsp);/g;

/** @returns undefined where a parser would have to mend anything, or might */
export function readWellFormed(source: string): Parent | undefined {
  // A parser drops NUL, and a CR becomes a line break.
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

/** The elements that are open. */
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

  /** @returns false where that is not certain to do just this */
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

  /** @returns false where another element is open */
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
    // Of two with the same name a parser takes the first.
    if (value === undefined || pairs.some((pair) => pair[0] === name)) return undefined;
    if (pairs.length >= maxAttributes) return undefined;
    pairs.push([name, value]);
  }
  return pairs;
}

/** Undefined where another reference occurs, or what may be one. */
function decode(text: string): string | undefined {
  if (!text.includes('&')) return text;
  if (/&[\w#]/.test(text.replace(known, ''))) return undefined;
  return text.replace(known, (reference) => characters[reference]!);
}

function each(names: string, kind: Kind): [string, Kind][] {
  return names.split(' ').map((name) => [name, kind]);
}
