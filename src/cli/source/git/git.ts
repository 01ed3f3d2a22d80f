/**
 * Running git. All other files go through this one, which keeps the configuration of a repository from running programs:
 * published folders may come from other people.
 */

import { execFile, execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { resolve } from 'node:path';
import { decodeName } from '../file-name.ts';

/** Where and how to run git. */
export interface Repository {
  /** The folder to run git in. */
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** git failed or is not installed. The message is that of git. */
export class GitError extends Error {
  override name = 'GitError';
}

/** Variables set in hooks of git, which would make git use another repository than that of the folder. */
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
 * Overrides of settings with which a repository makes git run a program or treat a folder as a repository (git-config(1)).
 * For filters, which have arbitrary names, see `withoutFilters`. `gpg.program` and `diff.*.textconv` are used only by
 * commands that are not run here.
 */
const safeConfig = {
  // A folder with HEAD, objects and refs is not a repository unless it is named explicitly.
  'safe.bareRepository': 'explicit',
  'core.fsmonitor': 'false',
  // Writing an index runs the hook post-index-change (githooks(5)).
  'core.hooksPath': '/dev/null',
  'submodule.recurse': 'false',
  'log.showSignature': 'false',
} as const;

const options = [
  '--no-pager',
  ...Object.entries(safeConfig).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

/**
 * Protocols that a partial clone may fetch by. Others run programs: `ext::` the one in its URL, a local path
 * `remote.*.uploadpack`, and `git:` `core.gitProxy`.
 */
const protocols = 'http:https:ssh';

const readOnly = {
  // Blob ids must be those of the bytes, so replacement objects are ignored (git-replace(1)).
  GIT_NO_REPLACE_OBJECTS: '1',
  // Publishing only reads. Optional locks could make a concurrent `git commit` fail.
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
};

// Otherwise Windows searches the current folder for programs before PATH.
process.env['NoDefaultCurrentDirectoryInExePath'] ??= '1';

/** The repository that git finds from a folder. */
export function repositoryAt(folder: string): Repository {
  const env: NodeJS.ProcessEnv = { GIT_ALLOW_PROTOCOL: protocols, ...process.env, ...readOnly };
  for (const name of hookVariables) delete env[name];
  return { cwd: folder, env };
}

/** A repository by its path, which may be bare. Default: that of the environment or the current folder. */
export function namedRepository(gitDir?: string): Repository {
  const named = gitDir === undefined ? {} : { GIT_DIR: resolve(gitDir) };
  const env = { GIT_ALLOW_PROTOCOL: protocols, ...process.env, ...readOnly, ...named };
  return { cwd: process.cwd(), env };
}

/**
 * Disables filters. Otherwise comparing a file with the index runs the commands `clean` or `process` of the filter that its
 * attributes name (gitattributes(5)).
 */
export function withoutFilters({ cwd, env }: Repository, names: Iterable<string>): Repository {
  const settings = { clean: '', process: '', required: 'false' };
  // Set in the environment, since `-c` cuts names that contain `=`.
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

/** Settings of the repository itself that name a program run by a fetch. */
const fetchPrograms =
  /^(?:local|worktree)\0(?:core\.(?:sshcommand|askpass|gitproxy)|credential\..*helper|remote\..*\.(?:uploadpack|vcs))(?:\n|$)/s;

/**
 * Lets a partial clone fetch missing objects, unless its own settings name a program for it: the repository may have been
 * copied from others, including its settings.
 */
export async function withSafeFetch(repository: Repository): Promise<Repository> {
  const output = records(await gitBytes(repository, ['config', '--null', '--show-scope', '--list']));
  // Scopes and entries alternate.
  const named = output.some((scope, i) => i % 2 === 0 && fetchPrograms.test(`${scope}\0${output[i + 1]}`));
  return named ? { cwd: repository.cwd, env: { ...repository.env, GIT_NO_LAZY_FETCH: '1' } } : repository;
}

/** Runs a git command. @param input its standard input @returns its standard output @throws GitError */
export async function git(repository: Repository, args: readonly string[], input?: string): Promise<string> {
  return (await gitBytes(repository, args, input)).toString();
}

const maxBuffer = 1 << 30;

/** The same, for output that is long or not text. */
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
    child.stdin?.on('error', () => {}); // ended before it read everything; the exit code has the error
    child.stdin?.end(input);
  });
}

/** The same, synchronously. @throws GitError */
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

/** Splits the output of `-z`. Names that are not UTF-8 are decoded as in `file-name.ts`. */
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

/** Starts a command that runs until its standard input ends. */
export function gitProcess(
  { cwd, env }: Repository,
  args: readonly string[],
): ChildProcessWithoutNullStreams {
  return spawn('git', argumentsOf(cwd, args), { env });
}

/** Uses `-C` instead of `cwd`: with `.` in PATH, a program called git in the folder would be run. */
function argumentsOf(cwd: string, args: readonly string[]): string[] {
  return ['-C', cwd, ...options, ...args];
}
