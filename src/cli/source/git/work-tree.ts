/** Finding the repository of a content folder, without trusting the contents of the folder. */

import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isWithin } from '../within.ts';
import { git, GitError, gitSync, repositoryAt, type Repository } from './git.ts';

/** The work tree that contains the content folder. */
export interface WorkTree {
  /** Runs git in the content folder. */
  repository: Repository;
  /** Real path of the work tree. */
  top: string;
  /** Path of the index. */
  index: string;
}

const query = ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-path', 'index'];

/**
 * The folder to run git in: the parent of the content folder, since a pushed folder may be crafted to look like a repository
 * with its own configuration. Only a `.git` can't be pushed, as git refuses it in a tree: a content folder with one is a
 * clone, a work tree or a submodule made on this machine.
 */
const queryFolder = (real: string): string => (existsSync(join(real, '.git')) ? real : dirname(real));

/** Where to run git before the work tree is known. @throws the error of the system when there is no such folder */
export const repositoryAround = (folder: string): Repository =>
  repositoryAt(queryFolder(realpathSync.native(folder)));

/** Finds the work tree. @returns undefined outside a repository, and in one that is not trusted */
export async function findWorkTree(folder: string): Promise<WorkTree | undefined> {
  const real = realpathSync.native(folder);
  try {
    return trusted(real, await git(repositoryAt(queryFolder(real)), query));
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** The same, synchronously. */
export function findWorkTreeSync(folder: string): WorkTree | undefined {
  const real = realpathSync.native(folder);
  try {
    return trusted(real, gitSync(repositoryAt(queryFolder(real)), query));
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

function trusted(real: string, answer: string): WorkTree | undefined {
  const [topLine = '', gitLine = '', indexLine = ''] = answer.split('\n');
  if (!existsSync(topLine) || !existsSync(gitLine)) return undefined;
  const top = realpathSync.native(topLine);
  const gitDir = realpathSync.native(gitLine);
  if (!isWithin(top, real)) return undefined;
  const inside = isWithin(real, gitDir);
  // A `.git` file or link may point to any folder. It must not point back into the content folder.
  if (inside && !(gitDir === join(real, '.git') && lstatSync(gitDir).isDirectory())) return undefined;

  const { env } = repositoryAt(real);
  const place = queryFolder(real);
  return {
    repository: {
      cwd: real,
      env: {
        ...env,
        GIT_DIR: gitDir,
        GIT_WORK_TREE: top,
        // This `.git` may have been copied with the folder, so git must not fetch from its remotes.
        ...(place === real && { GIT_NO_LAZY_FETCH: '1' }),
      },
    },
    top,
    index: resolve(place, indexLine),
  };
}
