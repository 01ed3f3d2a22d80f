/** A `_redirects` file, published by every way of the command line, and checked. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { GitWorkspace } from './git-repository.ts';
import { Running } from './running.ts';
import { article, jsonLines, Workspace } from './workspace.ts';
import { soon } from '../soon.ts';

const follow = async (url: string, path: string): Promise<string> => {
  const response = await fetch(url + path, { redirect: 'manual' });
  return `${response.status} ${response.headers.get('Location')?.replace(url, '') ?? ''}`.trim();
};

describe('publishing', () => {
  let home: Workspace;
  let worker: Served;
  beforeAll(async () => {
    home = new Workspace();
    worker = await serve({ state: home.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  });
  afterAll(async () => {
    await worker.stop();
    home[Symbol.dispose]();
  });

  test('sends the file with the articles, keeps its last good version, and deletes it', async () => {
    using work = new Workspace();
    const publish = async () => work.run(['publish', '--content', work.content, '--state', home.state]);
    work.write('a.md', article('A'));
    work.write('_redirects', '/old /articles/a\n');
    expect(await publish()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^2 added /) as string });
    expect(await follow(worker.url, '/old')).toBe('301 /articles/a');
    expect((await publish()).stdout).toMatch(/^2 unchanged /);
    work.write('_redirects', '/old /articles/b\n/bad\n');
    expect(await publish()).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        '_redirects:2:1: error: the line does not say where "/bad" leads; write it like "/old /new 301" [redirect]',
      ) as string,
    });
    expect(await follow(worker.url, '/old')).toBe('301 /articles/a');
    work.remove('_redirects');
    expect((await publish()).stdout).toMatch(/^1 deleted, 1 unchanged /);
    expect(await follow(worker.url, '/old')).toBe('404');
    const status = await work.run(['status', '--state', home.state]);
    expect(status.stdout).toMatch(/^other files +none$/m);
  });

  test('of a commit includes the file, tracked or not', async () => {
    using work = new GitWorkspace();
    work.write('b.md', article('B'));
    work.write('_redirects', '/of-a-commit /articles/b\n');
    work.commit(1_800_000_000);
    const ref = [
      'publish',
      '--ref',
      'main',
      '--git-dir',
      `${work.folder}/.git`,
      '--state',
      home.state,
      '--force',
    ];
    expect(await work.run(ref)).toMatchObject({ code: 0 });
    expect(await follow(worker.url, '/of-a-commit')).toBe('301 /articles/b');
    // A work tree, whose listing comes from git.
    work.write('_redirects', '/edited /articles/b\n');
    const tree = ['publish', '--content', work.content, '--state', home.state, '--force'];
    expect(await work.run(tree)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^1 changed/) as string,
    });
    expect(await follow(worker.url, '/edited')).toBe('301 /articles/b');
    expect(await follow(worker.url, '/of-a-commit')).toBe('404');
  });
});

test('npm start publishes each change of the file', async () => {
  using work = new Workspace();
  work.write('a.md', article('A'));
  await using running = await Running.start(work);
  const file = join(work.content, '_redirects');
  writeFileSync(file, '/old /articles/a\n');
  await vi.waitFor(async () => expect(await follow(running.url, '/old')).toBe('301 /articles/a'), soon);
  writeFileSync(file, '/older /articles/a\n');
  await vi.waitFor(async () => expect(await follow(running.url, '/older')).toBe('301 /articles/a'), soon);
  // The catalog knows the new rule before KV forgets the old one.
  await vi.waitFor(async () => expect(await follow(running.url, '/old')).toBe('404'), soon);
  work.remove('_redirects');
  await vi.waitFor(async () => expect(await follow(running.url, '/older')).toBe('404'), soon);
});

describe('checking', () => {
  test('names the lines that have no effect in this folder', async () => {
    using work = new Workspace();
    work.write('a.md', article('A', { categories: '[News]', aliases: '["/old", "/index.php?p=1"]' }));
    work.write(
      '_redirects',
      [
        '# moved',
        '/articles/a /x',
        '/old /x',
        '/index.php p=1 /x',
        '/categories/News/rss.xml /x',
        '/articles/* /x/:splat',
        '/proxy https://other.example/ 200',
        '/rss.xml /x',
        '/fine /articles/a',
      ].join('\n'),
    );
    const { code, stdout } = await work.run(['check', '--content', work.content]);
    expect(code).toBe(0);
    const lines = stdout.split('\n').filter((line) => line.includes('_redirects:'));
    expect(lines.map((line) => line.replace(/^.*_redirects:/, '')).sort()).toEqual([
      '2:1: warning: an article has this address and comes first, so the rule has no effect; remove the line [redirect]',
      '3:1: warning: an alias of an article has this address and comes first, so the rule has no effect; remove the line [redirect]',
      '4:1: warning: an alias of an article has this address and comes first, so the rule has no effect; remove the line [redirect]',
      '5:1: warning: a page or feed of the site has this address and comes first, so the rule has no effect; remove the line [redirect]',
      '7:31: warning: rewrites and proxies (200) are not supported, so the line was left out; make it a redirect with 301, or remove it [redirect]',
      '8:1: warning: "/rss.xml" is an address of the site itself, which always answers, so this line was left out; remove it [redirect]',
    ]);
    expect(stdout).toMatch(/^1 article, 1 with redirects \(/m);
  });

  test('reports lines that cannot be read as errors, also as JSON', async () => {
    using work = new Workspace();
    work.write('_redirects', '/a /b\n/b /a\n');
    const { code, stdout } = await work.run(['check', '--json', '--content', work.content]);
    expect(code).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([
      {
        path: '_redirects',
        status: 'error',
        problems: [
          { line: 1, column: 1, code: 'redirect', severity: 'error' },
          { line: 2, column: 1, code: 'redirect', severity: 'error' },
        ],
      },
    ]);
  });
});
