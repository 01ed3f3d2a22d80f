/** The articles in a git tree. */

import { wholeFile, type ProblemCode } from '../../article/problem.ts';
import type { TreeEntry } from '../../github/client.ts';
import { limits } from '../../limits.ts';
import { isSource, mayHoldFiles } from '../../publish/file-kind.ts';
import { pathProblem } from '../../publish/path.ts';
import type { FileProblem } from '../tables/imports.ts';
import { unpublishable, type FoundFile, type TreeRow } from '../tables/import-steps.ts';

export interface Found {
  /** Trees in it that have yet to be read. */
  trees: TreeRow[];
  /** The articles in it, without those in `trees`; absent for a folder above the content folder. */
  articles?: {
    folder: string;
    files: FoundFile[];
    /** Whether the tree has a path, or the path lies in one of `trees`. */
    isListed: (path: string) => boolean;
  };
  problems: FileProblem[];
}

/**
 * @param content the content folder
 * @param tree in the content folder
 * @param descend whether to return the folders among the entries as `trees`
 */
export function foundIn(
  content: string,
  { path: tree }: TreeRow,
  entries: readonly TreeEntry[],
  descend = false,
): Found {
  const toContent = (path: string): string => path.slice(content === '' ? 0 : content.length + 1);
  const folder = toContent(tree).normalize('NFC');
  const names = new Names();
  const files: FoundFile[] = [];
  const trees: TreeRow[] = [];
  const pending = new Set<string>();
  for (const { type, mode, path: name, sha, size = 0 } of inOrder(entries)) {
    const path = toContent(join(tree, name)).normalize('NFC');
    // Symbolic links (mode 120000) hold a path, not an article; submodules (type commit) lie in other repositories.
    if (type === 'blob' && mode.startsWith('100') && isSource(path)) {
      // A refused name is listed all the same, so that what was published under it stays.
      if (names.add(path)) files.push({ path, blob: sha, size: names.isGood(path) ? size : unpublishable });
    } else if (descend && type === 'tree' && mayHoldFiles(path)) {
      if (!names.add(path)) continue;
      pending.add(path);
      if (names.isGood(path)) trees.push({ path: join(tree, name), sha });
    }
  }
  const below = folder === '' ? 0 : folder.length + 1;
  const isPending = (path: string): boolean => {
    const end = path.indexOf('/', below);
    return end > 0 && pending.has(path.slice(0, end));
  };
  const isListed = (path: string): boolean => names.has(path) || isPending(path);
  // A longer path cannot have been published, and one of megabytes would not fit into a statement.
  const known = files.filter(({ path }) => path.length <= limits.storedPathLength);
  return { trees, articles: { folder, files: known, isListed }, problems: names.problems };
}

/** Names in NFC come first: of two names that are the same in NFC the other one is refused. */
function* inOrder(entries: readonly TreeEntry[]): Generator<TreeEntry> {
  const others: TreeEntry[] = [];
  for (const entry of entries) {
    if (entry.path.normalize('NFC') === entry.path) yield entry;
    else others.push(entry);
  }
  yield* others;
}

/** GitHub writes U+FFFD for the bytes of a name that are not UTF-8, so several names may become one. */
const encodingProblem = (path: string): string | undefined =>
  path.includes('\uFFFD') ? 'the name of the file or its folder is not UTF-8; rename it' : undefined;

/** UTF-16 code units of a path in a problem. */
const shownLength = 1_024;

/** The names of a tree, with the problems of those that cannot be published. */
class Names {
  readonly problems: FileProblem[] = [];
  readonly #all = new Set<string>();
  readonly #bad = new Set<string>();

  /** @returns whether the name is new; otherwise it is a problem */
  add(path: string): boolean {
    if (this.#all.has(path)) {
      const message = 'another file has the same name in another spelling of Unicode; remove one of the two';
      this.#report(path, 'name', message);
      return false;
    }
    this.#all.add(path);
    const problem = encodingProblem(path) ?? pathProblem(path);
    if (problem === undefined) return true;
    this.#bad.add(path);
    this.#report(path, 'path', problem);
    return true;
  }

  has(path: string): boolean {
    return this.#all.has(path);
  }

  isGood(path: string): boolean {
    return !this.#bad.has(path);
  }

  #report(path: string, code: ProblemCode, message: string): void {
    const shown = path.length > shownLength ? `${path.slice(0, shownLength)}…` : path;
    this.problems.push({ ...wholeFile(code, message), path: shown });
  }
}

export const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
