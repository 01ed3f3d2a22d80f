/**
 * What may stand in a body: the allow-list that the sanitiser goes by. Everything that is not here is left out.
 * No raw-text element (style, script, xmp, noscript …) and no foreign content (svg, math) is on it: what can't be
 * written can't be read in two ways, which is what mutation XSS lives on.
 */

/** How an attribute's value is checked and written, see attributes.ts. */
export type AttributeRule =
  | 'text'
  | 'link'
  | 'media'
  | 'srcset'
  | 'number'
  | 'size'
  | 'flag'
  | 'id'
  | 'referrer-policy'
  | 'align'
  | 'language-class'
  | 'footnote-class'
  | 'token';

/** By the name of the attribute. Maps, not objects: an attribute may well be called `constructor`. */
type Attributes = ReadonlyMap<string, AttributeRule>;

const none = attributes({});
const cite = attributes({ cite: 'link' });
const edit = attributes({ cite: 'link', datetime: 'text' });
const cell = attributes({ colspan: 'number', rowspan: 'number', align: 'align', scope: 'token' });

/** Attributes that every element may have. */
export const globalAttributes = attributes({ id: 'id', title: 'text', lang: 'token', dir: 'token' });

/** Elements that are written, and the attributes each may have besides the global ones. */
export const allowed: ReadonlyMap<string, Attributes> = new Map<string, Attributes>([
  // Sections and blocks.
  ...each(
    ['article', 'section', 'aside', 'header', 'footer', 'main', 'nav', 'address', 'hgroup', 'div'],
    none,
  ),
  ...each(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'pre', 'hr', 'dl', 'dt', 'dd', 'ul'], none),
  ...each(['figure', 'figcaption', 'summary'], none),
  ['section', attributes({ class: 'footnote-class' })],
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
  ['a', attributes({ href: 'link', name: 'id', class: 'footnote-class' })],
  ['sup', attributes({ class: 'footnote-class' })],
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
  ['audio', attributes({ src: 'media', loop: 'flag' })],
  ['video', attributes({ src: 'media', poster: 'media', width: 'size', height: 'size', loop: 'flag' })],
]);

/** Elements that say the same as one of the allowed ones. */
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

/** Elements that leave with all they hold: it is not text for readers. Of all others the content stays. */
export const dropped: ReadonlySet<string> = new Set([
  ...'script style template title head noembed noframes frameset applet param'.split(' '),
  ...'select datalist option optgroup map area canvas portal track'.split(' '),
]);

export const voidElements: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'source', 'wbr']);

function attributes(rules: Readonly<Record<string, AttributeRule>>): Attributes {
  return new Map(Object.entries(rules));
}

function each(names: readonly string[], attributes: Attributes): [string, Attributes][] {
  return names.map((name) => [name, attributes]);
}
