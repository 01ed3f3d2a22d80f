/** The files in a git tree that are published. */

import type { TreeEntry } from '../../github/client.ts';
import type { Folder, SiteFolders } from '../../publish/site-folders.ts';
import { isStorable } from '../tables/import-assets.ts';
import type { FileProblem } from '../tables/imports.ts';
import { unpublishable, type FoundFile, type TreeRow } from '../tables/import-steps.ts';
import { Names } from './names.ts';

/** What a tree says of one of the site's folders. Paths have the slash of a static folder in front. */
interface FoundPart {
  /** Where in the folder the tree lies. */
  folder: string;
  /** Without those in `trees`. */
  articles: FoundFile[];
  /** The files beside articles, likewise. */
  assets: FoundFile[];
  /** Whether the tree has a path, or the path lies in one of `trees`. */
  isListed: (path: string) => boolean;
}

export interface Found {
  /** Trees in it that have yet to be read. */
  trees: TreeRow[];
  /** None for a tree above the folders. */
  parts: FoundPart[];
  problems: FileProblem[];
  /** The content folder would lie here, but the commit does not have it. */
  hasNoContent?: true;
}

/** @param tree path of one that lies above all folders, whose files are none of the site's */
export const isAbove = ({ content, statics }: SiteFolders, tree: string): boolean =>
  !isWithin(tree, content.folder) && (!statics || !isWithin(tree, statics.folder));

/** @param descend whether to return the folders among the entries as `trees` */
export function foundIn(
  { content, statics }: SiteFolders,
  tree: TreeRow,
  entries: readonly TreeEntry[],
  descend = false,
): Found {
  const sorted = [...inOrder(entries)].map((entry) => ({ ...entry, full: join(tree.path, entry.path) }));
  const trees = new Map<string, TreeRow>();
  const parts: FoundPart[] = [];
  const problems: FileProblem[] = [];
  let hasNoContent = false;
  for (const folder of statics ? [content, statics] : [content]) {
    const root = folder.folder;
    const isInside = isWithin(tree.path, root);
    if (!isInside && !isWithin(root, tree.path)) continue;
    const way = isInside ? undefined : wayTo(root, tree.path, descend);
    const onWay = sorted.find(({ type, full }) => type === 'tree' && full === way);
    if (way !== undefined && !onWay && folder === content) hasNoContent = true;
    if (descend && onWay) trees.set(onWay.full, { path: onWay.full, sha: onWay.sha });
    else {
      const part = partOf(folder, tree.path, sorted, descend, trees);
      parts.push(part);
      problems.push(...part.problems);
    }
  }
  return { trees: [...trees.values()], parts, problems, ...(hasNoContent && { hasNoContent }) };
}

type Entry = TreeEntry & { full: string };

/** The files of one folder. */
function partOf(
  { folder: root, rules: { prefix, kindOf, mayHold } }: Folder,
  tree: string,
  entries: readonly Entry[],
  descend: boolean,
  trees: Map<string, TreeRow>,
): FoundPart & { problems: FileProblem[] } {
  const names = new Names();
  const found: Record<'source' | 'asset', FoundFile[]> = { source: [], asset: [] };
  const pending = new Set<string>();
  for (const { type, mode, sha, full, size = 0 } of entries) {
    if (!isWithin(full, root) || full === root) continue;
    const relative = below(root, full).normalize('NFC');
    const path = prefix + relative;
    // Symbolic links (mode 120000) hold a path, not a file; submodules (type commit) lie in other repositories.
    if (type === 'blob' && mode.startsWith('100')) {
      const kind = kindOf(relative);
      // A refused name is listed all the same, so that what was published under it stays.
      if (kind && names.add(path))
        found[kind].push({ path, blob: sha, size: names.isGood(path) ? size : unpublishable });
    } else if (descend && type === 'tree' && mayHold(relative)) {
      if (!names.add(path)) continue;
      pending.add(path);
      if (names.isGood(path)) trees.set(full, { path: full, sha });
    }
  }
  const folder = prefix + (isWithin(tree, root) ? below(root, tree).normalize('NFC') : '');
  const start = folder === '' || folder === '/' ? folder.length : folder.length + 1;
  const isPending = (path: string): boolean => {
    const end = path.indexOf('/', start);
    return end > 0 && pending.has(path.slice(0, end));
  };
  return {
    folder,
    articles: found.source.filter(isStorable),
    assets: found.asset.filter(isStorable),
    isListed: (path) => names.has(path) || isPending(path),
    problems: names.problems,
  };
}

/** The path of the folder on the way from a tree down to another folder. @param step the next one, not the last one */
function wayTo(root: string, tree: string, step: boolean): string {
  return step ? join(tree, below(tree, root).split('/')[0]!) : root;
}

/** Whether a path is a folder or lies in it. */
const isWithin = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

/** A path within a folder, relative to it. */
const below = (folder: string, path: string): string => path.slice(folder === '' ? 0 : folder.length + 1);

/** Names in NFC come first: of two names that are the same in NFC the other one is refused. */
function* inOrder(entries: readonly TreeEntry[]): Generator<TreeEntry> {
  const others: TreeEntry[] = [];
  for (const entry of entries) {
    if (entry.path.normalize('NFC') === entry.path) yield entry;
    else others.push(entry);
  }
  yield* others;
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
