/** Which repository a content folder is part of. What lies in the folder has no say in it. */

import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isWithin } from '../within.ts';
import { git, GitError, gitSync, repositoryAt, type Repository } from './git.ts';

/** A work tree, as far as it is known from outside of the content folder. */
export interface WorkTree {
  /** Runs git in the content folder. */
  repository: Repository;
  /** The folder of the work tree, its real path. */
  top: string;
  /** The file of the index. */
  index: string;
}

const query = ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-path', 'index'];

/**
 * Where git is asked: beside the content folder and not in it, since a folder that was pushed can be made to look like a
 * repository, with a configuration of its own. Only a `.git` can't be pushed (git refuses it in a tree): a content folder
 * that has one is a clone, a work tree or a submodule that somebody made on this machine.
 */
const queryFolder = (real: string): string => (existsSync(join(real, '.git')) ? real : dirname(real));

/** @returns where to ask git about a content folder, before its work tree is known @throws when there is no folder */
export const repositoryAround = (folder: string): Repository =>
  repositoryAt(queryFolder(realpathSync.native(folder)));

/** @returns nothing outside of repositories, and in those that are not to be believed */
export async function findWorkTree(folder: string): Promise<WorkTree | undefined> {
  const real = realpathSync.native(folder);
  try {
    return trusted(real, await git(repositoryAt(queryFolder(real)), query));
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** The same, while a file is read. */
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
  // A file `.git` may name any folder, and a link `.git` be one: neither may lead back into the content folder.
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
        // Such a `.git` may have been copied along with the folder: git does not fetch from where it says.
        ...(place === real && { GIT_NO_LAZY_FETCH: '1' }),
      },
    },
    top,
    index: resolve(place, indexLine),
  };
}
