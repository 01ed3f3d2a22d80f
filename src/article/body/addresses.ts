/** What the addresses of a body lead to: its article, other articles of the content folder, files, the web. */

import { articleUrl } from '../address.ts';
import { addressOf } from '../location.ts';
import { prefixId, resolveLink, resolveMedia, resolveSrcset } from '../url.ts';
import { rootedPath } from './content-path.ts';

/** A link to an article of the content folder. */
export interface Link {
  /** Of its file, relative to the content folder, with `/`. */
  path: string;
  /** Where the body names it: an offset in its source, in UTF-16 code units; near it, where the text was changed. */
  at: number;
}

export interface Place {
  /** Where the source lies, relative to the content folder, with `/`. */
  path: string;
  /** The absolute address of the article. */
  baseUrl: string;
  /** No slash at the end. */
  siteUrl: string;
  /** The body as its author wrote it, to tell where links stand. */
  source: string;
}

/** Most addresses. */
const onTheWeb = /^https?:/i;

const markdownFile = /\.(?:md|mdx|markdown|mkd|mkdn|mkdown|mdown)$/i;

/** Links that are noted of a body. */
const mostLinks = 500;

/** Names that are looked for in the source in vain: each takes a look through all of it. */
const mostMisses = 20;

export class Addresses {
  readonly links: Link[] = [];
  readonly #place: Place;
  readonly #base: string;
  #from = 0;
  #misses = 0;

  constructor(place: Place) {
    this.#place = place;
    // A page that is a folder of its own has its pictures in it.
    this.#base = /(?:^|\/)index\.\w+$/i.test(place.path) ? `${place.baseUrl}/` : place.baseUrl;
  }

  /** The absolute address of a link. Undefined: there is none that may be written. */
  readonly link = (value: string): string | undefined => {
    const { siteUrl, baseUrl } = this.#place;
    const address = value.trim();
    if (address.startsWith('#')) return resolveLink(address, baseUrl);
    if (onTheWeb.test(address)) return resolveLink(address, this.#base);
    const { local, fragment, scheme } = apart(address);
    const list = lists.get(scheme);
    if (list !== undefined)
      return resolveLink(`${siteUrl}/${list}${local.replace(/^\/+/, '')}${list && '/'}`, siteUrl);
    const path = this.#articlePath(local, scheme);
    if (path === undefined) return resolveLink(this.#file(address), this.#base);
    if (this.links.length < mostLinks) this.links.push({ path, at: this.#locate(local) });
    const url = articleUrl(siteUrl, addressOf(path) || 'index');
    return fragment.length > 1 ? `${url}#${prefixId(fragment.slice(1))}` : url;
  };

  /** The absolute http(s) address of a picture, a video … Undefined: there is none that may be written. */
  readonly media = (value: string): string | undefined =>
    resolveMedia(onTheWeb.test(value) ? value : this.#file(value.trim()), this.#base);

  readonly srcset = (value: string): string => resolveSrcset(value, this.#base);

  /** The file that a link leads to, if it is an article of the content folder. */
  #articlePath(local: string, scheme: string): string | undefined {
    if (!markdownFile.test(local)) return undefined;
    const own = this.#place.path;
    const path = local.replace(/^\/+/, '');
    if (scheme === '@/') return joined('', rootedPath(own, path));
    if (scheme !== '' && scheme !== 'filename') return undefined;
    if (local.startsWith('/')) return joined('', scheme === '' ? path : rootedPath(own, path));
    return joined(own.slice(0, own.lastIndexOf('/') + 1), local);
  }

  /** A file beside articles: Pelican's marks leave, and Windows' separators become those of the web. */
  #file(address: string): string {
    const { scheme, local, fragment } = apart(address);
    if (scheme === 'other') return address;
    const { pathname } = new URL(this.#place.siteUrl);
    const root =
      scheme !== '' && scheme !== 'attach' && local.startsWith('/') ? pathname.replace(/\/$/, '') : '';
    return scheme === '' && !/\\|%5c/i.test(address) ? address : root + encodeURI(local) + fragment;
  }

  #locate(local: string): number {
    const file = local.slice(local.lastIndexOf('/') + 1);
    // Tags of templates name an article without its extension.
    for (const name of [file, file.replace(markdownFile, '')]) {
      if (this.#misses >= mostMisses) break;
      const at = this.#place.source.indexOf(name, this.#from);
      if (at === -1) {
        this.#misses++;
        continue;
      }
      this.#from = at + 1;
      return at;
    }
    return Math.max(0, this.#from - 1);
  }
}

/** Pelican's lists (https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content), and ours. */
const lists: ReadonlyMap<string, string> = new Map([
  ['category', 'categories/'],
  ['tag', 'tags/'],
  ['author', 'authors/'],
  ['index', ''],
]);

interface Apart {
  /** Decoded, with `/`. */
  local: string;
  /** `?…` and `#…`, as they stand. */
  fragment: string;
  /** Pelican's mark, Zola's `@/`, `other` for the web; empty: none. */
  scheme: string;
}

function apart(address: string): Apart {
  const end = address.search(/[?#]/);
  const fragment = end === -1 ? '' : address.slice(end);
  const path = decoded(end === -1 ? address : address.slice(0, end)).replaceAll('\\', '/');
  const mark =
    /^(?:\{(filename|static|attach|category|tag|author|index)\}|\|(filename|static|attach|category|tag|author|index)\|)/i.exec(
      path,
    );
  const scheme = (mark?.[1] ?? mark?.[2])?.toLowerCase();
  if (mark && scheme) return { local: path.slice(mark[0].length), fragment, scheme };
  if (path.startsWith('@/')) return { local: path.slice(2), fragment, scheme: '@/' };
  return { local: path, fragment, scheme: /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path) ? 'other' : '' };
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path from a folder; undefined where it leads out of the content folder. */
function joined(folder: string, path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of (folder + path).split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}
