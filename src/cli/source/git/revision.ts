/** The files of a commit, read from the object store without a work tree. */

import { posix } from 'node:path';
import { maxSourceBytes } from '../../../article/source.ts';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { nameOf } from '../file-name.ts';
import { fileProblem } from '../file-problem.ts';
import { decode } from '../source-file.ts';
import { FileMap } from '../files.ts';
import { committedFolders, type FileSettings, type SiteFolders } from '../../../publish/site-folders.ts';
import { sourcesOnly, type FileRules, type Kind } from '../../../publish/file-rules.ts';
import { CommittedFiles } from './committed-file.ts';
import type { Source } from '../source.ts';
import { withSafeFetch, git, gitBytes, GitError, records, namedRepository, type Repository } from './git.ts';
import { Objects } from './objects.ts';

export interface Revision {
  /** Any name of a commit, such as `HEAD`, `v1.2` or `3f2a…` (gitrevisions(7)). */
  ref: string;
  /** Folder of the articles, relative to the root of the repository. */
  content: string;
  /** Static folder, likewise; absent: that of the settings, if the commit has it. */
  static?: string;
  /** Absent: of the content folder, the files whose text is published, and no others. */
  settings?: FileSettings;
  /** Default: the repository of the current folder. */
  gitDir?: string;
}

/** Lists the files of a commit. @throws CliError when there is no such commit or folder */
export async function readRevision(revision: Revision): Promise<Source> {
  const { ref, gitDir, settings } = revision;
  const { repository, commit } = await commitOf(namedRepository(gitDir), ref);
  const folders = foldersOf(revision);
  const time = await timeOf(repository, commit);
  const objects = new Objects(repository);
  const committed = new CommittedFiles(repository);
  const files = new FileMap();
  const assets = new FileMap();
  const source: Source = {
    files,
    assets,
    openAsset: async (path) => committed.open(path, assets.get(path) ?? ''),
    ...(settings && { maxAssetBytes: settings.maxBytes }),
    ...(folders.statics && { statics: folders.statics.folder }),
    unreadable: [],
    repository,
    push: { commit, time },
    ancestors: async () => ancestorsOf(repository, commit),
    async read(path) {
      try {
        const { bytes, size } = await objects.read(files.get(path)!, maxSourceBytes + 1);
        return decode(path, bytes, size);
      } catch (error) {
        throw toCliError(
          error,
          `Can't read ${path} from the repository`,
          'Check it with `git fsck`; in a partial clone, fetch its contents first, for example with `git fetch --refetch --no-filter`.',
        );
      }
    },
    close() {
      objects.close();
      committed.close();
    },
  };
  const sets: Record<Kind, FileMap> = { source: files, asset: assets };
  const isTaken = (path: string): boolean => files.has(path) || assets.has(path);
  for (const { folder, rules } of [folders.content, ...(folders.statics ? [folders.statics] : [])]) {
    const isOptional = rules.prefix === '/' && revision.static === undefined;
    const tree = `${commit}:${folder}`;
    const list =
      isOptional && !(await isTree(repository, tree)) ? [] : await entries(repository, tree, folder, rules);
    for (const { mode, blob, path: spelled, kind } of list) {
      const name = nameOf(spelled, (path) => isTaken(rules.prefix + path));
      const path = rules.prefix + name.path;
      if (name.status === 'error') {
        source.unreadable.push({ ...name.problem, path });
        continue;
      }
      const target: LinkTarget =
        mode === '120000' ? await linkTarget(repository, `${tree}/${spelled}`) : { status: 'file', blob };
      if (target.status === 'file') sets[kind].set(path, target.blob);
      else if (target.status === 'outside') source.unreadable.push(fileProblem(path, 'link', outside));
    }
  }
  return source;
}

function foldersOf({ content, static: named, settings }: Revision): SiteFolders {
  const folder = folderIn(content, '--content');
  if (!settings) return { content: { folder, rules: sourcesOnly } };
  return committedFolders({ content: folder, static: named && folderIn(named, '--static') }, settings);
}

async function isTree(repository: Repository, name: string): Promise<boolean> {
  return (await git(repository, ['cat-file', '--batch-check=%(objecttype)'], `${name}\n`)).startsWith('tree');
}

async function commitOf(named: Repository, ref: string): Promise<{ repository: Repository; commit: string }> {
  try {
    const repository = await withSafeFetch(named);
    const args = ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`];
    return { repository, commit: (await git(repository, args)).trim() };
  } catch (error) {
    if (error instanceof GitError && error.message.includes('safe.bareRepository')) {
      const message = `This folder is a bare repository. Add --git-dir ${named.cwd} to publish from it.`;
      throw new CliError(exitCodes.usage, message, { cause: error });
    }
    if (error instanceof GitError && error.message.includes('not a git repository')) {
      const message = `${named.env['GIT_DIR'] ?? named.cwd} is not in a git repository, which --ref requires. Name one with --git-dir.`;
      throw new CliError(exitCodes.usage, message, { cause: error });
    }
    throw toCliError(error, `--ref ${ref}: no such commit`, 'Name a branch, a tag or a commit.');
  }
}

/** The last moment of a four-digit year, ms. git allows any number. */
const endOf9999 = Date.UTC(10_000, 0) - 1;

/**
 * The committer time of a commit, ms. It is read from the raw object, since `git show` and `git log` may run the program
 * that the repository configures for checking signatures.
 */
async function timeOf(repository: Repository, commit: string): Promise<number> {
  const [header = ''] = (await git(repository, ['cat-file', 'commit', commit])).split('\n\n', 1);
  // `committer <name> <<address>> <seconds> <zone>` (git-commit-tree(1))
  const seconds = Number(/^committer .*> (\d+) [-+]\d+$/m.exec(header)?.[1] ?? 0);
  return Math.min(seconds * 1000, endOf9999);
}

/** The path of a folder within a tree; empty for the root. */
function folderIn(content: string, option: string): string {
  const folder = posix.normalize(content).replace(/\/$/, '');
  if (!folder.startsWith('/') && !folder.startsWith('..')) return folder === '.' ? '' : folder;
  throw new CliError(
    exitCodes.usage,
    `${option} ${content}: with --ref, this is a folder of the commit. Write it relative to the root of the repository.`,
  );
}

interface Entry {
  mode: string;
  blob: string;
  path: string;
  kind: Kind;
}

/** The files to publish of a tree, without those of submodules, which are other repositories. */
async function entries(
  repository: Repository,
  tree: string,
  folder: string,
  { kindOf }: FileRules,
): Promise<Entry[]> {
  let output: Buffer;
  try {
    output = await gitBytes(repository, ['ls-tree', '-r', '-z', '--full-tree', tree]);
  } catch (error) {
    const remedy = 'Set --content to the folder of your articles, as a path from the root of the repository.';
    throw toCliError(error, `Commit ${tree.slice(0, 12)} has no folder ${folder}`, remedy);
  }
  const found: Entry[] = [];
  for (const record of records(output)) {
    // `<mode> <type> <id>\t<path>`
    const tab = record.indexOf('\t');
    const [mode = '', type, blob = ''] = record.slice(0, tab).split(' ');
    const path = record.slice(tab + 1);
    const kind = type === 'blob' ? kindOf(path) : undefined;
    if (kind) found.push({ mode, blob, path, kind });
  }
  if (found[0] && found[0].blob.length !== 40) {
    const message = 'This repository uses SHA-256, and --ref supports only SHA-1. Publish without --ref.';
    throw new CliError(exitCodes.usage, message);
  }
  return found;
}

const outside =
  'the link points to a file outside the repository; replace it with a copy of the file, or remove it';

/** What a link points to within its commit; `none` for folders and broken links. */
type LinkTarget = { status: 'file'; blob: string } | { status: 'outside' } | { status: 'none' };

async function linkTarget(repository: Repository, link: string): Promise<LinkTarget> {
  const output = await git(repository, ['cat-file', '--batch-check', '--follow-symlinks'], `${link}\n`);
  // `symlink <length>` and a path that is absolute or begins with `..` (git-cat-file(1))
  if (output.startsWith('symlink ')) return { status: 'outside' };
  const blob = /^([0-9a-f]{40}) blob \d+\n$/.exec(output)?.[1];
  return blob === undefined ? { status: 'none' } : { status: 'file', blob };
}

/** Adds what git said to a message. Other errors stay as they are: they are bugs. */
function toCliError(error: unknown, what: string, remedy: string): unknown {
  if (!(error instanceof GitError)) return error;
  const [firstLine = ''] = error.message.split('\n');
  const reason = firstLine.replace(/^fatal: /, '');
  return new CliError(exitCodes.usage, `${what} (git: ${reason}). ${remedy}`, { cause: error });
}

/** The ids of the latest ancestors of a commit: it is newer than those, whatever the times of the commits say. */
async function ancestorsOf(repository: Repository, commit: string): Promise<string[]> {
  const output = await git(repository, ['rev-list', `--max-count=${limits.ancestors + 1}`, commit, '--']);
  return output.split('\n').filter((id) => id !== '' && id !== commit);
}
