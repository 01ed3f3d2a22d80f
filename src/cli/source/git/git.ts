/** Running git. Nothing else starts it. */

import { execFile } from 'node:child_process';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { resolve } from 'node:path';

/** Where git runs. */
export interface Repository {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** git is not installed, or refused. The message is what git said. */
export class GitError extends Error {
  override name = 'GitError';
}

/** What hooks of git leave in the environment, which would lead git away from the folder it is asked about. */
const ofHooks = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
];

const plainly = {
  // Blob ids are those of the bytes: an object that replaces another one is none of it (git-replace(1)).
  GIT_NO_REPLACE_OBJECTS: '1',
  // Who publishes only reads, and must not get into the way of somebody's commit.
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
};

/** The repository whose work tree a folder is part of, if it is. */
export function around(folder: string): Repository {
  const env: NodeJS.ProcessEnv = { ...process.env, ...plainly };
  for (const name of ofHooks) delete env[name];
  return { cwd: folder, env };
}

/** A repository that needs no work tree: the one named, else what the environment or the current folder is in. */
export function repository(gitDir?: string): Repository {
  const named = gitDir === undefined ? {} : { GIT_DIR: resolve(gitDir) };
  return { cwd: process.cwd(), env: { ...process.env, ...plainly, ...named } };
}

/** Runs a command to its end. @param input for its standard input @returns what it printed @throws GitError */
export async function git(repository: Repository, args: readonly string[], input?: string): Promise<string> {
  return (await gitBytes(repository, args, input)).toString();
}

/** The same, for what is long, or no text. */
export async function gitBytes(
  { cwd, env }: Repository,
  args: readonly string[],
  input?: string,
): Promise<Buffer> {
  return new Promise((done, fail) => {
    const options = { cwd, env, maxBuffer: 1 << 30, encoding: 'buffer' } as const;
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error) fail(new GitError(stderr.toString().trim() || error.message, { cause: error }));
      else done(stdout);
    });
    child.stdin?.on('error', () => {}); // it ended before it read everything: its exit code tells
    child.stdin?.end(input);
  });
}

/** What git printed with `-z`. */
export function records(output: string): string[] {
  return output.split('\0').slice(0, -1);
}

/** Starts a command that goes on for as long as it gets input. */
export function gitProcess(
  { cwd, env }: Repository,
  args: readonly string[],
): ChildProcessWithoutNullStreams {
  return spawn('git', args, { cwd, env });
}
