/** The addresses that other generators gave to an article. */

import { limits } from '../../limits.ts';
import { isLongerThan } from '../address.ts';
import { cleanAddress } from '../location.ts';
import { isOwnAddress } from '../own-addresses.ts';
import { queryAddress } from '../query-address.ts';
import { withoutBlanks, type Dialect, type Post } from './dialect.ts';
import { dialects } from './dialects.ts';
import type { OldPattern } from './pattern.ts';
import type { Remembered } from './remembered.ts';

/** Raise it when an article gets further addresses by the same patterns: sites that have some send their articles again. */
export const oldAddressFormat: number = 2;

/** Addresses of one pattern: each placeholder may stand for several texts. */
const mostOfPattern = 8;

/**
 * @returns paths of the site, unencoded, with a slash in front and none at the end, perhaps with parameters; none at which
 *   the site itself always answers
 */
export function expand(article: Remembered, patterns: readonly OldPattern[]): string[] {
  const found = new Set<string>();
  for (const pattern of patterns) {
    for (const address of addressesOf(article, pattern)) {
      if (found.size === limits.oldAddresses) return [...found];
      if (isUsable(address)) found.add(address);
    }
  }
  return [...found];
}

const isUsable = (address: string): boolean =>
  address !== '/' && !isOwnAddress(address) && !isLongerThan(limits.addressLength, address);

function addressesOf(article: Remembered, { generator, section, text }: OldPattern): string[] {
  const dialect: Dialect = dialects[generator];
  const post = postOf(article, dialect, section);
  const own = dialect.own.length > 0 ? article.text(...dialect.own) : undefined;
  if (own !== undefined) {
    const found = atEachClock(withoutBlanks(own), dialect, post);
    return dialect.aliasesBeside ? [...found, ...besideOf(found[0], article)] : found;
  }
  const isInRoot = post.folders.length < article.folders.length;
  // Pages lie at their paths. A file outside of `_posts` may be one, though its front matter has a date.
  const mayBePage = dialect.roots.includes('_posts') && !isInRoot && article.base === article.name;
  const atPath =
    article.published === undefined || mayBePage
      ? [finished([...post.folders, article.slug ?? article.base].join('/'))]
      : [];
  const isElsewhere = section !== undefined && post.folders.length > 0 && post.folders[0] !== section;
  const found = isElsewhere ? atPath : [...atEachClock(text, dialect, post), ...atPath];
  return dialect.aliasesBeside ? [...found, ...besideOf(found[0], article)] : found;
}

function atEachClock(pattern: string, dialect: Dialect, post: Post): string[] {
  const others = dialect.otherClocks?.(post).filter((clock) => clock !== undefined) ?? [];
  return [post.site, ...others].flatMap((site) => filled(pattern, dialect, { ...post, site }).map(finished));
}

/** The aliases that stand beside an address, as `other` does beside `/posts/hello`: `/posts/other`. */
function besideOf(address: string | undefined, { aliases = [] }: Remembered): string[] {
  if (address === undefined) return [];
  const folder = address.slice(0, address.lastIndexOf('/') + 1);
  return aliases.map((alias) => finished(folder + alias));
}

function postOf(article: Remembered, { roots }: Dialect, section: string | undefined): Post {
  const at = article.folders.findLastIndex((folder) => roots.includes(folder));
  const { folders } = article;
  return { ...article, above: folders.slice(0, Math.max(at, 0)), folders: folders.slice(at + 1), section };
}

/** A pattern with each combination of what its placeholders stand for. */
function filled(pattern: string, { placeholder, meaningOf }: Dialect, post: Post): string[] {
  let texts = [''];
  let end = 0;
  for (const match of pattern.matchAll(placeholder)) {
    const values = meaningOf(match[1]!)?.(post) ?? [];
    const between = pattern.slice(end, match.index);
    texts = texts.flatMap((text) => values.map((value) => text + between + value)).slice(0, mostOfPattern);
    end = match.index + match[0].length;
  }
  const rest = pattern.slice(end);
  // A tag that is not a placeholder, as in a template of Eleventy, has no address.
  return /[{}<>]/.test(rest) ? [] : texts.map((text) => text + rest);
}

/** An address as it is stored. A whole one, as some front matter has it, is read by its path. */
function finished(text: string): string {
  const whole = /^https?:/i.test(text) ? URL.parse(text) : null;
  const [path = '', query = ''] = (whole ? whole.pathname + whole.search : text).split('?', 2);
  return queryAddress(`/${cleanAddress(decoded(path))}`, [...new URLSearchParams(query)]);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
