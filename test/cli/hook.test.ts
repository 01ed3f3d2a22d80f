import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GitWorkspace } from './git-repository.ts';
import { hostile, kinds, springs } from './hostile-folder.ts';
import { localWorker } from './local-worker.ts';
import { article, titlesOf, type Workspace } from './workspace.ts';

const project = join(import.meta.dirname, '../..');

const { home, worker } = localWorker();

/** Makes a bare repository with the hook, as the remote of the work tree. */
function withHook(work: GitWorkspace): string {
  const bare = work.bare();
  const hook = join(bare, 'hooks/post-receive');
  copyFileSync(join(project, 'hooks/post-receive'), hook);
  chmodSync(hook, 0o755);
  const token = join(work.folder, 'token');
  writeFileSync(token, `${worker.token}\n`);
  const settings = { path: project, url: worker.url, tokenFile: token };
  for (const [name, value] of Object.entries(settings))
    work.git('-C', bare, 'config', `edgefeed.${name}`, value);
  work.git('remote', 'add', 'origin', bare);
  return bare;
}

/** Pushes with git. @returns the output */
async function push(
  work: GitWorkspace,
  args: string[],
  environment: Record<string, string> = {},
): Promise<string> {
  const env: NodeJS.ProcessEnv = { ...process.env, EDGEFEED_URL: '', EDGEFEED_TOKEN: '', ...environment };
  const { code, stderr } = await work.finish('git', ['push', 'origin', ...args], env);
  expect(code).toBe(0);
  return stderr;
}

/** Makes a folder that contains only some programs. */
function pathOf(work: Workspace, programs: string[]): string {
  const folder = join(work.folder, 'programs');
  mkdirSync(folder);
  for (const name of programs) {
    const program = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    symlinkSync(program, join(folder, name));
  }
  return folder;
}

/** The last line of a successful publish. */
const published = /remote: \d+ \w+.* \(\d/;

describe('the post-receive hook of a bare repository', () => {
  test('publishes a folder of a repository that has others', async () => {
    using work = new GitWorkspace();
    const bare = withHook(work);
    work.git('-C', bare, 'config', 'edgefeed.content', 'content/packages/blog/posts');
    work.write('packages/blog/posts/notes/nested.md', article('Nested'));
    work.write('packages/app/README.md', article('Another'));
    work.commit(1_700_000_000);
    expect(await push(work, ['main'])).toMatch(published);
    expect(await titlesOf(worker.url)).toEqual(['Nested']);
    expect((await fetch(`${worker.url}/articles/notes/nested`)).status).toBe(200);
    work.git('rm', '-q', '-r', 'content/packages/blog/posts/notes');
    work.write('packages/blog/posts/last.md', article('Last'));
    work.commit(1_700_000_100);
    await push(work, ['main']);
    expect(await titlesOf(worker.url)).toEqual(['Last']);
    work.remove('packages/blog/posts/last.md');
    work.write('packages/blog/posts/README.txt', 'No article');
    work.commit(1_700_000_200);
    await push(work, ['main']);
    expect(await titlesOf(worker.url)).toEqual([]);
  });

  test('publishes pushes to its branch, and no other branch', async () => {
    using work = new GitWorkspace();
    work.commit(1_800_000_000);
    withHook(work);
    work.write('a.md', article('A'));
    work.write('bad.md', '---\ntitle: Bad\ndate: 2021-13-01\n---\n');
    const commit = work.commit(1_800_000_001);
    const said = await push(work, ['main']);
    expect(said).toMatch(/remote: .*bad\.md:3:7: error: /);
    expect(said).toMatch(/remote: 1 added, 1 refused/);
    expect(await titlesOf(worker.url)).toEqual(['A']);
    const { stdout } = await work.run(['status', '--state', home.state]);
    expect(stdout).toContain(commit.slice(0, 12));

    work.write('b.md', article('B'));
    work.commit(1_800_000_002);
    expect(await push(work, ['main:later'])).not.toContain('added');
    expect(await titlesOf(worker.url)).toEqual(['A']);

    work.remove('bad.md');
    work.commit(1_800_000_003);
    expect(await push(work, ['main', ':later'])).toMatch(/remote: 1 added, 1 unchanged/);
    expect(await titlesOf(worker.url)).toEqual(['A', 'B']);
  });

  test('reports a missing setting, and accepts the push', async () => {
    using work = new GitWorkspace();
    work.commit();
    const bare = withHook(work);
    work.git('-C', bare, 'config', '--unset', 'edgefeed.path');
    work.write('a.md', article('A'));
    const commit = work.commit(1_800_000_100);
    expect(await push(work, ['main'])).toContain('Nothing was published. Set `git config edgefeed.path`');
    expect(work.git('-C', bare, 'rev-parse', 'main').trim()).toBe(commit);

    work.git('-C', bare, 'config', 'edgefeed.path', work.folder);
    work.commit(1_800_000_101);
    expect(await push(work, ['main'])).toContain(
      `${work.folder} is not the folder of edgefeed. Set \`git config`,
    );
  });

  test('finds Node by its setting, in the packages or in PATH, or asks for it', async () => {
    using work = new GitWorkspace();
    work.write('a.md', article('A'));
    work.commit();
    const bare = withHook(work);
    // Neither the packages of the clone nor PATH have a Node.
    const bareClone = join(work.folder, 'edgefeed');
    mkdirSync(bareClone);
    for (const name of ['bin', 'src', 'package.json', 'wrangler.toml'])
      symlinkSync(join(project, name), join(bareClone, name));
    work.git('-C', bare, 'config', 'edgefeed.path', bareClone);
    const withoutNode = pathOf(work, ['git', 'sh', 'cat']);

    const pushed = async (environment: Record<string, string>, seconds: number): Promise<string> => {
      work.commit(seconds);
      return push(work, ['main'], environment);
    };
    expect(await pushed({ PATH: withoutNode }, 1_800_000_200)).toMatch(
      /Nothing was published. `node` is not a program here. Set `git config edgefeed\.node`/,
    );
    expect(await pushed({ PATH: withoutNode, EDGEFEED_NODE: process.execPath }, 1_800_000_201)).toMatch(
      published,
    );
    const withNode = `${withoutNode}:${dirname(process.execPath)}`;
    expect(await pushed({ PATH: withNode }, 1_800_000_202)).toMatch(published);

    work.git('-C', bare, 'config', 'edgefeed.node', '/no/node');
    expect(await pushed({ PATH: withNode }, 1_800_000_203)).toContain('`/no/node` is not a program here');
    work.git('-C', bare, 'config', 'edgefeed.node', process.execPath);
    expect(await pushed({ PATH: withoutNode }, 1_800_000_204)).toMatch(published);

    work.git('-C', bare, 'config', '--unset', 'edgefeed.node');
    mkdirSync(join(bareClone, 'node_modules/.bin'), { recursive: true });
    symlinkSync(process.execPath, join(bareClone, 'node_modules/.bin/node'));
    expect(await pushed({ PATH: withoutNode }, 1_800_000_205)).toMatch(published);
  });

  test('runs no commands of the pushed folder', async () => {
    for (const kind of kinds.filter(({ gitDir, real }) => real && !gitDir.endsWith('.git'))) {
      using trap = hostile(kind);
      const work = trap.work as GitWorkspace;
      withHook(work);
      work.commit(1_900_000_000);
      expect(await push(work, ['main'])).toMatch(published);
      expect(trap.ran()).toEqual([]);
      expect(springs(trap)).toBe(true);
    }
  });
});
