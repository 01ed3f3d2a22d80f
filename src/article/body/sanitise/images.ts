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

/** The absolute http(s) addresses of an `<img>`, `<source>`, `<video>` …. Without `src` there is nothing to show. */
export function imageAddress(image: Element, { media, srcset: readSrcset }: Addresses): ImageAddress {
  const srcset = first(image, [...lazySrcsets, 'srcset'], readSrcset);
  const src =
    first(image, lazySources, (value) => (looksLikeAddress(value) ? media(value) : undefined)) ??
    // With lazy loading this is a placeholder, most often a data: address, which does not resolve.
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

/** Badges of builds, coverage and packages. */
const badges =
  /^https?:\/\/(?:[\w-]+\.)*(?:shields\.io|badge\.fury\.io|badgen\.net|travis-ci\.(?:org|com)|codecov\.io|coveralls\.io|snyk\.io|app\.codacy\.com|api\.codeclimate\.com|ci\.appveyor\.com|circleci\.com|david-dm\.org|opencollective\.com\/.*badge|pepy\.tech|readthedocs\.org|deepsource\.io|api\.netlify\.com)\/|\/badges?(?:[/.?_-]|$)|[/_-]badge(?:s)?\.(?:svg|png)(?:\?|$)|\/actions\/workflows\/[^/]+\/badge|\/workflows\/[^?]*\/badge\.svg/i;

/** Whether a picture is a badge, and so no illustration. */
export const isBadge = (src: string): boolean => badges.test(src);

const isEmoji = (text: string): boolean => /^\p{Emoji_Presentation}/u.test(text);

/** Whether a picture is in its own address: not an emoji, and not the placeholder of a lazy image. */
export function isDataPicture(image: Element): boolean {
  const src = attribute(image, 'src')?.trim() ?? '';
  if (!/^data:image\//i.test(src) || isTiny(image) || isEmoji(attribute(image, 'alt') ?? '')) return false;
  return !(src.length < 300 && /^data:image\/(?:gif|svg)/i.test(src));
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
