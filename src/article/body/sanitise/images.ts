/** Finds the real address of an image: pages with lazy loading keep it in another attribute. */

import type { Addresses } from '../addresses.ts';
import { attribute, descendants, isElement, type Element } from '../html/tree.ts';

/** Attributes that never contain the placeholder, the most reliable first. */
const lazySources = [
  ...'data-src data-original data-lazy-src data-actualsrc data-actual data-original-src'.split(' '),
  ...'data-lazyload data-lazy data-echo data-croporisrc data-backsrc data-url data-hi-res-src'.split(' '),
];
const lazySrcsets = ['data-srcset', 'data-lazy-srcset', 'data-original-set'];

export interface ImageAddress {
  src?: string;
  srcset?: string;
}

/** The addresses of an `<img>`, `<source>`, `<video>` …, absolute http(s); without `src`: there is nothing to show. */
export function imageAddress(image: Element, { media, srcset: readSrcset }: Addresses): ImageAddress {
  const srcset = first(image, [...lazySrcsets, 'srcset'], readSrcset);
  const src =
    first(image, lazySources, (value) => (looksLikeAddress(value) ? media(value) : undefined)) ??
    // A page that loads lazily has a placeholder here, most often a data: address, which doesn't resolve.
    first(image, ['src'], media) ??
    srcset?.split(/,? /, 1)[0];
  return { ...(src && { src }), ...(srcset && { srcset }) };
}

/** Nodes to search below a `<noscript>`: nested ones would otherwise take quadratic time. */
const maxNodes = 50;

/** The first image among the first nodes below a `<noscript>`. */
export function imageIn(noscript: Element): Element | undefined {
  return descendants(noscript)
    .take(maxNodes)
    .find((node) => isElement(node) && node.tagName === 'img') as Element | undefined;
}

/** Whether an image is not an illustration: a tracking pixel, an emoji, an icon, a spacer. */
export function isTiny(image: Element): boolean {
  return ['width', 'height'].some((name) => {
    const value = /^\d+(?=px$|$)/.exec(attribute(image, name)?.trim() ?? '');
    return value !== null && Number(value[0]) < 32;
  });
}

/** `data-lazy="true"` is a switch, not an address. */
const looksLikeAddress = (value: string): boolean => /[./]/.test(value);

function first(
  element: Element,
  names: readonly string[],
  read: (value: string) => string | undefined,
): string | undefined {
  for (const name of names) {
    const value = attribute(element, name);
    const address = value && read(value);
    if (address) return address;
  }
  return undefined;
}
