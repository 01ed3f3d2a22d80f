/** Paths of folders in a blog, with `/`. */

import { posix } from 'node:path';

/**
 * A folder as a configuration names it, relative to that of the blog.
 * @returns `.` for the folder of the blog; undefined for one outside it
 */
export function inside(path: string): string | undefined {
  const clean = posix.normalize(path.replaceAll('\\', '/')).replace(/\/+$/, '') || '.';
  return clean === '..' || clean.startsWith('../') || clean.startsWith('/') || /^[a-z]:/i.test(clean)
    ? undefined
    : clean;
}

/** The longest folder that has all of these. @returns `.` if they share none */
export function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split('/'));
  const shared: string[] = [];
  for (const [i, name] of first.entries()) {
    if (others.some((segments) => segments[i] !== name)) break;
    shared.push(name);
  }
  return shared.join('/') || '.';
}
