/** What a tree of GitHub's says about articles. */

import { wholeFile, type ProblemCode } from '../../article/problem.ts';
import { isArticlePath } from '../../article/article-path.ts';
import type { TreeEntry } from '../../github/client.ts';
import { limits } from '../../limits.ts';
import { pathProblem } from '../../publish/path.ts';
import type { FileProblem } from '../tables/imports.ts';
import { unpublishable, type FoundFile, type TreeRow } from '../tables/import-steps.ts';

export interface Found {
  /** Trees in it that are still to be read. */
  trees: TreeRow[];
  /** The articles in it, but for those in `trees`; absent for a folder that only leads to the content folder. */
  articles?: {
    folder: string;
    files: FoundFile[];
    /** Whether a path is there, or lies in one of `trees`. */
    isListed: (path: string) => boolean;
  };
  problems: FileProblem[];
}

/**
 * @param content the content folder
 * @param tree in the content folder
 * @param descend whether the folders among the entries are to be read too
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
    // Links (mode 120000) hold a path, no article; submodules (type commit) lie in other repositories.
    if (type === 'blob' && mode.startsWith('100') && isArticlePath(path)) {
      // A name that is refused stands for what was published under it: it is there, and it stays.
      if (names.add(path)) files.push({ path, blob: sha, size: names.isGood(path) ? size : unpublishable });
    } else if (descend && type === 'tree' && isArticlePath(`${path}/article.md`)) {
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
  // What is too long to be an article has never been one; a path of megabytes would not go into a statement.
  const known = files.filter(({ path }) => path.length <= limits.storedPathLength);
  return { trees, articles: { folder, files: known, isListed }, problems: names.problems };
}

/** Names that are in NFC already come first: of two that become one the other is refused. */
function* inOrder(entries: readonly TreeEntry[]): Generator<TreeEntry> {
  const others: TreeEntry[] = [];
  for (const entry of entries) {
    if (entry.path.normalize('NFC') === entry.path) yield entry;
    else others.push(entry);
  }
  yield* others;
}

/** UTF-16 code units of a path that are told where it is too long to be told as a whole. */
const toldLength = 1_024;

/** The names of a tree, as far as they can be published. */
class Names {
  readonly problems: FileProblem[] = [];
  readonly #all = new Set<string>();
  readonly #bad = new Set<string>();

  /** @returns whether the name is a new one; told of otherwise */
  add(path: string): boolean {
    if (this.#all.has(path)) {
      const message = 'another file has the same name in another spelling of Unicode; remove one of the two';
      this.#tell(path, 'name', message);
      return false;
    }
    this.#all.add(path);
    const problem = pathProblem(path);
    if (problem === undefined) return true;
    this.#bad.add(path);
    this.#tell(path, 'path', problem);
    return true;
  }

  has(path: string): boolean {
    return this.#all.has(path);
  }

  isGood(path: string): boolean {
    return !this.#bad.has(path);
  }

  #tell(path: string, code: ProblemCode, message: string): void {
    const told = path.length > toldLength ? `${path.slice(0, toldLength)}…` : path;
    this.problems.push({ ...wholeFile(code, message), path: told });
  }
}

export const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
