/** Where a generator's own root is, in the content folder. */

/**
 * A path that a generator counts from its root (Jekyll's site, Hugo's, Zola's and Pelican's `content`) → the path from
 * the content folder, which may be that root, a folder above it, or Jekyll's `_posts` alone.
 * @param own of the file that names the other
 */
export function rootedPath(own: string, path: string): string {
  const posts = /^(?:(.*?)\/)?_(?:posts|drafts)\//.exec(own);
  if (posts) return (posts[1] === undefined ? '' : `${posts[1]}/`) + path;
  if (path.startsWith('_posts/')) return path.slice('_posts/'.length);
  const content = /^(?:.*?\/)?content\//.exec(own);
  return (content?.[0] ?? '') + path;
}
