/** What the addresses of a body lead to: its article, other articles of the content folder, files, the web. */

import { articleUrl } from '../address.ts';
import { addressOf } from '../location.ts';
import { rootedPath } from '../content-path.ts';
import { isFileName, NamedFiles } from '../named-files.ts';
import { apart, folderOf, join } from '../relative-path.ts';
import { prefixId, resolveLink, resolveMedia, resolveSrcset } from '../url.ts';

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

/** UTF-16 code units of a tag that are looked through again. */
const nearby = 300;

export class Addresses {
  readonly links: Link[] = [];
  readonly files: NamedFiles;
  readonly #place: Place;
  readonly #base: string;
  #from = 0;
  #misses = 0;

  constructor(place: Place) {
    this.#place = place;
    this.files = new NamedFiles(place.path, place.siteUrl);
    // Links of a page that is a folder of its own begin there.
    this.#base = /(?:^|\/)index\.\w+$/i.test(place.path) ? `${place.baseUrl}/` : place.baseUrl;
  }

  /** The absolute address of a link. Undefined: there is none that may be written. */
  readonly link = (value: string): string | undefined => {
    const { siteUrl, baseUrl } = this.#place;
    const address = value.trim();
    if (address.startsWith('#')) return resolveLink(address, baseUrl);
    if (onTheWeb.test(address)) return this.#linkOnSite(resolveLink(address, this.#base));
    const { local, fragment, scheme } = apart(address);
    const list = lists.get(scheme);
    if (list !== undefined)
      return resolveLink(`${siteUrl}/${list}${local.replace(/^\/+/, '')}${list && '/'}`, siteUrl);
    const path = this.#articlePath(local, scheme);
    if (path === undefined) {
      const file = scheme !== '' || isFileName(local) ? this.#file(address) : undefined;
      return file ?? this.#linkOnSite(resolveLink(slashed(address), this.#base));
    }
    if (this.links.length < mostLinks) this.links.push({ path, at: this.#locate(local) });
    const url = articleUrl(siteUrl, addressOf(path) || 'index');
    return fragment.length > 1 ? `${url}#${prefixId(fragment.slice(1))}` : url;
  };

  /** The absolute http(s) address of a picture, a video … Undefined: there is none that may be written. */
  readonly media = (value: string): string | undefined => {
    const address = value.trim();
    const file = onTheWeb.test(address) ? undefined : this.#file(address);
    if (file !== undefined) return file;
    const url = resolveMedia(slashed(address), this.#base);
    if (url !== undefined) this.files.absolute(url, () => this.#locateFile(address));
    return url;
  };

  readonly srcset = (value: string): string => resolveSrcset(value, this.media);

  /** The article of the content folder that a link leads to, by its file. */
  #articlePath(local: string, scheme: string): string | undefined {
    if (!markdownFile.test(local)) return undefined;
    const own = this.#place.path;
    const path = local.replace(/^\/+/, '');
    const inContent = ({ path, above }: ReturnType<typeof join>) => (above ? undefined : path);
    if (scheme === '@/') return inContent(join('', rootedPath(own, path)));
    if (scheme !== '' && scheme !== 'filename') return undefined;
    if (local.startsWith('/')) return inContent(join('', scheme === '' ? path : rootedPath(own, path)));
    return inContent(join(folderOf(own), local));
  }

  #file(address: string): string | undefined {
    return this.files.relative(address, () => this.#locateFile(address));
  }

  /** Notes the file of this site that a link leads to. */
  #linkOnSite(url: string | undefined): string | undefined {
    if (url !== undefined && isFileName(url.replace(/[?#][^]*$/, '')))
      this.files.absolute(url, () => this.#locateFile(url));
    return url;
  }

  /** The attributes of a picture are not read in their order. */
  #locateFile(address: string): number {
    const { local } = apart(address.replace(/^[a-z]+:\/\//i, ''));
    this.#from = Math.max(0, this.#from - nearby);
    return this.#locate(local);
  }

  #locate(local: string): number {
    const file = local.slice(local.lastIndexOf('/') + 1);
    // Tags of templates name an article without its extension.
    for (const name of new Set([file, file.replace(markdownFile, ''), encodeURI(file.toWellFormed())])) {
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

/** Marks of generators leave, and Windows' separators become those of the web. */
const slashed = (address: string): string => {
  const { local, fragment, scheme } = apart(address);
  const isMarked = scheme !== '' || /\\|%5c/i.test(address);
  return scheme === 'other' || !isMarked ? address : encodeURI(local.toWellFormed()) + fragment;
};

/** Pelican's lists (https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content), and ours. */
const lists: ReadonlyMap<string, string> = new Map([
  ['category', 'categories/'],
  ['tag', 'tags/'],
  ['author', 'authors/'],
  ['index', ''],
]);
