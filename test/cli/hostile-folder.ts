/** Malicious content folders, which try to make git run a command when they are published. */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { GitWorkspace } from './git-repository.ts';
import { article, Workspace } from './workspace.ts';

/** A command that writes its name to a folder when it runs. */
function traps(folder: string): (name: string) => string {
  mkdirSync(folder, { recursive: true });
  return (name) => {
    const script = join(folder, `${name}.sh`);
    writeFileSync(script, `#!/bin/sh\ntouch '${join(folder, name)}.ran'\ncat\n`);
    chmodSync(script, 0o755);
    return script;
  };
}

/** All settings that make git run a program. @param hooks folder of the hooks */
function hostileConfig(trap: (name: string) => string, hooks: string, core: string): string {
  mkdirSync(hooks, { recursive: true });
  for (const hook of ['post-index-change', 'fsmonitor-watchman', 'reference-transaction']) {
    writeFileSync(join(hooks, hook), `#!/bin/sh\n${trap(`hook-${hook}`)}\n`);
    chmodSync(join(hooks, hook), 0o755);
  }
  return `[core]
	repositoryformatversion = 1
	${core}
	fsmonitor = ${trap('fsmonitor')}
	hooksPath = ${hooks}
	pager = ${trap('pager')}
	editor = ${trap('editor')}
	sshCommand = ${trap('ssh')}
	gitProxy = ${trap('proxy')}
	askPass = ${trap('askpass')}
	alternateRefsCommand = ${trap('alternates')}
[extensions]
	partialClone = origin
[remote "origin"]
	url = ext::${trap('remote')}
	uploadpack = ${trap('uploadpack')}
	promisor = true
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[credential]
	helper = ${trap('credential')}
[gpg]
	program = ${trap('gpg')}
[log]
	showSignature = true
[diff]
	external = ${trap('diff')}
[diff "trap"]
	command = ${trap('diff-driver')}
	textconv = ${trap('textconv')}
[filter "trap"]
	clean = ${trap('clean')}
	smudge = ${trap('smudge')}
	required = true
[filter "a=b.clean"]
	process = ${trap('process')}
[alias]
	ls-files = !${trap('alias')}
[submodule]
	recurse = true
`;
}

const attributes = '*.md filter=trap diff=trap\nb.md filter=a=b.clean\n';

/** Makes a repository whose index forces git to compare files on disk. */
function fakeRepository(gitDir: string, tree: string, config: string): void {
  const git = (...args: string[]): void =>
    void execFileSync(
      'git',
      ['-c', 'core.hooksPath=/dev/null', `--git-dir=${gitDir}`, `--work-tree=${tree}`, ...args],
      {
        cwd: tree,
        stdio: 'ignore',
        env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      },
    );
  mkdirSync(gitDir, { recursive: true });
  git('init', '-q');
  git('add', 'a.md', 'b.md');
  // As old as the index, so that git must read the file, through the filter.
  const index = join(gitDir, 'index');
  const moment = new Date();
  for (const file of ['a.md', 'b.md']) {
    writeFileSync(join(tree, file), article('Edited'));
    utimesSync(join(tree, file), moment, moment);
  }
  utimesSync(index, moment, moment);
  writeFileSync(join(gitDir, 'config'), config);
}

export interface Hostile extends Disposable {
  work: Workspace;
  /** The published folder. */
  content: string;
  /** Work tree of the fake repository. */
  tree: string;
  /** The commands that were run. */
  ran: () => string[];
}

interface Kind {
  what: string;
  /** Path of the fake repository in the content folder. */
  gitDir: string;
  core?: string;
  /** Completes the trap after the repository was made. */
  complete?: (content: string) => void;
  /** Whether the content folder is in a real repository. */
  real?: boolean;
}

const bare = 'bare = false\n\tworktree = .';

export const kinds: readonly Kind[] = [
  { what: 'a folder that looks like a bare repository', gitDir: '.', core: bare },
  { what: 'the same within a clone', gitDir: '.', core: bare, real: true },
  { what: 'a .git folder', gitDir: '.git' },
  { what: 'a .git folder within a clone', gitDir: '.git', real: true },
  { what: 'a .git folder of another work tree', gitDir: '.git', core: 'worktree = ../sub' },
  {
    what: 'a .git file that names a folder of the content folder',
    gitDir: 'evil',
    core: 'worktree = ..',
    complete: (content) => writeFileSync(join(content, '.git'), 'gitdir: evil\n'),
  },
  {
    what: 'a .git link to a folder of the content folder',
    gitDir: 'evil',
    core: 'worktree = ..',
    complete: (content) => symlinkSync('evil', join(content, '.git')),
  },
  {
    what: 'a configuration that includes another one',
    gitDir: '.',
    core: bare,
    complete: (content) => {
      renameSync(join(content, 'config'), join(content, 'more'));
      writeFileSync(
        join(content, 'config'),
        `[core]\n\trepositoryformatversion = 0\n\t${bare}\n[include]\n\tpath = more\n`,
      );
    },
  },
  {
    what: 'a configuration that includes another one, in a .git folder',
    gitDir: '.git',
    complete: (content) => {
      renameSync(join(content, '.git/config'), join(content, 'more'));
      writeFileSync(join(content, '.git/config'), '[include]\n\tpath = ../more\n');
    },
  },
  { what: 'a repository below', gitDir: 'sub/.git', real: true },
  { what: 'a bare repository below', gitDir: 'sub', core: bare, real: true },
];

export function hostile({ gitDir, core = 'bare = false', complete, real = false }: Kind): Hostile {
  const work = real ? new GitWorkspace() : new Workspace();
  const { content } = work;
  const marks = join(work.folder, 'marks');
  for (const path of ['a.md', 'b.md', 'sub/a.md', 'sub/b.md']) work.write(path, article(path, { id: path }));
  writeFileSync(join(content, '.gitattributes'), attributes);
  writeFileSync(join(content, 'sub/.gitattributes'), attributes);
  if (work instanceof GitWorkspace) work.commit();
  const folder = join(content, gitDir);
  const tree = gitDir.startsWith('sub') ? join(content, 'sub') : content;
  fakeRepository(folder, tree, hostileConfig(traps(marks), join(folder, 'hooks'), core));
  complete?.(content);
  return {
    work,
    content,
    tree,
    ran: () => readdirSync(marks).filter((name) => name.endsWith('.ran')),
    [Symbol.dispose]: () => work[Symbol.dispose](),
  };
}

/** Whether the trap works with git as users run it. */
export function springs({ tree, ran }: Hostile): boolean {
  for (const args of [['status'], ['log', '-1', '-p'], ['diff']]) {
    try {
      execFileSync('git', args, { cwd: tree, stdio: 'ignore' });
    } catch {
      // git itself refuses some of them.
    }
  }
  return ran().length > 0;
}
