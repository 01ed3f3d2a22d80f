/** Which address an image really has: pages that load lazily keep it in an attribute of their own. */

import { resolveMedia, resolveSrcset } from '../../url.ts';
import { attribute, descendants, isElement, type Element } from '../html/tree.ts';

/** Most trustworthy first: what is in one of these is never the placeholder. */
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
export function imageAddress(image: Element, baseUrl: string): ImageAddress {
  const srcset = first(image, [...lazySrcsets, 'srcset'], (value) => resolveSrcset(value, baseUrl));
  const src =
    first(image, lazySources, (value) =>
      looksLikeAddress(value) ? resolveMedia(value, baseUrl) : undefined,
    ) ??
    // A page that loads lazily has a placeholder here, most often a data: address, which doesn't resolve.
    first(image, ['src'], (value) => resolveMedia(value, baseUrl)) ??
    srcset?.split(/,? /, 1)[0];
  return { ...(src && { src }), ...(srcset && { srcset }) };
}

/** Nodes that are looked at, at each level of nested elements. */
const maxNodes = 50;

/** The first image in the first nodes below a `<noscript>`. */
export function imageIn(noscript: Element): Element | undefined {
  return descendants(noscript)
    .take(maxNodes)
    .find((node) => isElement(node) && node.tagName === 'img') as Element | undefined;
}

/** True for pictures that are no illustration: counting pixels, emoji, icons, spacers. */
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
