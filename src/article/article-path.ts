/** Which files of a content folder are articles. Apart from the rest: who looks through a folder needs only this. */

/** The files that are looked at. */
export const extension: RegExp = /\.(?:md|mkd|mkdn|mdown|mdwn|mkdown|markdown|mdx|html?)$/i;

/** Folders that hold no articles: templates and data of Jekyll, Eleventy and Hexo, packages of npm. */
const ignoredFolders = new Set(['node_modules', 'scaffolds', '_layouts', '_includes', '_data']);

/**
 * Whether a file of a content folder is looked at.
 * @param path relative to the content folder, with `/`
 */
export function isArticlePath(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  if (!extension.test(name) || name.startsWith('.') || name.startsWith('_index.')) return false;
  return segments.every((folder) => !folder.startsWith('.') && !ignoredFolders.has(folder));
}
