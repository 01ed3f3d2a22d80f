/** Texts of sources: HTML → plain text, plain text → HTML, and what addresses say. */

import { plainText } from '../../../article/body/body.ts';
import { escapeText } from '../../../article/body/sanitise/escape.ts';
import { escapeBrackets } from '../../../article/fields/markup.ts';
import { tidyText } from '../../../article/text.ts';

/** The plain text of a title or a name that may be HTML: feeds do not say which it is. */
export const textOfName = (written: string | undefined): string =>
  tidyText(plainText(escapeBrackets(written ?? '')));

/** The plain text of HTML. @returns undefined if there is none */
export const textOfHtml = (html: string | undefined): string | undefined =>
  tidyText(plainText(html ?? '')) || undefined;

/** Plain text as HTML: blank lines end paragraphs, other line breaks stay. */
export const htmlOfText = (text: string): string =>
  text
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeText(paragraph).replaceAll('\n', '<br>\n')}</p>`)
    .join('\n');

/** An absolute http(s) address; undefined for anything else. */
export function webAddress(written: string | undefined, base?: string): string | undefined {
  const text = written?.trim() ?? '';
  const url = text === '' ? null : URL.parse(text, base);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** Whether an address belongs to the site: `www.` in front makes no difference. */
export function isOfSite(address: string, home: string | undefined): boolean {
  if (home === undefined) return true;
  const hostOf = (url: string): string | undefined => URL.parse(url)?.hostname.replace(/^www\./, '');
  return hostOf(address) === hostOf(home);
}

/**
 * The paths under which an entry was found, with their parameters: those of its addresses that are of the site.
 * The home page is none.
 */
export function oldPaths(addresses: readonly (string | undefined)[], home: string | undefined): string[] {
  const paths = new Set<string>();
  for (const address of addresses) {
    const url = URL.parse(webAddress(address) ?? '');
    if (!url || !isOfSite(url.href, home)) continue;
    const path = readable(url.pathname) + url.search;
    if (path !== '/') paths.add(path);
  }
  return [...paths];
}

/** `/%E6%96%87` → `/文`, where it can be read back. */
function readable(path: string): string {
  if (path.includes('%25')) return path;
  try {
    const decoded = decodeURI(path);
    return /[\s\p{C}]/u.test(decoded) ? path : decoded;
  } catch {
    return path;
  }
}

/** The name of the page in its address: `/2020/01/hello-world.html` → `hello-world`. */
export function slugOf(address: string | undefined): string | undefined {
  const path = URL.parse(address ?? '')?.pathname ?? '';
  const [name = ''] = path.split('/').filter(Boolean).slice(-1);
  try {
    return decodeURIComponent(name).replace(/\.(?:html?|php|aspx?)$/i, '') || undefined;
  } catch {
    return name || undefined;
  }
}

/** Whether a category is a tag, by its scheme (Atom) or domain (RSS): `post_tag`, `https://blog.example/tags/x/`. */
export const isTagScheme = (scheme: string | undefined): boolean =>
  scheme !== undefined && /(?:^|\/)(?:post_tag|tags?)(?:\/|$)/i.test(scheme);

/** Drops the keys whose value is undefined. */
export function present<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
