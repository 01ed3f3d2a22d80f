/** Counting the files of the folders that are not published. */

import { join } from 'node:path';
import { endingOf } from '../../asset/types.ts';
import { isFileLike, readFolder } from './article-files.ts';
import type { Folder, SiteFolders } from '../../publish/site-folders.ts';

/** The numbers of files that are not published, by their endings; those with a dot in front are not counted. */
export function otherFiles({ content, statics }: SiteFolders): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (folder: Folder, below: string): void => {
    for (const entry of readFolder(folder.folder, below)) {
      const path = below + entry.name;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) {
        if (folder.rules.mayHold(path)) count(folder, `${path}/`);
      } else if (folder.rules.kindOf(path) === undefined && isFileLike(join(folder.folder, path))) {
        const ending = endingOf(path);
        const name = ending === '' ? 'without an ending' : `.${ending}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
  };
  for (const folder of statics ? [content, statics] : [content]) count(folder, '');
  return counts;
}
