/** The files that articles name, like `![](a.png)`: whether the folders have them. */

import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { draftFolderOf, hasDraftFolder } from '../../article/location.ts';
import { placesOf, type NamedFile } from '../../article/named-files.ts';
import { ProblemList } from '../../article/problem-list.ts';
import type { Problem } from '../../article/problem.ts';
import type { FileResult } from '../../publish/protocol.ts';
import { isShowPath } from '../../show/show-path.ts';
import { encodeName } from './file-name.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';

/** A file that an article names, and where. */
type Named = Pick<NamedFile, 'path' | 'byName'> & Pick<Problem, 'line' | 'column'>;

export class FolderFiles {
  readonly #articles: { path: string; named: Named[] }[] = [];

  /** Adds the files that an article names. The source is not kept: it is read for their lines only. */
  add(path: string, source: string, files: readonly NamedFile[] = []): void {
    if (files.length === 0) return;
    const list = new ProblemList(source);
    for (const { at } of files) list.add('warning', 'file', at, '');
    const places = list.problems;
    const named = files.slice(0, places.length).map(({ path, byName }, i): Named => {
      const { line, column } = places[i]!;
      return { path, line, column, ...(byName && { byName }) };
    });
    this.#articles.push({ path, named });
  }

  /**
   * Warnings about files that there are not.
   * @param published the paths of all files that are published as they are
   */
  missing(published: ReadonlySet<string>, folders: SiteFolders): FileResult[] {
    const names = new Set(Array.from(published, (path) => basename(path)));
    const statics = folders.statics ? [basename(folders.statics.folder)] : [];
    return this.#articles.flatMap(({ path: own, named }): FileResult[] => {
      const problems = named.flatMap((file): Problem[] => {
        const { path, byName, line, column } = file;
        if (byName && names.has(basename(path))) return [];
        // A static folder may have a folder of the name of ours (`/files/a.pdf`).
        const places = [...placesOf(own, path, statics), `/files/${path}`];
        if (places.some((place) => published.has(place))) return [];
        const message = `the ${isShowPath(own) ? 'show' : 'article'} names ${path}, ${whyNot(places, folders)}`;
        return [{ severity: 'warning', code: 'file', line, column, message }];
      });
      return problems.length > 0 ? [{ path: own, status: 'article', problems }] : [];
    });
  }
}

function whyNot(places: readonly string[], { content, statics }: SiteFolders): string {
  const isThere = places.some((place) => {
    const folder = place.startsWith('/') ? statics?.folder : content.folder;
    return folder !== undefined && existsSync(encodeName(join(folder, place)));
  });
  const draft = places.find((place) => hasDraftFolder(place) && !place.startsWith('/'));
  if (isThere && draft !== undefined)
    return `which is not published: it lies in ${draftFolderOf(draft)}, a folder of drafts; move it out of there`;
  if (isThere) return 'which is not published: its type is not one of docs/files.md, or IGNORE leaves it out';
  const [place = ''] = places;
  if (place.startsWith('/')) {
    const outside = fileAbove(content.folder, place);
    const to = statics ? join(statics.folder, place) : `a folder that STATIC names, as ${place}`;
    if (outside !== undefined)
      return `which lies at ${outside}, outside of the folders that are published; copy it to ${to}`;
  }
  const where = place.startsWith('/') ? 'static folder' : 'content folder';
  return `which is no file of the ${where}; correct the path, or add the file`;
}

/** Folders above the content folder that are looked in: Astro's articles name `../../assets/a.png`, in `src/content/blog`. */
const mostAbove = 4;

/** A file that an article names by a path that leads out of the content folder. @param path with a slash in front */
function fileAbove(folder: string, path: string): string | undefined {
  let above = resolve(folder);
  for (let i = 0; i < mostAbove; i++) {
    above = dirname(above);
    const file = join(above, path);
    if (existsSync(encodeName(file))) return relative('', file);
  }
  return undefined;
}
