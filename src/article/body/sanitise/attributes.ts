/** One function for each rule of the allow-list: an attribute's value → the value that is written. */

import { type AttributeRule } from './allowed.ts';
import { prefixId } from '../../url.ts';
import type { Addresses } from '../addresses.ts';

/** Returns what is written between the quotes, unescaped; undefined leaves the attribute out. */
type Check = (value: string, addresses: Addresses) => string | undefined;

/** https://www.w3.org/TR/referrer-policy/#referrer-policies */
const policies =
  /^(?:no-referrer(?:-when-downgrade)?|same-origin|(?:strict-)?origin(?:-when-cross-origin)?|unsafe-url)$/i;

export const checks: Readonly<Record<AttributeRule, Check>> = {
  text: (value) => value,
  link: (value, { link }) => link(value),
  media: (value, { media }) => media(value),
  srcset: (value, { srcset }) => srcset(value) || undefined,
  number: (value) => /^-?\d{1,6}$/.exec(value.trim())?.[0],
  size: (value) => /^(\d{1,5}%?)(?:px)?$/.exec(value.trim())?.[1],
  flag: () => '',
  'referrer-policy': (value) => policies.exec(value.trim())?.[0].toLowerCase(),
  id: (value) => (/^[^\s]+$/.test(value) ? prefixId(value) : undefined),
  align: (value) => /^(?:left|right|center)$/i.exec(value.trim())?.[0].toLowerCase(),
  token: (value) => /^[\w-]{1,40}$/.exec(value.trim())?.[0],
  'language-class': (value) =>
    /(?:^|\s)(?:language|lang)-([\w+#.-]+)/.exec(value)?.[1]?.replace(/^/, 'language-'),
  'footnote-class': (value) => /(?:^|\s)(footnotes|footnote-ref|footnote-backref)(?:\s|$)/.exec(value)?.[1],
};
