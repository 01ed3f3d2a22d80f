/** What a text may have that GitHub, or edgefeed, reads as a mark beyond CommonMark, and a backslash keeps from it. */

import type { ConstructName, Unsafe } from 'mdast-util-to-markdown';

/** Places in which nothing is a mark. */
const literal: ConstructName[] = [
  'autolink',
  'destinationLiteral',
  'destinationRaw',
  'reference',
  'titleQuote',
  'titleApostrophe',
];

const inText = { inConstruct: 'phrasing', notInConstruct: literal } satisfies Partial<Unsafe>;

export const unsafe: Unsafe[] = [
  // Formulas: `$…$`, and `\(…\)`, whose backslash the package has escaped.
  { character: '$', ...inText },
  { character: '(', before: String.raw`\\`, ...inText },
  // Notes in the text, `^[…]`, before a link.
  { character: '^', after: String.raw`\[`, ...inText },
  // Definitions, and containers of `:::`.
  { character: ':', atBreak: true },
  // Addresses that GitHub makes links of, with all that follows them up to a blank.
  { character: ':', before: '[Hh][Tt][Tt][Pp][Ss]?', after: String.raw`\/\/`, ...inText },
  { character: '.', before: '[Ww]{3}', after: String.raw`[-\w]`, ...inText },
  // The names of emoji; not a time, 10:30:00.
  { character: ':', after: '(?=[a-z+-][a-z0-9_+-]{0,60}:)', ...inText },
  // Tags and comments of templates.
  { character: '{', before: String.raw`\{`, ...inText },
  { character: '%', before: '[{%]', ...inText },
  { character: '#', before: String.raw`\{`, ...inText },
  { character: '!', before: '<', ...inText },
];
