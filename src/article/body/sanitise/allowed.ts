/**
 * The allow-list of the sanitiser: elements and attributes that may be written. Everything else is left out. It has no
 * raw-text element (style, script, xmp, noscript …) and no foreign content (svg, math): mutation XSS needs markup that
 * parses in two ways.
 */

import { prefixId } from '../../url.ts';
import type { Addresses } from '../addresses.ts';

/** Returns the text between the quotes, unescaped; undefined leaves the attribute out. */
type Check = (value: string, addresses: Addresses) => string | undefined;

/** The rules for attributes: each checks a value and returns the one to write. */
export const checks = {
  text: (value) => value,
  link: (value, { link }) => link(value),
  media: (value, { media }) => media(value),
  srcset: (value, { srcset }) => srcset(value) || undefined,
  number: (value) => /^-?\d{1,6}$/.exec(value.trim())?.[0],
  size: (value) => /^(\d{1,5}%?)(?:px)?$/.exec(value.trim())?.[1],
  flag: () => '',
  // https://www.w3.org/TR/referrer-policy/#referrer-policies
  'referrer-policy': (value) =>
    /^(?:no-referrer(?:-when-downgrade)?|same-origin|(?:strict-)?origin(?:-when-cross-origin)?|unsafe-url)$/i
      .exec(value.trim())?.[0]
      .toLowerCase(),
  id: (value) => (/^[^\s]+$/.test(value) ? prefixId(value) : undefined),
  align: (value) => /^(?:left|right|center)$/i.exec(value.trim())?.[0].toLowerCase(),
  token: (value) => /^[\w-]{1,40}$/.exec(value.trim())?.[0],
  'language-class': (value) =>
    /(?:^|\s)(?:language|lang)-([\w+#.-]+)/.exec(value)?.[1]?.replace(/^/, 'language-'),
  'own-class': (value) =>
    /(?:^|\s)(footnotes|footnote-ref|footnote-backref|callout-label)(?:\s|$)/.exec(value)?.[1],
} satisfies Record<string, Check>;

/** The name of a rule. */
type AttributeRule = keyof typeof checks;

/** Name of an attribute → rule. A Map, not an object, since an attribute may be called `constructor`. */
type Attributes = ReadonlyMap<string, AttributeRule>;

const none = attributes({});
const cite = attributes({ cite: 'link' });
const edit = attributes({ cite: 'link', datetime: 'text' });
const cell = attributes({ colspan: 'number', rowspan: 'number', align: 'align', scope: 'token' });

/** Attributes of every element. */
export const globalAttributes = attributes({ id: 'id', title: 'text', lang: 'token', dir: 'token' });

/** Allowed elements, each with its attributes besides the global ones. */
export const allowed: ReadonlyMap<string, Attributes> = new Map<string, Attributes>([
  // Sections and blocks.
  ...each(
    ['article', 'section', 'aside', 'header', 'footer', 'main', 'nav', 'address', 'hgroup', 'div'],
    none,
  ),
  ...each(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'pre', 'hr', 'dl', 'dt', 'dd', 'ul'], none),
  ...each(['figure', 'figcaption', 'summary'], none),
  ['section', attributes({ class: 'own-class' })],
  ['p', attributes({ class: 'own-class' })],
  ['blockquote', cite],
  ['details', attributes({ open: 'flag' })],
  ['ol', attributes({ start: 'number', reversed: 'flag', type: 'token' })],
  ['li', attributes({ value: 'number' })],
  // Tables.
  ...each(['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr'], none),
  ...each(['colgroup', 'col'], attributes({ span: 'number' })),
  ...each(['td', 'th'], cell),
  // Text.
  ...each(['abbr', 'b', 'bdi', 'bdo', 'cite', 'dfn', 'em', 'i', 'kbd', 'mark', 's', 'samp', 'small'], none),
  ...each(['span', 'strong', 'sub', 'u', 'var', 'ruby', 'rt', 'rp', 'br', 'wbr'], none),
  ...each(['ins', 'del'], edit),
  ['a', attributes({ href: 'link', name: 'id', class: 'own-class' })],
  ['sup', attributes({ class: 'own-class' })],
  ['code', attributes({ class: 'language-class' })],
  ['q', cite],
  ['time', attributes({ datetime: 'text' })],
  // Media.
  [
    'img',
    attributes({
      src: 'media',
      srcset: 'srcset',
      sizes: 'text',
      alt: 'text',
      width: 'size',
      height: 'size',
      referrerpolicy: 'referrer-policy',
    }),
  ],
  ['picture', none],
  ['source', attributes({ src: 'media', srcset: 'srcset', sizes: 'text', media: 'text', type: 'text' })],
  ['track', attributes({ src: 'media', kind: 'token', srclang: 'token', label: 'text', default: 'flag' })],
  ['audio', attributes({ src: 'media', loop: 'flag' })],
  ['video', attributes({ src: 'media', poster: 'media', width: 'size', height: 'size', loop: 'flag' })],
]);

/** Elements that are written as an equivalent allowed one. */
export const renamed: ReadonlyMap<string, string> = new Map([
  ['acronym', 'abbr'],
  ['amp-audio', 'audio'],
  ['amp-img', 'img'],
  ['amp-video', 'video'],
  ['center', 'div'],
  ['dialog', 'div'],
  ['dir', 'ul'],
  ['fieldset', 'div'],
  ['form', 'div'],
  ['listing', 'pre'],
  ['menu', 'ul'],
  ['plaintext', 'pre'],
  ['strike', 's'],
  ['tt', 'code'],
  ['xmp', 'pre'],
]);

/** Elements that are removed with their content, which is not text for readers. All others keep their content. */
export const dropped: ReadonlySet<string> = new Set([
  ...'script style template title head noembed noframes frameset applet param'.split(' '),
  ...'select datalist option optgroup map area canvas portal'.split(' '),
]);

export const voidElements: ReadonlySet<string> = new Set([
  'br',
  'col',
  'hr',
  'img',
  'source',
  'track',
  'wbr',
]);

function attributes(rules: Readonly<Record<string, AttributeRule>>): Attributes {
  return new Map(Object.entries(rules));
}

function each(names: readonly string[], attributes: Attributes): [string, Attributes][] {
  return names.map((name) => [name, attributes]);
}
