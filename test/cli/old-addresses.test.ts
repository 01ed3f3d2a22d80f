/** OLD_ADDRESSES on the command line: what `check` says, and a moved site served. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { serve } from '../../src/cli/local/serve.ts';
import { article, jsonLines, Workspace } from './workspace.ts';
import { soon } from '../soon.ts';

function withPatterns(work: Workspace, patterns: string): Workspace {
  const vars = { SITE_URL: 'https://feeds.example', OLD_ADDRESSES: patterns, TIMEZONE: 'UTC' };
  writeFileSync(join(work.folder, 'wrangler.json'), JSON.stringify({ vars }));
  return work;
}

/** Runs a command in the folder of the site. */
async function run(work: Workspace, ...args: string[]) {
  const { program, env } = work.command(args);
  return work.finish('sh', ['-c', program], env);
}

const dated = (date: string, front = ''): string => `---\ntitle: T\ndate: ${date}\n${front}---\nText\n`;

test('check names both articles that meet at an old address, unless an alias has decided', async () => {
  using work = withPatterns(new Workspace(), 'hexo::year/:name/ jekyll:/:year/:month/:slug.html');
  work.write('a/hello.md', dated('2024-01-01'));
  work.write('b/hello.md', dated('2024-02-01'));
  work.write('c/hello.md', dated('2023-02-01'));
  work.write('d/two.md', dated('2023-02-01'));
  work.write('e/two.md', dated('2023-03-01', 'aliases: [/2023/two]\n'));
  const { code, stdout } = await run(work, 'check');
  expect(code).toBe(0);
  const lines = stdout.split('\n').filter((line) => line.includes('old-address'));
  expect(lines).toEqual([
    expect.stringMatching(
      /content\/b\/hello\.md:1:1: warning: OLD_ADDRESSES gives a\/hello\.md the address "\/2024\/hello", too, and it leads there; write it into "aliases" of the right file \[old-address\]$/,
    ),
    expect.stringMatching(/^ *old-address +1$/),
  ]);
  const json = jsonLines((await run(work, 'check', '--json')).stdout);
  expect(json.find(({ path }) => path === 'b/hello.md')).toMatchObject({
    status: 'article',
    problems: [{ code: 'old-address', severity: 'warning' }],
  });
  // `a` and `b` both, by one pattern each.
  work.write('b/hello.md', dated('2024-02-01', 'aliases: [/2024/hello]\n'));
  expect((await run(work, 'check')).stdout).not.toContain('old-address');
});

test('an invalid pattern ends a command with the remedy', async () => {
  using work = withPatterns(new Workspace(), '/:title/ jekyll:/:titel/');
  work.write('a.md', article('A'));
  const { code, stderr } = await run(work, 'check');
  expect(code).toBe(2);
  expect(stderr).toContain(
    'OLD_ADDRESSES is "/:title/ jekyll:/:titel/"; "jekyll:/:titel/" has a placeholder that jekyll does not know, "titel"; write it like ',
  );
});

test('a site that sets the patterns later has its articles there after the next publish', async () => {
  using work = new Workspace();
  work.write('_posts/2020-01-02-hello.md', '---\ntitle: Hello\ncategories: [News]\n---\nText\n');
  work.write('_posts/2021-03-04-later.md', '---\ntitle: Later\n---\nText\n');
  work.write('about.md', '---\ntitle: About\nnav: 1\n---\nText\n');
  const old = [
    '/news/2020/01/02/hello.html',
    '/news/2020/01/02/hello',
    '/2021/03/04/later.html',
    '/about.html',
  ];
  const start = async (vars: Record<string, string>) =>
    serve({ state: work.state, host: '127.0.0.1', port: 0, vars, onLog: () => {} });
  const publish = async () => work.run(['publish', '--content', work.content, '--state', work.state]);
  const status = async (url: string) =>
    Promise.all(
      old.map(async (path) => {
        const { status, redirected } = await fetch(url + path);
        return `${status}${redirected ? ' redirected' : ''}`;
      }),
    );
  const before = await start({ TIMEZONE: 'UTC' });
  try {
    expect((await publish()).stdout).toMatch(/^3 added/m);
    expect(await status(before.url)).toEqual(old.map(() => '404'));
  } finally {
    await before.stop();
  }
  const after = await start({ TIMEZONE: 'UTC', OLD_ADDRESSES: 'jekyll:date' });
  try {
    expect((await publish()).code).toBe(0);
    await vi.waitFor(
      async () => expect(await status(after.url)).toEqual(old.map(() => '200 redirected')),
      soon,
    );
    expect((await publish()).stdout).toMatch(/^3 unchanged/m);
  } finally {
    await after.stop();
  }
});
