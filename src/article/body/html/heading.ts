/** Finds the title of an article whose front matter has none. */

import { foldSpace } from '../../text.ts';
import { visibleText } from '../plain.ts';
import { detach, isComment, isElement, isText, type Parent } from './tree.ts';

/** Elements that only wrap the content of a page. */
const wrappers = new Set(['div', 'article', 'section', 'main', 'header', 'hgroup']);

/** Invisible elements: a heading after them still comes first. */
const unseen = new Set(['head', 'title', 'meta', 'link', 'style', 'script', 'template']);

/** Removes a first-level heading from the tree if nothing visible precedes it. Returns its text. */
export function takeHeading(tree: Parent): string | undefined {
  for (let parent: Parent | undefined = tree; parent;) {
    const first: Parent['childNodes'][number] | undefined = parent.childNodes.find(
      (node) => !isComment(node) && !(isText(node) && node.value.trim() === '') && !unseen.has(node.nodeName),
    );
    if (!first || !isElement(first)) return undefined;
    if (first.tagName === 'h1') {
      const text = foldSpace(visibleText(first));
      if (text !== '') detach(first);
      return text || undefined;
    }
    parent = wrappers.has(first.tagName) ? first : undefined;
  }
  return undefined;
}
