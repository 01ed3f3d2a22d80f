/** Counting the files of the folders that are not published. */

import { join } from 'node:path';
import { draftFolderOf, hasDraftFolder } from '../../article/location.ts';
import { assetTypes, endingOf } from '../../asset/types.ts';
import { isFileLike, readFolder } from './article-files.ts';
import type { Folder, SiteFolders } from '../../publish/site-folders.ts';

export interface OtherFiles {
  /** By their endings. */
  unpublished: Map<string, number>;
  /** In folders of drafts, by these: `_drafts/`. */
  inDrafts: Map<string, number>;
}

/** The numbers of files that are not published; those with a dot in front are not counted. */
export function otherFiles({ content, statics }: SiteFolders): OtherFiles {
  const unpublished = new Map<string, number>();
  const inDrafts = new Map<string, number>();
  const count = (folder: Folder, below: string): void => {
    for (const entry of readFolder(folder.folder, below)) {
      const path = below + entry.name;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) {
        if (folder.rules.mayHold(path)) count(folder, `${path}/`);
      } else if (folder.rules.kindOf(path) === undefined && isFileLike(join(folder.folder, path))) {
        const ending = endingOf(path);
        const isDraft = assetTypes.has(ending) && hasDraftFolder(path);
        if (isDraft) add(inDrafts, draftFolderOf(path)!);
        else add(unpublished, ending === '' ? 'without an ending' : `.${ending}`);
      }
    }
  };
  for (const folder of statics ? [content, statics] : [content]) count(folder, '');
  return { unpublished, inDrafts };
}

const add = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);
