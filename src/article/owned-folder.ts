/**
 * Which article the files of a folder belong to: that of a bundle (`trip/index.md`, https://gohugo.io/content-management/page-bundles),
 * or one beside its asset folder (`trip.md` and `trip/`, https://hexo.io/docs/asset-folders). Paths are relative to the
 * content folder. The content folder itself belongs to no article.
 */

import { extension, extensions } from './article-path.ts';
import { splitLanguage } from './language-name.ts';

const index = 'index';

/** The folder whose files belong to an article. @param path of the source */
export function ownedFolder(path: string): string {
  const place = path.replace(extension, '');
  const slash = place.lastIndexOf('/');
  const [name] = splitLanguage(place.slice(slash + 1));
  return slash > 0 && name.toLowerCase() === index ? place.slice(0, slash) : place;
}

/** Where the sources are that may own a folder: below these beginnings, with a language and an extension, or at these paths. */
export function ownersOf(folder: string): { beginnings: string[]; paths: string[] } {
  const names = [index, 'Index', index.toUpperCase()];
  return {
    beginnings: names.map((name) => `${folder}/${name}.`),
    paths: [...extensions, ...extensions.map((ending) => ending.toUpperCase())].map(
      (ending) => `${folder}.${ending}`,
    ),
  };
}

/** The folders above a path, the nearest first, without the content folder. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    folders.push(path.slice(0, end));
  return folders;
}

/**
 * Whether articles own the files of a folder, and whether readers see one of them. Articles below the folder count, too,
 * since a section has an index as a bundle has. `held`: readers see neither an owner nor an article below.
 */
export type Ownership = 'none' | 'public' | 'held';

/** Articles below a folder that are looked at: one with more is a section, whose files are not held back. */
export const mostBelow = 100;
