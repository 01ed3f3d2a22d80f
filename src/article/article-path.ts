/** Which files of a content folder may be articles. A scan of a folder needs only this file, and not the parser. */

/** Extensions of source files, in lower case. */
export const extensions: readonly string[] = 'md mkd mkdn mdown mdwn mkdown markdown mdx htm html'.split(' ');

/** The extension of a source file, in any case. */
export const extension: RegExp = new RegExp(`\\.(?:${extensions.join('|')})$`, 'i');

/** Folders without articles: templates and data of Jekyll, Eleventy and Hexo, packages of npm. */
const ignoredFolders = new Set(['node_modules', 'scaffolds', '_layouts', '_includes', '_data', 'archetypes']);

/**
 * Whether a file of a content folder is a source file.
 * @param path relative to the content folder, with `/`
 */
export function isArticlePath(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  if (!extension.test(name) || name.startsWith('.') || name.startsWith('_index.')) return false;
  return segments.every((folder) => !folder.startsWith('.') && !ignoredFolders.has(folder));
}

/** Whether a file is in a folder of templates, data or packages. */
export const hasIgnoredFolder = (path: string): boolean =>
  path.split('/').some((folder, i, all) => i < all.length - 1 && ignoredFolders.has(folder));
