/** A real git repository around the content folder of a test. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Workspace } from './workspace.ts';

export class GitWorkspace extends Workspace {
  constructor() {
    super();
    this.git('init', '-q', '-b', 'main');
  }

  /** Runs git with a fixed name and settings, independent of those of the user. */
  git(...args: string[]): string {
    return this.gitAt({}, ...args);
  }

  gitAt(env: Record<string, string>, ...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: join(this.folder, 'gitconfig'),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'test',
        GIT_AUTHOR_EMAIL: 'test@localhost',
        GIT_COMMITTER_NAME: 'test',
        GIT_COMMITTER_EMAIL: 'test@localhost',
        ...env,
      },
    });
  }

  /** Commits everything. @param seconds committer time, since 1970 @returns the commit id */
  commit(seconds = 1_800_000_000): string {
    this.git('add', '-A', 'content');
    const date = { GIT_AUTHOR_DATE: `${seconds} +0000`, GIT_COMMITTER_DATE: `${seconds} +0000` };
    this.gitAt(date, 'commit', '-q', '--allow-empty', '-m', 'Content');
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** Makes a bare clone. @returns its path */
  bare(): string {
    const folder = join(this.folder, 'bare.git');
    this.git('clone', '-q', '--bare', '.', folder);
    return folder;
  }
}
