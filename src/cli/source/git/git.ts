/**
 * Running git. Nothing else starts it, and nothing that a repository says makes it start another program: what is
 * published may come from other people, and git takes much of what lies in a folder for an order.
 */

import { execFile, execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { resolve } from 'node:path';
import { decodeName } from '../file-name.ts';

/** Where git runs. */
export interface Repository {
  /** What relative paths are relative to. */
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** git is not installed, or refused. The message is what git said. */
export class GitError extends Error {
  override name = 'GitError';
}

/** What hooks of git leave in the environment, which would lead git away from the folder it is asked about. */
const hookVariables = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
];

/**
 * Settings by which a repository has git run a program or take a folder for a repository, switched off (git-config(1)).
 * Filters have names of their own: see `withoutFilters`. Signatures are checked and differences converted (`gpg.program`,
 * `diff.*.textconv`) only by commands that are not used here.
 */
const safeConfig = {
  // HEAD, objects and refs in an ordinary folder are files like others, unless somebody names that folder.
  'safe.bareRepository': 'explicit',
  'core.fsmonitor': 'false',
  // Writing an index runs post-index-change (githooks(5)).
  'core.hooksPath': '/dev/null',
  'submodule.recurse': 'false',
  'log.showSignature': 'false',
} as const;

const options = [
  '--no-pager',
  ...Object.entries(safeConfig).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

/**
 * What a partial clone may fetch by. `ext::` runs what its address says, a path on this machine `remote.*.uploadpack`, and
 * `git:` `core.gitProxy`.
 */
const protocols = 'http:https:ssh';

const readOnly = {
  // Blob ids are those of the bytes: an object that replaces another one is none of it (git-replace(1)).
  GIT_NO_REPLACE_OBJECTS: '1',
  // Who publishes only reads, and must not get into the way of somebody's commit.
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
};

// Windows looks for programs in the current folder before it looks into PATH.
process.env['NoDefaultCurrentDirectoryInExePath'] ??= '1';

/** A folder, of which git has yet to find out what repository it is in. */
export function repositoryAt(folder: string): Repository {
  const env: NodeJS.ProcessEnv = { GIT_ALLOW_PROTOCOL: protocols, ...process.env, ...readOnly };
  for (const name of hookVariables) delete env[name];
  return { cwd: folder, env };
}

/** A repository that needs no work tree: the one named, else what the environment or the current folder is in. */
export function namedRepository(gitDir?: string): Repository {
  const named = gitDir === undefined ? {} : { GIT_DIR: resolve(gitDir) };
  const env = { GIT_ALLOW_PROTOCOL: protocols, ...process.env, ...readOnly, ...named };
  return { cwd: process.cwd(), env };
}

/**
 * The same repository with these filters doing nothing. Comparing a file with the index runs `clean` or `process` of the
 * filter that its attributes name (gitattributes(5)).
 */
export function withoutFilters({ cwd, env }: Repository, names: Iterable<string>): Repository {
  const settings = { clean: '', process: '', required: 'false' };
  // By the environment: after `-c` a name with `=` in it would be cut.
  const added: Record<string, string> = {};
  let count = Number(env['GIT_CONFIG_COUNT'] || 0);
  for (const name of names) {
    for (const [key, value] of Object.entries(settings)) {
      added[`GIT_CONFIG_KEY_${count}`] = `filter.${name}.${key}`;
      added[`GIT_CONFIG_VALUE_${count++}`] = value;
    }
  }
  return { cwd, env: { ...env, ...added, GIT_CONFIG_COUNT: String(count) } };
}

/** Settings that name a program which fetching runs, where the repository itself has them. */
const fetchPrograms =
  /^(?:local|worktree)\0(?:core\.(?:sshcommand|askpass|gitproxy)|credential\..*helper|remote\..*\.(?:uploadpack|vcs))(?:\n|$)/s;

/**
 * The same repository. What a partial clone lacks is fetched when it is asked for, but by programs of this machine's
 * settings alone: a repository may have been copied from others, its settings included.
 */
export async function withSafeFetch(repository: Repository): Promise<Repository> {
  const output = records(await gitBytes(repository, ['config', '--null', '--show-scope', '--list']));
  // A scope and an entry by turns.
  const named = output.some((scope, i) => i % 2 === 0 && fetchPrograms.test(`${scope}\0${output[i + 1]}`));
  return named ? { cwd: repository.cwd, env: { ...repository.env, GIT_NO_LAZY_FETCH: '1' } } : repository;
}

/** Runs a command to its end. @param input for its standard input @returns what it printed @throws GitError */
export async function git(repository: Repository, args: readonly string[], input?: string): Promise<string> {
  return (await gitBytes(repository, args, input)).toString();
}

const maxBuffer = 1 << 30;

/** The same, for what is long, or no text. */
export async function gitBytes(
  { cwd, env }: Repository,
  args: readonly string[],
  input?: string,
): Promise<Buffer> {
  return new Promise((done, fail) => {
    const running = { env, maxBuffer, encoding: 'buffer' } as const;
    const child = execFile('git', argumentsOf(cwd, args), running, (error, stdout, stderr) => {
      if (error) fail(new GitError(stderr.toString().trim() || error.message, { cause: error }));
      else done(stdout);
    });
    child.stdin?.on('error', () => {}); // it ended before it read everything: its exit code tells
    child.stdin?.end(input);
  });
}

/** The same, for the rare question that comes up while a file is read. @throws GitError */
export function gitSync({ cwd, env }: Repository, args: readonly string[]): string {
  try {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    return execFileSync('git', argumentsOf(cwd, args), {
      env,
      maxBuffer,
      encoding: 'utf8',
      stdio: [...stdio],
    });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new GitError(stderr?.trim() || message, { cause: error });
  }
}

/** What git printed with `-z`; names that are not UTF-8 as `file-name.ts` has them. */
export function records(output: Buffer): string[] {
  const texts = output.toString().split('\0').slice(0, -1);
  if (!texts.some((text) => text.includes('\uFFFD'))) return texts;
  let start = 0;
  return texts.map(() => {
    const end = output.indexOf(0, start);
    const text = decodeName(output.subarray(start, end));
    start = end + 1;
    return text;
  });
}

/** Starts a command that goes on for as long as it gets input. */
export function gitProcess(
  { cwd, env }: Repository,
  args: readonly string[],
): ChildProcessWithoutNullStreams {
  return spawn('git', argumentsOf(cwd, args), { env });
}

/** git goes into the folder itself: a PATH that has `.` in it must not find a program called git there. */
function argumentsOf(cwd: string, args: readonly string[]): string[] {
  return ['-C', cwd, ...options, ...args];
}
