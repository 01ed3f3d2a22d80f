/** Elements that are written as other elements, one function each. */

import { limits } from '../../../limits.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { imageAddress, imageIn, isBadge, isDataPicture, isTiny } from './images.ts';
import { enter, inLink } from './nesting.ts';
import { linkOfFrame } from './players.ts';
import { attribute, descendants, isElement, isText, textOf, type Element, type Node } from '../html/tree.ts';
import type { Place, Writer } from './writer.ts';

type Replace = (to: Writer, element: Element, place: Place) => void;

export const replacements: ReadonlyMap<string, Replace> = new Map<string, Replace>([
  ['img', image],
  ['source', source],
  ['track', () => {}],
  ['video', player],
  ['audio', player],
  ['noscript', noscript],
  ['iframe', (to, element, place) => frame(to, element, 'src', place)],
  ['embed', (to, element, place) => frame(to, element, 'src', place)],
  ['object', object],
  ['input', checkbox],
]);

/** SVG and MathML become their text. Most formulas include their TeX source. */
export const replaceForeign: Replace = (to, element, place) => {
  const alternative = attribute(element, 'alttext') ?? '';
  if (element.tagName === 'math') {
    const words = texOf(element) ?? alternative;
    to.wrap('code', '', place, (inside) => to.writeText(words || textOf(element), inside));
  } else if (attribute(element, 'aria-hidden') !== 'true') {
    const words = element.tagName === 'svg' ? alternative || titleOf(element) : alternative;
    to.writeText(words.trim(), place);
  }
};

/** The last TeX annotation. */
function texOf(math: Element): string | undefined {
  let last: Element | undefined;
  for (const node of descendants(math)) {
    if (isElement(node) && attribute(node, 'encoding') === 'application/x-tex') last = node;
  }
  return last && textOf(last);
}

/** The first title with text. A title without text is not searched again. */
function titleOf(svg: Element): string {
  const stack: Node[] = [svg];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node)) continue;
    const text = node.tagName === 'title' ? textOf(node) : '';
    if (text !== '') return text;
    if (node.tagName === 'title') continue;
    for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i]!);
  }
  return '';
}

function image(to: Writer, element: Element, place: Place): void {
  const { src, srcset } = imageAddress(element, to.options.addresses);
  const alt = attribute(element, 'alt') ?? '';
  // Without an address the alternative text remains: the character of an emoji with a data: address.
  if (src === undefined) {
    if (isDataPicture(element)) to.dataPictures++;
    return to.writeText(alt, place);
  }
  if (!isTiny(element) && !isBadge(src) && src.length <= limits.urlLength) to.image ??= src;
  to.lastImage = src;
  if (alt !== to.lastAlternative) to.alternatives.add(`${alt} `);
  to.lastAlternative = alt;
  to.wrap('img', to.attributes(element, 'img', { src, srcset }), place, () => {});
}

function source(to: Writer, element: Element, place: Place): void {
  const { src, srcset } = imageAddress(element, to.options.addresses);
  const address = place.parent === 'picture' ? { srcset: srcset ?? src } : { src };
  if (!Object.values(address).some(Boolean) || enter('source', place.parent, place.open) === undefined)
    return;
  to.wrap('source', to.attributes(element, 'source', address), place, () => {});
}

/** Subtitles; a parser reads them behind the sources only. */
function track(to: Writer, element: Element, place: Place): void {
  const src = to.options.addresses.media(attribute(element, 'src') ?? '');
  if (src === undefined || enter('track', place.parent, place.open) === undefined) return;
  to.wrap('track', to.attributes(element, 'track', { src }), place, () => {});
}

/** Audio and video always get controls, and a link for readers that show neither. */
function player(to: Writer, element: Element, place: Place): void {
  const { src } = imageAddress(element, to.options.addresses);
  const named = (name: string): Element[] =>
    element.childNodes.filter((node) => isElement(node) && node.tagName === name) as Element[];
  const sources = named('source');
  const address = src ?? sources.map((child) => imageAddress(child, to.options.addresses).src).find(Boolean);
  if (address === undefined) return to.children(element, { ...place, depth: place.depth + 1 });
  const poster = to.options.addresses.media(attribute(element, 'poster') ?? '');
  if (poster && poster.length <= limits.urlLength) to.poster ??= poster;
  to.wrap(
    element.tagName.replace('amp-', ''),
    to.attributes(element, element.tagName.replace('amp-', ''), { src, controls: '' }),
    place,
    (inside) => {
      for (const child of sources) source(to, child, inside);
      for (const child of named('track')) track(to, child, inside);
      if (!(inside.open & inLink)) {
        to.write(`<a href="${escapeAttribute(address)}">${escapeText(decoded(address))}</a>`);
      }
    },
  );
}

/** The content for readers without scripts. After a lazy image it repeats that image. */
function noscript(to: Writer, element: Element, place: Place): void {
  const inside = imageIn(element);
  const { src } = inside ? imageAddress(inside, to.options.addresses) : {};
  if (src !== undefined && src === to.lastImage) return;
  to.children(element, { ...place, depth: place.depth + 1 });
}

/** A foreign page in a frame → a link to it. */
function frame(to: Writer, element: Element, name: string, place: Place): void {
  const lazy = attribute(element, `data-${name}`) ?? attribute(element, name) ?? '';
  const address = to.options.addresses.media(lazy);
  if (address === undefined) return;
  const { href, label } = linkOfFrame(address, attribute(element, 'title')?.trim() ?? '');
  const link = (inside: Place): void =>
    to.wrap('a', ` href="${escapeAttribute(href)}"`, inside, (within) => to.writeText(label, within));
  if (!containers.has(place.parent)) return link(place);
  to.text.separate();
  to.wrap('p', '', place, link);
  to.text.separate();
}

/** Parents in which a frame becomes its own paragraph. */
const containers = new Set([
  '',
  ...'article aside blockquote dd details div figure footer header li main section td'.split(' '),
]);

function object(to: Writer, element: Element, place: Place): void {
  const inside = { ...place, depth: place.depth + 1 };
  const hasFallback = descendants(element)
    .take(50)
    .some((node) =>
      isElement(node)
        ? ['img', 'iframe', 'embed', 'video', 'audio'].includes(node.tagName)
        : isText(node) && node.value.trim() !== '',
    );
  if (hasFallback) to.children(element, inside);
  else frame(to, element, 'data', place);
}

/** The checkbox of a task as a character: feed readers strip form fields, and plain text needs it too. */
function checkbox(to: Writer, element: Element, place: Place): void {
  if (attribute(element, 'type')?.toLowerCase() !== 'checkbox') return;
  to.writeText(attribute(element, 'checked') === undefined ? '☐' : '☑', place);
}

/** The file name in an address, decoded. */
function decoded(address: string): string {
  const name =
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .findLast(Boolean) ?? address;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
