import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { article, jsonLines, Workspace } from './workspace.ts';

test('names the links that the navigation has no place for', async () => {
  using work = new Workspace();
  for (let i = 0; i < 14; i++) work.write(`${i}.md`, article(`N${i}`, { nav: i < 3 ? 'true' : String(i) }));
  const { code, stdout } = await work.run(['check', '--content', work.content]);
  expect(code).toBe(0);
  const lines = stdout.split('\n').filter((line) => line.includes('[too-many]'));
  expect(lines).toEqual([
    expect.stringMatching(
      /1\.md:1:1: warning: the navigation has 12 links, and others come before this one, so it was left out; /,
    ),
    expect.stringMatching(/2\.md:1:1: warning: /),
  ]);
});

describe('checking a content folder', () => {
  test('--json prints all keys of every file, with dates in UTC to the millisecond', async () => {
    using work = new Workspace();
    // `updated` names no zone.
    const vars = { SITE_URL: 'https://feeds.example', SITE_TITLE: 'A', TIMEZONE: 'Asia/Shanghai' };
    writeFileSync(join(work.folder, 'wrangler.json'), JSON.stringify({ vars }));
    work.write(
      'a.md',
      article('A', {
        date: '2021-12-01 20:17:44 +08:00',
        updated: '2021-12-02',
        categories: '[知乎, 知乎热榜]',
        tags: 'x, y',
        author: '知乎',
        image: 'https://images.example/1.jpg',
      }),
    );
    work.write('b/draft.md', '---\ntitle: Draft\ndraft: true\n---\n');
    work.write('bad.md', '---\ntitle: Bad\ndate: 2021-13-01\n---\n');
    work.write('broken.md', '---\ntitle: [\n---\n');
    work.write('README.md', 'no front matter\n');
    work.write('undated.md', '---\ntitle: About\n---\n');
    const { program, env } = work.command(['check', '--json']);
    const { code, stdout } = await work.finish('sh', ['-c', program], env);
    expect(code).toBe(1);
    const nothing = {
      published: null,
      updated: null,
      categories: [],
      tags: [],
      authors: [],
      image: null,
      kind: null,
      heldBack: null,
    };
    const problem = { line: 2, column: expect.any(Number), message: expect.any(String) };
    const error = { severity: 'error', ...problem };
    expect(jsonLines(stdout)).toEqual([
      { path: 'README.md', status: 'skip', title: null, ...nothing, problems: [] },
      {
        path: 'a.md',
        status: 'article',
        title: 'A',
        published: '2021-12-01T12:17:44.000Z',
        updated: '2021-12-01T16:00:00.000Z',
        categories: ['知乎', '知乎热榜'],
        tags: ['x', 'y'],
        authors: [{ name: '知乎' }],
        image: 'https://images.example/1.jpg',
        kind: null,
        heldBack: null,
        problems: [],
      },
      {
        path: 'b/draft.md',
        status: 'draft',
        title: 'Draft',
        ...nothing,
        heldBack: 'draft: true',
        problems: [],
      },
      {
        path: 'bad.md',
        status: 'error',
        title: 'Bad',
        ...nothing,
        problems: [{ ...error, line: 3, column: 7, code: 'date' }],
      },
      { path: 'broken.md', status: 'error', title: null, ...nothing, problems: [{ ...error, code: 'yaml' }] },
      {
        path: 'undated.md',
        status: 'article',
        title: 'About',
        ...nothing,
        kind: 'page',
        problems: [{ ...problem, severity: 'warning', line: 1, code: 'undated' }],
      },
    ]);
  });

  test('finds what a publish of the folder would refuse, and counts the other files by their fate', async () => {
    using work = new Workspace();
    const dated = (lines: string) => `---\ndate: 2024-01-01\n${lines}\n---\nText\n`;
    work.write('a.md', dated('slug: same'));
    work.write('b.md', dated('slug: same'));
    work.write('c.md', dated('password: abc'));
    work.write('d.md', dated('status: pending'));
    work.write('e.md', dated('unlisted: true'));
    work.write('about.md', '---\ntitle: About\n---\nText\n');
    for (const year of [2020, 2021]) work.write(`${year}-01-01-new-year.md`, '---\n---\nText\n');
    const { code, stdout } = await work.run(['check', '--content', work.content]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/b\.md:1:1: error: a\.md .* \[duplicate-address\]/);
    expect(stdout).toMatch(/about\.md:1:1: warning: .*date.* \[undated\]/);
    expect(stdout).toContain(
      '3 articles, 1 page, 1 unlisted, 2 held back (password 1, status 1), 1 with errors',
    );
    const json = jsonLines((await work.run(['check', '--json', '--content', work.content])).stdout);
    expect(json).toContainEqual(expect.objectContaining({ path: 'b.md', status: 'error' }));
    expect(json).toContainEqual(expect.objectContaining({ path: 'e.md', kind: 'unlisted' }));
  });

  test('finds links to files that are not there, and counts the tags that are shown as they stand', async () => {
    using work = new Workspace();
    work.write('a.md', '---\ndate: 2024-01-01\n---\n\n[b](b.md), [c](sub/c.md)\n\n{% chart x %}\n');
    work.write('b.md', '---\ndate: 2024-01-02\n---\n[a](a.md)\n\n{% chart y %}\n');
    const { code, stdout } = await work.run(['check', '--content', work.content]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/a\.md:5:\d+: warning: .*sub\/c\.md.* \[link\]/);
    expect(stdout.match(/\[link\]/g)).toHaveLength(1);
    expect(stdout).toContain('2 files: {% chart %} is shown as it stands');
  });

  test('prints problems like a compiler, and the number of each code', async () => {
    using work = new Workspace();
    for (const name of ['a', 'b']) work.write(`${name}.md`, `---\ntitle: ${name}\ndate: 2021-13-01\n---\n`);
    work.write('good.md', article('Good'));
    const { code, stdout } = await work.run(['check', '--content', work.content]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/content\/a\.md:3:7: error: .*2021-13-01.* \[date\]\n/);
    expect(stdout).toMatch(/\nProblems by code:\n {2}date {2}2\n/);
    expect(stdout).toMatch(/\n1 article, 2 with errors \(/);
  });

  test('a file that is not UTF-8 and a file that is too large are errors', async () => {
    using work = new Workspace();
    work.write('latin.md', Buffer.from('---\ntitle: caf\xe9\n---\n', 'latin1'));
    work.write('large.md', `---\ntitle: Large\n---\n${'x'.repeat(5_000_000)}`);
    const { stdout } = await work.run(['check', '--content', work.content]);
    expect(stdout).toMatch(/large\.md:1:1: error: the file has 5\.0 MB.* \[too-large\]/);
    expect(stdout).toMatch(/latin\.md:2:11: error: .*UTF-8/);
  });

  test('a folder without errors ends with code 0', async () => {
    using work = new Workspace();
    work.write('good.md', article('Good'));
    const { code, stdout } = await work.run(['check', '--content', work.content]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^1 article \(.*\)\n$/) });
  });
});

describe('the command line', () => {
  test.each([
    ['an unknown command', ['pubish'], /unknown command 'pubish'/],
    ['an unknown option', ['check', '--jsno'], /unknown option '--jsno'/],
    [
      'a title without quotes',
      ['new', 'Hello,', 'world'],
      /too many arguments for 'new'\. Write the title in quotes\./,
    ],
    [
      'a folder without --content',
      ['check', 'blog'],
      /too many arguments for 'check'\. It takes only options\./,
    ],
    ['a missing folder', ['check', '--content', '/nowhere'], /\/nowhere: no such folder\. Set --content/],
    [
      'an invalid address',
      ['status', '--to', 'feeds.example'],
      /--to is "feeds.example", which is not the address of a worker/,
    ],
    ['an invalid port', ['start', '--port', '70000'], /from 0 to 65535/],
  ])('%s ends with code 2 and a message', async (_, args, message) => {
    using work = new Workspace();
    const { code, stderr } = await work.run(args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each(['start', 'publish', 'check', 'new', 'status', 'rebuild'])(
    '%s --help shows an example',
    async (name) => {
      using work = new Workspace();
      const { code, stdout } = await work.run([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`\\$ .*(npm start|edgefeed ${name})`));
    },
  );
});
