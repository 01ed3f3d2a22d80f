/** Pictures, tables, footnotes and links, as a page has them and a feed need not. */

import {
  append,
  appendText,
  attribute,
  createElement,
  detach,
  isElement,
  isText,
  removeAttribute,
  rename,
  setAttribute,
  wrapIn,
  type Element,
} from '../article/body/html/tree.ts';

/** Pictures but the first load when they come near the screen. */
export function deferPictures(pictures: readonly Element[]): void {
  for (const picture of pictures.slice(1))
    picture.attrs.unshift({ name: 'loading', value: 'lazy' }, { name: 'decoding', value: 'async' });
}

/** A picture that is a paragraph of its own, and has a title, becomes a figure with a caption. */
export function captionPicture(picture: Element): void {
  const title = attribute(picture, 'title')?.trim();
  if (!title) return;
  const { parentNode } = picture;
  const link = parentNode && 'tagName' in parentNode && parentNode.tagName === 'a' ? parentNode : undefined;
  const shown = link ?? picture;
  const paragraph = shown.parentNode;
  if (!paragraph || !('tagName' in paragraph) || paragraph.tagName !== 'p') return;
  const isAlone = ({ childNodes }: Element, child: Element): boolean =>
    childNodes.every((node) => node === child || (isText(node) && node.value.trim() === ''));
  if (!isAlone(paragraph, shown) || (link && !isAlone(link, picture))) return;
  removeAttribute(picture, 'title');
  rename(paragraph, 'figure');
  const caption = createElement('figcaption');
  appendText(caption, title);
  append(paragraph, caption);
}

/**
 * A table gets a frame that scrolls: to scroll itself it would have to be a block, and no table for screen readers. Cells
 * keep `align` in feeds, whose readers have no style sheet of ours; it is obsolete in HTML, where a class does the same.
 */
export function frameTable(table: Element): void {
  wrapIn(table, 'div', [['class', 'table']]);
}

export function alignCell(cell: Element): void {
  const align = attribute(cell, 'align');
  if (align === undefined) return;
  removeAttribute(cell, 'align');
  setAttribute(cell, 'class', align);
}

/** The box of a task stands in the place of the item's mark. */
export function markTask(item: Element): void {
  const first = item.childNodes.find((node) => !isText(node) || node.value.trim() !== '');
  const [text] = first && isElement(first) && first.tagName === 'p' ? first.childNodes : [first];
  if (text && isText(text) && /^\s*[☐☑]/u.test(text.value)) setAttribute(item, 'class', 'task');
}

/** The rule before the footnotes says nothing where they have a heading. */
export function openFootnotes(section: Element): void {
  const siblings = section.parentNode?.childNodes ?? [];
  for (let at = siblings.indexOf(section) - 1; at >= 0; at--) {
    const before = siblings[at]!;
    if (isText(before) && before.value.trim() === '') continue;
    if (isElement(before) && before.tagName === 'hr') detach(before);
    return;
  }
}

/** A link into the article stays on the page. The class of a link comes first: pages name those that lead back. */
export function shortenLink(link: Element, pageUrl: string): void {
  const href = attribute(link, 'href');
  if (href?.startsWith(`${pageUrl}#`)) setAttribute(link, 'href', href.slice(pageUrl.length));
  const kind = attribute(link, 'class');
  if (kind === undefined) return;
  removeAttribute(link, 'class');
  link.attrs.unshift({ name: 'class', value: kind });
}
