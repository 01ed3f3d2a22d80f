import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dateWithOffset } from '../../src/cli/source/new-article.ts';
import { jsonLines, Workspace } from './workspace.ts';

describe('writing a new article', () => {
  test('a folder that is not there is an error, and is not made', async () => {
    using work = new Workspace();
    const typo = join(work.folder, 'contnet');
    expect(await work.run(['new', 'A', '--content', typo])).toEqual({
      code: 2,
      stdout: '',
      stderr: `edgefeed: ${typo}: no such folder. Set --content to the folder of your articles.\n`,
    });
    expect(readdirSync(work.folder)).toEqual(['content']);
  });

  test('it has an id, a date and a file named by title and category, and passes the check', async () => {
    using work = new Workspace();
    const title = 'Quotes "and" : colons, 中文 #1';
    const args = [
      '--category',
      '知乎热榜',
      '--category',
      'C/C++',
      '--tag',
      'no',
      '--author',
      '知乎',
      '--content',
      work.content,
    ];
    // The date has whole seconds.
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { code, stdout } = await work.run(['new', title, ...args]);
    const after = Date.now();
    const file = join(work.content, '知乎热榜/Quotes-and-colons-中文-1.md');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${file}\n` });
    expect(readFileSync(file, 'utf8')).toMatch(
      /^id: urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/m,
    );
    const [checked] = jsonLines((await work.run(['check', '--json', '--content', work.content])).stdout);
    expect(checked).toMatchObject({
      status: 'article',
      title,
      categories: ['知乎热榜', 'C/C++'],
      tags: ['no'],
      authors: [{ name: '知乎' }],
      problems: [],
    });
    expect(readFileSync(file, 'utf8')).toMatch(/^date: \d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/m);
    const published = Date.parse(checked!['published'] as string);
    expect([published >= before, published <= after]).toEqual([true, true]);
  });

  test('a second article of the same title does not overwrite the first', async () => {
    using work = new Workspace();
    const write = async (): Promise<string> =>
      (await work.run(['new', 'Twice', '--content', work.content])).stdout.trim();
    expect([await write(), await write(), await write()]).toEqual(
      ['Twice.md', 'Twice-2.md', 'Twice-3.md'].map((name) => join(work.content, name)),
    );
  });

  test('a title without letters has a file name, and --draft makes a draft', async () => {
    using work = new Workspace();
    const { stdout } = await work.run(['new', '🎉', '--draft', '--content', work.content]);
    expect(stdout.trim()).toBe(join(work.content, 'article.md'));
    const [checked] = jsonLines((await work.run(['check', '--json', '--content', work.content])).stdout);
    expect(checked).toMatchObject({ status: 'draft', title: '🎉' });
  });

  test('a category named like a folder of a tool gets a folder that is searched for articles', async () => {
    using work = new Workspace();
    const { stdout } = await work.run(['new', 'A', '--category', 'scaffolds', '--content', work.content]);
    expect(stdout.trim()).toBe(join(work.content, 'scaffolds-1/A.md'));
  });

  test('an empty title is refused', async () => {
    using work = new Workspace();
    expect(await work.run(['new', ' ', '--content', work.content])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('the date of a new article', () => {
  test.each([
    ['Asia/Shanghai', '2021-12-01T20:17:44+08:00'],
    ['UTC', '2021-12-01T12:17:44+00:00'],
    ['America/St_Johns', '2021-12-01T08:47:44-03:30'],
  ])('in %s it is %s', (zone, text) => {
    expect(dateWithOffset(new Date('2021-12-01T12:17:44.900Z'), zone)).toBe(text);
  });

  test('a category that links to another folder is refused', async () => {
    using work = new Workspace();
    using elsewhere = new Workspace();
    symlinkSync(elsewhere.content, join(work.content, 'Notes'));
    const { code, stderr } = await work.run(['new', 'A', '--category', 'Notes', '--content', work.content]);
    expect(code).toBe(2);
    expect(stderr).toContain('is a link to a folder outside');
    expect(readdirSync(elsewhere.content)).toEqual([]);
  });

  test("a folder that can't be made is an error", async () => {
    using work = new Workspace();
    const { code, stderr } = await work.run(['new', 'A', '--content', '/proc', '--category', 'x']);
    expect(code).toBe(2);
    expect(stderr).toContain("'/proc/x'");
  });
});
