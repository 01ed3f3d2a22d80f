/** Finding files that were renamed and edited at once, by git's own measure of likeness. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { git, gitBytes, GitError, records, type Repository } from './git.ts';

/**
 * From here on two files are one that was edited. git's own 50 % is a guess for people to look at; here an article
 * that is taken for another one keeps its id, and front matter alone makes short articles alike.
 */
const likeness = '60%';

/** Comparing everything with everything ends at so many files on either side: git then looks for equal ones only. */
const limit = '1000';

export interface Sides {
  /** Path → blob id, of files that are gone. */
  went: ReadonlyMap<string, string>;
  /** Path → blob id, of files that are new. */
  came: ReadonlyMap<string, string>;
  /** Where a new file lies, absolute, should the object store not have it. */
  fileOf?: ((path: string) => string) | undefined;
}

/**
 * What is compared are the very blobs that the worker holds, as far as the object store still has them; no commit
 * needs to be known, and nothing is written into the repository.
 * @returns new path → the path it had before; empty where git is of no help
 */
export async function findRenames(repository: Repository, sides: Sides): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-'));
  try {
    const aside = await borrow(repository, folder);
    const went = await present(aside, sides.went);
    if (went.size === 0) return new Map();
    let came = await present(aside, sides.came);
    if (came.size < sides.came.size && sides.fileOf) {
      await store(aside, [...sides.came.keys()].filter((path) => !came.has(path)).map(sides.fileOf));
      came = await present(aside, sides.came);
    }
    const before = await treeOf(aside, join(folder, 'before'), went);
    const after = await treeOf(aside, join(folder, 'after'), came);
    const options = ['-r', '-z', `-M${likeness}`, `-l${limit}`, '--diff-filter=R', '--name-status'];
    const fields = records(await gitBytes(aside, ['diff-tree', ...options, before, after]));
    const renames = new Map<string, string>();
    // R<likeness>, the old path, the new path
    for (let i = 0; i + 2 < fields.length; i += 3) renames.set(fields[i + 2]!, fields[i + 1]!);
    return renames;
  } catch (error) {
    if (error instanceof GitError) return new Map();
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The repository, with everything that is written going to another folder. */
async function borrow({ cwd, env }: Repository, folder: string): Promise<Repository> {
  const path = (await git({ cwd, env }, ['rev-parse', '--git-path', 'objects'])).trimEnd();
  const objects = join(folder, 'objects');
  mkdirSync(objects);
  const own = env['GIT_ALTERNATE_OBJECT_DIRECTORIES'];
  const alternates = [resolve(cwd, path), ...(own ? [own] : [])].join(':');
  return {
    cwd,
    env: { ...env, GIT_OBJECT_DIRECTORY: objects, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates },
  };
}

/** Those of the files whose blob is there. */
async function present(
  repository: Repository,
  files: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  // The worker does not know any more what some files held.
  const known = [...files].filter(([path, blob]) => blob !== '' && !path.includes('\n'));
  const lines = known.map(([, blob]) => `${blob}\n`).join('');
  const types = (await git(repository, ['cat-file', '--batch-check=%(objecttype)'], lines)).split('\n');
  return new Map(known.filter((_, i) => types[i] === 'blob'));
}

async function store(repository: Repository, files: readonly string[]): Promise<void> {
  const lines = files
    .filter((file) => !file.includes('\n'))
    .map((file) => `${file}\n`)
    .join('');
  await git(repository, ['hash-object', '-w', '--no-filters', '--stdin-paths'], lines);
}

async function treeOf(
  { cwd, env }: Repository,
  index: string,
  files: ReadonlyMap<string, string>,
): Promise<string> {
  const aside = { cwd, env: { ...env, GIT_INDEX_FILE: index } };
  const entries = Array.from(files, ([path, blob]) => `100644 ${blob}\t${path}\0`).join('');
  await git(aside, ['update-index', '-z', '--index-info'], entries);
  return (await git(aside, ['write-tree'])).trim();
}
