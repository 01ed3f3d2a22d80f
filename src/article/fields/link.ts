/** Texts of a fixed form: language, external link, former addresses. */

import { limits } from '../../limits.ts';
import { isLongerThan } from '../address.ts';
import { isOwnAddress } from '../own-addresses.ts';
import { parametersIn, queryAddress } from '../query-address.ts';
import { normalised, quote } from '../text.ts';
import { isShort, itemsOf, readText } from './read.ts';
import type { Read, ReadShared } from './read.ts';

/** The page that the article is about: an absolute http(s) address. */
export const readExternalUrl: ReadShared<string> = (value, context, key) => {
  const address = readText(value, context, key);
  if (address === undefined) return undefined;
  const url = URL.parse(address);
  if (url && /^https?:$/.test(url.protocol)) {
    return isShort(url.href, value.at, context, `"${key}"`) ? url.href : undefined;
  }
  context.warn(
    'link',
    value.at,
    `"${key}" is ${quote(address)}, not a web address, so it was left out; write one that begins with https://`,
  );
  return undefined;
};

/** A BCP 47 tag in canonical case. gettext writes `zh_CN`. */
export const readLanguage: ReadShared<string> = (value, context, key) => {
  const tag = readText(value, context, key);
  if (tag === undefined) return undefined;
  try {
    const [language] =
      tag.length > limits.languageLength ? [] : Intl.getCanonicalLocales(tag.replaceAll('_', '-'));
    // `chinese` is a well-formed tag, but every registered language has two or three letters.
    if (language && /^[a-z]{2,3}(?:-|$)/.test(language)) return language;
  } catch {
    // Not a well-formed tag.
  }
  context.warn(
    'language',
    value.at,
    `${quote(tag)} is not a language tag, so the site's language was used; write one like zh-CN or en`,
  );
  return undefined;
};

/**
 * Former addresses that redirect to the article. Paths are absolute whether they begin with a slash (Hugo, Jekyll) or
 * not (Zola); below `/articles/`, that prefix is removed. Unencoded, no slash at the end.
 */
export const readAliases: Read<string[]> = (value, context, key) => {
  const aliases = new Set<string>();
  for (const item of itemsOf(value)) {
    const written = readText(item, context, key);
    if (!written || isName(written)) continue;
    const alias = aliasOf(written, context.siteUrl);
    if (alias === '') {
      context.warn(
        'alias',
        item.at,
        `the alias ${quote(written)} is an address of the site itself, which always answers, so it was left out; remove it`,
      );
    } else if (alias === undefined) {
      context.warn(
        'alias',
        item.at,
        `the alias ${quote(written)} is not a path of this site, so it was left out; write it like /2020/hello`,
      );
    } else if (isLongerThan(limits.addressLength, alias)) {
      const excess = `is longer than ${limits.addressLength} characters percent-encoded`;
      context.warn('alias', item.at, `the alias ${quote(written)} ${excess}, so it was left out; remove it`);
    } else if (!aliases.has(alias) && context.quotas.aliases.take(item.at)) aliases.add(alias);
  }
  return aliases.size > 0 ? [...aliases] : undefined;
};

/** Obsidian's aliases are other names of a note: "Other name" is no path, and `old name.html` is one. */
const isName = (alias: string): boolean => /^[^/]*\s[^/]*$/.test(alias) && !/\.\w{2,5}$/.test(alias);

/** @returns empty where the site answers itself. The home page leaves parameters (`/?p=1`) to former addresses. */
function aliasOf(written: string, siteUrl: string): string | undefined {
  const url = URL.parse(written.replace(/^\/+/, '/'), `${siteUrl}/`);
  if (!url || url.origin !== new URL(siteUrl).origin) return undefined;
  const parameters = parametersIn(url.search);
  let path: string;
  try {
    path = normalised(decodeURIComponent(url.pathname));
  } catch {
    return undefined;
  }
  if (isOwnAddress(path) && !(path === '/' && parameters.length > 0)) return '';
  let end = path.length;
  while (path[end - 1] === '/') end--;
  path = path.slice(0, end);
  return queryAddress(/^\/articles\/(.+)$/.exec(path)?.[1] ?? (path || '/'), parameters);
}
