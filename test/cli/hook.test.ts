import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { GitWorkspace } from './git-repository.ts';
import { article, titlesOf, Workspace } from './workspace.ts';

const project = join(import.meta.dirname, '../..');

const home = new Workspace();
let worker: Served;

beforeAll(async () => {
  worker = await serve({ state: home.state, host: '127.0.0.1', port: 0, onLog: () => {} });
});

afterAll(async () => {
  await worker.stop();
  home[Symbol.dispose]();
});

/** A bare repository with the hook in it, to which the work tree pushes. */
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

/** Pushes as people do. @returns what they read */
async function push(work: GitWorkspace, ...args: string[]): Promise<string> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    EDGEFEED_URL: '',
    EDGEFEED_TOKEN: '',
    // The Node that runs the tests runs the hook.
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
  };
  const { code, stderr } = await work.finish('git', ['push', 'origin', ...args], env);
  expect(code).toBe(0);
  return stderr;
}

describe('the post-receive hook of a bare repository', () => {
  test('publishes what is pushed to the branch, and nothing of other branches', async () => {
    using work = new GitWorkspace();
    work.commit(1_800_000_000);
    withHook(work);
    work.write('a.md', article('A'));
    work.write('bad.md', '---\ntitle: Bad\ndate: 2021-02-30\n---\n');
    const commit = work.commit(1_800_000_001);
    const said = await push(work, 'main');
    expect(said).toMatch(/remote: .*bad\.md:3:7: error: /);
    expect(said).toMatch(/remote: 1 added, 1 refused/);
    expect(await titlesOf(worker.url)).toEqual(['A']);
    const { stdout } = await work.run(['status', '--state', home.state]);
    expect(stdout).toContain(commit.slice(0, 12));

    work.write('b.md', article('B'));
    work.commit(1_800_000_002);
    expect(await push(work, 'main:later')).not.toContain('added');
    expect(await titlesOf(worker.url)).toEqual(['A']);

    work.remove('bad.md');
    work.commit(1_800_000_003);
    expect(await push(work, 'main', ':later')).toMatch(/remote: 1 added, 1 unchanged/);
    expect(await titlesOf(worker.url)).toEqual(['A', 'B']);
  });

  test('says what is missing, and lets the push through', async () => {
    using work = new GitWorkspace();
    work.commit();
    const bare = withHook(work);
    work.git('-C', bare, 'config', '--unset', 'edgefeed.path');
    work.write('a.md', article('A'));
    const commit = work.commit(1_800_000_100);
    expect(await push(work, 'main')).toContain('git config edgefeed.path');
    expect(work.git('-C', bare, 'rev-parse', 'main').trim()).toBe(commit);
  });
});
