/** Changes addresses in the source of HTML, and nothing else of it. */

import { escapeAttribute } from '../../../article/body/sanitise/escape.ts';
import {
  attribute,
  descendants,
  isElement,
  parseAsBrowsersDo,
  placeOfAttribute,
  TooManyElements,
  type Element,
} from '../../../article/body/html/tree.ts';

/** Attributes that hold one address; lazy pictures have theirs in the last ones. */
const holders = ['href', 'src', 'poster', 'cite', 'data', 'data-src', 'data-original', 'data-lazy-src'];

interface Address {
  /** Tag of the element, in lower case. */
  element: string;
  attribute: string;
  value: string;
  /** The address of the link around it. */
  link?: string;
  /** For a `srcset`: what the picture shows without it, or its original. */
  source?: string;
}

/** @returns the new value; undefined: the attribute leaves */
export type Change = (address: Address) => string | undefined;

/** @returns the source as it is where its tags multiply */
export function withAddresses(source: string, change: Change): string {
  const edits = new Map<number, { to: number; text: string }>();
  try {
    for (const node of descendants(parseAsBrowsersDo(source, true)))
      if (isElement(node)) for (const name of [...holders, 'srcset']) edit(node, name, change, edits);
  } catch (error) {
    if (error instanceof TooManyElements) return source;
    throw error;
  }
  let written = '';
  let done = 0;
  for (const [from, { to, text }] of [...edits].sort(([a], [b]) => a - b)) {
    if (from < done) continue;
    written += source.slice(done, from) + text;
    done = to;
  }
  return written + source.slice(done);
}

function edit(
  element: Element,
  name: string,
  change: Change,
  edits: Map<number, { to: number; text: string }>,
): void {
  const value = attribute(element, name);
  const place = value === undefined ? undefined : placeOfAttribute(element, name);
  if (value === undefined || !place) return;
  const link = linkAround(element);
  const source = name === 'srcset' ? attribute(element, 'src') : undefined;
  const next = change({
    element: element.tagName,
    attribute: name,
    value,
    ...(link && { link }),
    ...(source && { source }),
  });
  if (next === value) return;
  edits.set(place.from, {
    to: place.to,
    text: next === undefined ? '' : `${name}="${escapeAttribute(next)}"`,
  });
}

/** Pictures have their link close around them. */
const levels = 3;

function linkAround(element: Element): string | undefined {
  let { parentNode } = element;
  for (let level = 0; level < levels && parentNode && isElement(parentNode as Element); level++) {
    const parent = parentNode as Element;
    if (parent.tagName === 'a') return attribute(parent, 'href');
    ({ parentNode } = parent);
  }
  return undefined;
}
