/**
 * Which files of a content folder are published, and as what. The scan of a folder, the listings of git, the imports of
 * the webhook, and the parsers ask here alone.
 */

import { isArticlePath } from '../article/article-path.ts';
import { isAssetPath } from '../asset/types.ts';
import { isShowPath } from '../show/show-path.ts';

/** The redirects of the site. It lies in the content folder itself, where Netlify and Cloudflare Pages look for it. */
export const redirectsPath = '_redirects';

/** `article`: a source file, which may be an article. `show`: a podcast. `asset`: a picture, audio or another file, served as it is. */
export type FileKind = 'article' | 'show' | 'redirects' | 'asset';

/** By precedence. */
const kinds: readonly (readonly [FileKind, (path: string) => boolean])[] = [
  // Nothing of a static folder is parsed.
  ['show', (path) => !path.startsWith('/') && isShowPath(path) && isArticlePath(path)],
  ['article', (path) => !path.startsWith('/') && isArticlePath(path)],
  ['redirects', (path) => path === redirectsPath],
  ['asset', isAssetPath],
];

/**
 * @param path relative to the content folder, with `/`; with a slash in front: relative to the static folder
 * @returns undefined for a file that is not published
 */
export const kindOf = (path: string): FileKind | undefined => kinds.find(([, has]) => has(path))?.[0];

/** Whether the text of a file is published: the worker parses it. */
export function isSource(path: string): boolean {
  const kind = kindOf(path);
  return kind !== undefined && kind !== 'asset';
}

/** Whether a file is published as it is. */
export const isAsset = (path: string): boolean => kindOf(path) === 'asset';

/** Whether files of a folder may be published: not those of `node_modules` or `_layouts`. */
export const mayHoldFiles = (folder: string): boolean => isArticlePath(`${folder}/article.md`);
