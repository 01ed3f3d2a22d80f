/** Headings of a body: their levels below the title of the page, links to themselves, and the contents. */

import {
  append,
  appendText,
  attribute,
  createElement,
  descendants,
  detach,
  isElement,
  isText,
  rename,
  setAttribute,
  setChildren,
  textOf,
  type Element,
  type Parent,
} from '../article/body/html/tree.ts';
import { slug } from '../article/body/markdown/headings.ts';
import { foldSpace } from '../article/text.ts';
import { prefixId } from '../article/url.ts';
import { limits } from '../limits.ts';

/** An entry of the contents. */
export interface ContentsEntry {
  /** 2 or 3. */
  level: number;
  /** The id of the heading. */
  id: string;
  text: string;
}

export const isHeading = (element: Element): boolean => /^h[1-6]$/.test(element.tagName);

/** Wrappers of a whole text. */
const wrappers = new Set(['div', 'article', 'section', 'main', 'header', 'hgroup']);

const inCode = /`+([^`]+)`+/g;
const sameText = (text: string): string => foldSpace(text).replace(inCode, '$1').normalize().toLowerCase();

/** Removes a heading at the very beginning that says what the title says. */
export function dropTitle(tree: Parent, title: string): void {
  for (let parent: Parent | undefined = tree; parent;) {
    const first: Parent['childNodes'][number] | undefined = parent.childNodes.find(
      (node) => !(isText(node) && node.value.trim() === ''),
    );
    if (!first || !isElement(first)) return;
    if (isHeading(first)) {
      if (sameText(textOf(first)) === sameText(title)) detach(first);
      return;
    }
    parent = wrappers.has(first.tagName) ? first : undefined;
  }
}

/**
 * Gives the headings levels from 2 on without a gap, an id each, and a link to themselves.
 * @param headings in document order
 * @param taken ids of the body; those of headings are added
 * @returns those of the levels 2 and 3
 */
export function setHeadings(headings: readonly Element[], taken: Set<string>): ContentsEntry[] {
  const contents: ContentsEntry[] = [];
  /** The levels of the headings around the next one, as they were written. */
  const around: number[] = [];
  const ids = new Ids(taken);
  for (const heading of headings) {
    const text = foldSpace(textOf(heading));
    const written = Number(heading.tagName[1]);
    if (text === '') {
      demote(heading, Math.max(2, written));
      continue;
    }
    while ((around.at(-1) ?? 0) >= written) around.pop();
    around.push(written);
    const level = Math.min(6, around.length + 1);
    demote(heading, level);
    const id = attribute(heading, 'id') ?? ids.next(text);
    setAttribute(heading, 'id', id);
    link(heading, id, text);
    if (level <= 3 && contents.length < limits.contents) contents.push({ level, id, text });
  }
  return contents;
}

function demote(heading: Element, level: number): void {
  rename(heading, `h${level}`);
}

/** Makes the text of a heading a link to it; a link in it, or around it, cannot be in another one. */
function link(heading: Element, id: string, text: string): void {
  const href = `#${id}`;
  const isLinked = [...descendants(heading)].some((node) => isElement(node) && node.tagName === 'a');
  for (let parent = heading.parentNode; parent && 'tagName' in parent; parent = parent.parentNode)
    if (parent.tagName === 'a' || parent.tagName === 'summary') return;
  const anchor = createElement('a', [
    ['class', 'anchor'],
    ['href', href],
  ]);
  if (isLinked) {
    setAttribute(anchor, 'aria-label', text);
    appendText(anchor, '#');
  } else {
    setChildren(anchor, heading.childNodes);
    heading.childNodes = [];
  }
  append(heading, anchor);
}

/** Ids made of headings, each different from all that a body has. */
class Ids {
  readonly #taken: Set<string>;
  readonly #counts = new Map<string, number>();

  constructor(taken: Set<string>) {
    this.#taken = taken;
  }

  next(text: string): string {
    const name = prefixId(slug(text.slice(0, limits.headingIdLength)) || 'section');
    for (;;) {
      const count = this.#counts.get(name) ?? 0;
      this.#counts.set(name, count + 1);
      const id = count === 0 ? name : `${name}-${count}`;
      if (this.#taken.has(id)) continue;
      this.#taken.add(id);
      return id;
    }
  }
}
