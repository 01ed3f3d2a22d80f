/**
 * Which files of a content folder are published, and as what. The scan of a folder, the listings of git, the imports of
 * the webhook, and the parsers ask here alone.
 */

import { isArticlePath } from '../article/article-path.ts';

/** The redirects of the site. It lies in the content folder itself, where Netlify and Cloudflare Pages look for it. */
export const redirectsPath = '_redirects';

/** `article`: a source file, which may be an article. */
export type FileKind = 'article' | 'redirects';

/** By precedence. */
const kinds: readonly (readonly [FileKind, (path: string) => boolean])[] = [
  ['article', isArticlePath],
  ['redirects', (path) => path === redirectsPath],
];

/** @param path relative to the content folder, with `/` @returns undefined for a file that is not published */
export const kindOf = (path: string): FileKind | undefined => kinds.find(([, has]) => has(path))?.[0];

export const isPublished = (path: string): boolean => kindOf(path) !== undefined;

/** Whether files of a folder may be published: not those of `node_modules` or `_layouts`. */
export const mayHoldFiles = (folder: string): boolean => isArticlePath(`${folder}/article.md`);
