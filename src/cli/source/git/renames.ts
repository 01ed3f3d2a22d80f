/** Finding files that were renamed and edited, with the rename detection of git. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { git, gitBytes, GitError, records, type Repository } from './git.ts';

/**
 * Minimum similarity of a rename. The default of git, 50 %, is too low here: a wrong match gives an article the id of another
 * one, and short articles are similar by their front matter alone.
 */
const similarity = '60%';

/** Maximum number of files on either side. Beyond it git finds only renames without edits. */
const limit = '1000';

export interface Sides {
  /** Path → blob id of deleted files. */
  deleted: ReadonlyMap<string, string>;
  /** Path → blob id of new files. */
  added: ReadonlyMap<string, string>;
  /** The absolute path of a new file, in case the object store lacks it. */
  fileOf?: ((path: string) => string) | undefined;
}

/**
 * Compares the blobs that the worker holds, as far as the object store still has them, with the new files. No commit needs
 * to be known, and nothing is written to the repository.
 * @returns new path → former path; empty if git fails
 */
export async function findRenames(repository: Repository, sides: Sides): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-'));
  try {
    const scratch = await withScratchObjects(repository, folder);
    const deleted = await existing(scratch, sides.deleted);
    if (deleted.size === 0) return new Map();
    let added = await existing(scratch, sides.added);
    if (added.size < sides.added.size && sides.fileOf) {
      await storeFiles(scratch, [...sides.added.keys()].filter((path) => !added.has(path)).map(sides.fileOf));
      added = await existing(scratch, sides.added);
    }
    const before = await treeOf(scratch, join(folder, 'before'), deleted);
    const after = await treeOf(scratch, join(folder, 'after'), added);
    const options = ['-r', '-z', `-M${similarity}`, `-l${limit}`, '--diff-filter=R', '--name-status'];
    const fields = records(await gitBytes(scratch, ['diff-tree', ...options, before, after]));
    const renames = new Map<string, string>();
    // R<similarity>, the old path, the new path
    for (let i = 0; i + 2 < fields.length; i += 3) renames.set(fields[i + 2]!, fields[i + 1]!);
    return renames;
  } catch (error) {
    if (error instanceof GitError) return new Map();
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same repository, which writes new objects to another folder. */
async function withScratchObjects({ cwd, env }: Repository, folder: string): Promise<Repository> {
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

/** The files whose blob exists. */
async function existing(
  repository: Repository,
  files: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  // The blob id is empty where the worker no longer knows it.
  const known = [...files].filter(([path, blob]) => blob !== '' && !path.includes('\n'));
  const lines = known.map(([, blob]) => `${blob}\n`).join('');
  const types = (await git(repository, ['cat-file', '--batch-check=%(objecttype)'], lines)).split('\n');
  return new Map(known.filter((_, i) => types[i] === 'blob'));
}

async function storeFiles(repository: Repository, files: readonly string[]): Promise<void> {
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
  const scratch = { cwd, env: { ...env, GIT_INDEX_FILE: index } };
  const entries = Array.from(files, ([path, blob]) => `100644 ${blob}\t${path}\0`).join('');
  await git(scratch, ['update-index', '-z', '--index-info'], entries);
  return (await git(scratch, ['write-tree'])).trim();
}
