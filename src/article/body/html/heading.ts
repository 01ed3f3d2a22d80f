/** The title of an article that has none in its front matter. */

import { foldSpace } from '../../text.ts';
import { visibleText } from '../plain.ts';
import { detach, isComment, isElement, isText, type Parent } from './tree.ts';

/** Elements that hold the content of a page without being content. */
const wrappers = new Set(['div', 'article', 'section', 'main', 'header', 'hgroup']);

/** Never seen, so that a heading comes first behind them too. */
const unseen = new Set(['head', 'title', 'meta', 'link', 'style', 'script', 'template']);

/** Takes a first-level heading out of the tree if nothing readers see comes before it. Returns its text. */
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
