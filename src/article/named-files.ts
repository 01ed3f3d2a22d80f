/**
 * The files that an article names: pictures, audio, video and documents of the content folder. A file of the folder
 * answers below `/files/`, at its path; one of a static folder at the root of the site.
 */

import { encodePath, fileUrl } from './address.ts';
import { extension } from './article-path.ts';
import { rootedPath } from './content-path.ts';
import { typeByEnding } from './media-type.ts';
import { apart, decoded, folderOf, join } from './relative-path.ts';
import { normalised } from './text.ts';

/** A file that an article names; it may not exist. */
export interface NamedFile {
  /** Relative to the content folder, NFC; with a slash in front: from the root of the site (`/images/a.png`). */
  path: string;
  /** Where the source names it: an offset, in UTF-16 code units; near it, where the text was changed. */
  at: number;
  /** Obsidian looks for the name in all folders, so that `path` is a guess. */
  byName?: true;
}

/** Files that are noted of a body, and of a front matter. */
const mostFiles = 500;

/** Addresses of documents (http/routes.ts), which no file has. */
const documents =
  /^\/(?:articles|thumbnails|categories|tags|authors|archive|search|sitemaps|api|hooks)(?:\/|$)|^\/(?:(?:rss|atom|sitemap)\.xml|(?:feed|status)\.json|feeds\.opml|robots\.txt|favicon\.ico)$/;

/** Types of pages and feeds; a note may be called `node.js`, and `example.com` lacks its scheme. */
const pageTypes = /^(?:text\/(?:html|javascript)|application\/(?:xhtml|rss|atom|x-httpd-php|x-msdownload))/;

/** Endings that files have, though no type is known for them. */
const otherEndings = /\.(?:tgz|tbz2?|zst|lz4|py|go|rb|swift|kt|diff|patch|canvas|excalidraw|bib)$/i;

/** Whether a name has the ending of a file that no article and no page of the web has. */
export function isFileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!/[^.]\.\w{1,10}$/.test(name) || extension.test(name)) return false;
  const type = typeByEnding(`file:///a${name.slice(name.lastIndexOf('.'))}`);
  return type === undefined ? otherEndings.test(name) : !pageTypes.test(type);
}

/**
 * Where generators look for a file that an article names, the likeliest first; as `NamedFile.path`. Which of them there
 * is only those know who know all files.
 *
 * Relative paths begin at the folder of the source. Hexo begins at a folder of the article's own name
 * (https://hexo.io/docs/asset-folders), themes at the root of the site, Obsidian and Hugo at that of the content.
 * @param own the path of the source
 * @param statics folders whose files are at the root of the site (`static`); authors may name them by the way there
 */
export function placesOf(own: string, path: string, statics: readonly string[] = []): string[] {
  const atRoot = statics
    .filter((folder) => path.startsWith(`${folder}/`, path.startsWith('/') ? 1 : 0))
    .map((folder) => path.replace(/^\//, '').slice(folder.length));
  const folder = folderOf(own);
  if (path.startsWith('/') || !path.startsWith(folder)) return [path, ...atRoot];
  const assets = own.replace(extension, '/');
  const rest = path.startsWith(assets) ? path.slice(assets.length) : path.slice(folder.length);
  return [...new Set([path, ...atRoot, `${folder}${rest}`, `${assets}${rest}`, `/${rest}`, rest])];
}

/** The address of a file. @param path as `NamedFile.path` */
export const urlOfPlace = (siteUrl: string, path: string): string =>
  path.startsWith('/') ? siteUrl + encodePath(path) : fileUrl(siteUrl, path);

/** The path of a file, as `NamedFile.path`, by its address. Undefined: it is not at this site, or a document. */
export function placeOfUrl(siteUrl: string, url: string): string | undefined {
  if (!url.startsWith(`${siteUrl}/`)) return undefined;
  const path = normalised(decoded(url.slice(siteUrl.length).replace(/[?#][^]*$/, '')));
  if (path.startsWith('/files/')) return path.slice('/files/'.length) || undefined;
  return path.endsWith('/') || documents.test(path) ? undefined : path;
}

/** Marks of paths that begin at the root of the content: Pelican's, Zola's, Obsidian's. */
const fromContent: ReadonlySet<string> = new Set(['', 'static', 'attach', '@/', 'embed']);

export class NamedFiles {
  readonly #own: string;
  readonly #siteUrl: string;
  readonly #found = new Map<string, NamedFile>();

  /** @param own the path of the source @param siteUrl no slash at the end */
  constructor(own: string, siteUrl: string) {
    this.#own = own;
    this.#siteUrl = siteUrl;
  }

  /** In the order in which the source names them. */
  get found(): NamedFile[] {
    return [...this.#found.values()];
  }

  /**
   * The address of a file that is named by its path, which may be percent-encoded.
   * @param place gives an offset for `found`; it is asked once a file
   * @returns undefined if the address names no file in this way: it is on the web, begins with a slash, is a folder
   */
  relative(address: string, place: () => number): string | undefined {
    const { local, fragment, scheme } = apart(address);
    if (!fromContent.has(scheme) || /(?:^|\/)\.{0,2}$/.test(local)) return undefined;
    const isRooted = scheme === '@/' || local.startsWith('/');
    if (isRooted && scheme === '') return undefined;
    const root = scheme === 'embed' ? '' : rootedPath(this.#own, '');
    const { path, above } = join(isRooted ? root : folderOf(this.#own), local);
    const named = (above ? '/' : '') + normalised(path);
    this.#note(named, place, scheme === 'embed');
    return URL.parse(urlOfPlace(this.#siteUrl, named) + fragment)?.href;
  }

  /** Notes a file that is named by an address of this site: `/images/a.png`. @param url absolute */
  absolute(url: string, place: () => number): void {
    const path = placeOfUrl(this.#siteUrl, url);
    if (path !== undefined) this.#note(path, place, false);
  }

  #note(path: string, place: () => number, byName: boolean): void {
    if (this.#found.has(path) || this.#found.size >= mostFiles) return;
    this.#found.set(path, { path, at: place(), ...(byName && { byName }) });
  }
}
