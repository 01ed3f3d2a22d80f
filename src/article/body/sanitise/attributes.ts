/** One function for each rule of the allow-list: an attribute's value → the value that is written. */

import { type AttributeRule } from './allowed.ts';
import { prefixed, resolveLink, resolveMedia, resolveSrcset } from '../../url.ts';

/** Returns what is written between the quotes, unescaped; undefined leaves the attribute out. */
type Check = (value: string, baseUrl: string) => string | undefined;

export const checks: Readonly<Record<AttributeRule, Check>> = {
  text: (value) => value,
  link: resolveLink,
  media: resolveMedia,
  srcset: (value, baseUrl) => resolveSrcset(value, baseUrl) || undefined,
  number: (value) => /^-?\d{1,6}$/.exec(value.trim())?.[0],
  size: (value) => /^(\d{1,5}%?)(?:px)?$/.exec(value.trim())?.[1],
  flag: () => '',
  id: (value) => (/^[^\s]+$/.test(value) ? prefixed(value) : undefined),
  align: (value) => /^(?:left|right|center)$/i.exec(value.trim())?.[0].toLowerCase(),
  token: (value) => /^[\w-]{1,40}$/.exec(value.trim())?.[0],
  'language-class': (value) =>
    /(?:^|\s)(?:language|lang)-([\w+#.-]+)/.exec(value)?.[1]?.replace(/^/, 'language-'),
  'footnote-class': (value) => /(?:^|\s)(footnotes|footnote-ref|footnote-backref)(?:\s|$)/.exec(value)?.[1],
};
