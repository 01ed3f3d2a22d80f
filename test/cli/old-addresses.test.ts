/** OLD_ADDRESSES on the command line: what `check` says, and a moved site served. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { article, jsonLines, Workspace } from './workspace.ts';

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
