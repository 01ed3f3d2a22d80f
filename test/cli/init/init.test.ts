import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { shellWord } from '../../../src/cli/init/shell-word.ts';
import { settings } from '../../../src/site/settings.ts';
import { jsonLines, Workspace, type Finished } from '../workspace.ts';
import { writeAll } from './blog-files.ts';

/** Runs the command in the folder of the workspace, without the folder `content` that it has. */
const init = async (work: Workspace, ...args: string[]): Promise<Finished> => {
  const { program, env } = work.command(['init', ...args]);
  return work.finish('sh', ['-c', `exec ${program}`], { ...env, TZ: 'Europe/Vienna', LANG: 'C' });
};

const entriesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

/** All files below a folder, and their bytes. */
function filesIn(folder: string): Record<string, string> {
  const names = entriesIn(folder);
  return Object.fromEntries(
    names
      .filter((name) => lstatSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

const vars = (folder: string): Record<string, string> =>
  parse(readFileSync(join(folder, 'wrangler.toml'), 'utf8'))['vars'] as Record<string, string>;

const names = [
  '.github/workflows/publish.yml',
  '.gitignore',
  '.npmrc',
  'README.md',
  'content/hello.md',
  'package.json',
  'src/worker.ts',
  'wrangler.toml',
];

describe('a new site', () => {
  test('has its files, and an article that passes the check', async () => {
    using work = new Workspace();
    const site = join(work.folder, 'deep/my feeds');
    const { code, stdout, stderr } = await init(work, 'deep/my feeds', '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^edgefeed made a site in deep\/my feeds\n\n {3}package\.json +commands/);
    expect(stdout).toContain('Next:\n  cd "deep/my feeds"\n  npm install\n  npm start\n');
    expect(Object.keys(filesIn(site))).toEqual(names);
    // A registry may have a stranger's package of this name.
    const { dependencies } = JSON.parse(readFileSync(join(site, 'package.json'), 'utf8')) as {
      dependencies: { edgefeed: string };
    };
    expect(dependencies.edgefeed).toMatch(/^file:.*\/edgefeed-\d+\.\d+\.\d+\.tgz$/);
    const tarball = resolve(site, dependencies.edgefeed.slice('file:'.length));
    expect(dirname(tarball)).toBe(process.cwd());
    expect(stdout.includes('Make it before you install: npm pack')).toBe(!existsSync(tarball));
    expect(readdirSync(site)).not.toContainEqual(expect.stringContaining('edgefeed-init'));
    expect(vars(site)).toEqual({
      SITE_URL: 'http://127.0.0.1:8787',
      SITE_TITLE: 'my feeds',
      SITE_LANGUAGE: 'en-US',
      TIMEZONE: 'Europe/Vienna',
      CONTENT: 'content',
    });
    const { program, env } = work.command(['check', '--json']);
    const checked = await work.finish('sh', ['-c', `cd '${site}' && exec ${program}`], env);
    expect(jsonLines(checked.stdout)).toMatchObject([{ status: 'article', title: 'Hello', problems: [] }]);
    expect(readFileSync(join(site, 'content/hello.md'), 'utf8')).toMatch(
      /^date: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/m,
    );
  });

  test('takes its settings from options, in Chinese an article in Chinese', async () => {
    using work = new Workspace();
    const title = 'A "title"\\\x1b[31m 中文';
    const options = { title, address: 'feeds.example.com/', language: 'zh-cn', timezone: 'Asia/Shanghai' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const { code, stdout } = await init(
      work,
      'a',
      '--yes',
      ...args,
      '--name',
      'feeds-2',
      '--description',
      'D',
    );
    expect({ code, escape: stdout.includes('\x1b') }).toEqual({ code: 0, escape: false });
    expect(vars(join(work.folder, 'a'))).toMatchObject({
      SITE_URL: 'https://feeds.example.com',
      SITE_TITLE: title,
      SITE_DESCRIPTION: 'D',
      SITE_LANGUAGE: 'zh-CN',
      TIMEZONE: 'Asia/Shanghai',
    });
    expect(stdout).toContain('content/你好.md');
    expect(stdout).not.toContain('SITE_URL');
    expect(Object.keys(settings)).toEqual(expect.arrayContaining(Object.keys(vars(join(work.folder, 'a')))));
  });

  test('keeps what a folder has, and says so; a second time writes nothing', async () => {
    using work = new Workspace();
    const site = join(work.folder, 'a');
    writeAll(site, { 'README.md': 'Mine', 'content/mine.md': 'Mine', '.gitignore': 'dist/\n' });
    const { stdout } = await init(work, 'a', '--yes');
    expect(stdout).toContain('.gitignore                     what git leaves out (added to)');
    expect(stdout).toContain('Kept as they are: README.md\n');
    const files = filesIn(site);
    expect(Object.keys(files)).toEqual(names.map((name) => name.replace('hello', 'mine')));
    expect(files).toMatchObject({ 'README.md': 'Mine', 'content/mine.md': 'Mine' });
    expect(files['.gitignore']).toMatch(/^dist\/\nnode_modules\/\n/);
    const again = await init(work, 'a', '--yes', '--title', 'Other');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Nothing is missing in a, so/) });
    expect(filesIn(site)).toEqual(files);
  });

  test('gets what a site lacks, with the settings that it has', async () => {
    using work = new Workspace();
    const site = join(work.folder, 'a');
    await init(work, 'a', '--yes', '--content', 'a/texts', '--language', 'zh');
    const { 'src/worker.ts': worker, ...rest } = filesIn(site);
    writeAll(join(work.folder, 'b'), rest);
    expect(await init(work, 'b', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^edgefeed made a site in b\n\n {3}src\/worker\.ts {2}the worker\n\nNext/,
      ),
    });
    expect(filesIn(join(work.folder, 'b'))).toEqual({ ...rest, 'src/worker.ts': worker });
    expect(Object.keys(rest)).toContain('texts/你好.md');
  });
});

describe('a site in a blog', () => {
  const hexo = {
    '_config.yml':
      'title: 山间\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nsource_dir: source\npermalink: :year/:title/\ncategory_map:\n  编程: programming\n  C# & co: csharp\n  same: same\ntag_dir: label\n',
    'source/_posts/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\nText\n',
    'source/img/a.txt': 'A',
    'package.json': '{\n    "name": "blog",\n    "scripts": { "start": "hexo server" }\n}\n',
    'pnpm-lock.yaml': '',
    'src/worker.ts': 'export default {};\n',
    '.github/workflows/publish.yml': 'name: Mine\n',
  };

  test('publishes its articles and files in place', async () => {
    using work = new Workspace();
    writeAll(work.folder, hexo);
    const { code, stdout, stderr } = await init(work, '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('edgefeed made a site in this folder\n');
    expect(stdout).toMatch(
      /From the blog of Hexo \(_config\.yml\):\n {3}title +山间\n[^]*old addresses +hexo::year\/:title\/\n/,
    );
    expect(stdout).toContain(
      'Lead them on by these lines in source/_posts/_redirects:\n  /categories/programming/ /categories/编程/\n  /categories/csharp/ /categories/C%23%20&%20co/\n  /label/* /tags/:splat\n',
    );
    expect(stdout).toContain('Next:\n  pnpm install\n  pnpm run edgefeed:start\n');
    expect(vars(work.folder)).toEqual({
      SITE_URL: 'http://127.0.0.1:8787',
      SITE_TITLE: '山间',
      SITE_LANGUAGE: 'zh-CN',
      TIMEZONE: 'Asia/Shanghai',
      LINE_BREAKS: 'hard',
      OLD_ADDRESSES: 'hexo::year/:title/',
      CONTENT: 'source/_posts',
      STATIC: '.',
    });
    const files = filesIn(work.folder);
    expect(files).not.toHaveProperty('README.md');
    expect(files['src/worker.ts']).toBe(hexo['src/worker.ts']);
    expect(files['src/edgefeed.ts']).toContain("from 'edgefeed'");
    expect(files['.github/workflows/publish.yml']).toBe('name: Mine\n');
    expect(files['.github/workflows/edgefeed.yml']).toContain('npx --no edgefeed publish');
    expect(files['wrangler.toml']).toContain('main = "src/edgefeed.ts"');
    expect(files['package.json']).toMatch(/\n {4}"dependencies": \{\n {8}"edgefeed": /);
    const { program, env } = work.command(['check', '--json']);
    const checked = await work.finish('sh', ['-c', `exec ${program}`], env);
    expect(jsonLines(checked.stdout).map(({ path }) => path)).toEqual(['a.md', '/img/a.txt']);
  });

  test('may be in another folder than the blog, which stays as it is', async () => {
    using work = new Workspace();
    const blog = join(work.folder, 'blog');
    writeAll(blog, hexo);
    const before = filesIn(blog);
    const { code, stdout } = await init(work, 'feeds', '--from', 'blog', '--yes', '--title', 'Feeds');
    expect(code).toBe(0);
    expect(stdout).toContain('No workflow for GitHub was written');
    expect(filesIn(blog)).toEqual(before);
    expect(Object.keys(filesIn(join(work.folder, 'feeds')))).toEqual([
      '.gitignore',
      '.npmrc',
      'README.md',
      'package.json',
      'src/worker.ts',
      'wrangler.toml',
    ]);
    expect(vars(join(work.folder, 'feeds'))).toMatchObject({
      SITE_TITLE: 'Feeds',
      CONTENT: '../blog/source/_posts',
      STATIC: '.',
      GITHUB_CONTENT: 'source/_posts',
    });
  });

  test('says which folder to check if the configuration names none', async () => {
    using work = new Workspace();
    writeAll(join(work.folder, 'a'), { '.eleventy.js': 'module.exports = {};' });
    const { stdout } = await init(work, 'a', '--yes');
    expect(stdout).toContain('check CONTENT in wrangler.toml, which is posts.\n');
    expect(vars(join(work.folder, 'a'))).toMatchObject({
      STATIC: '.',
      IGNORE: '/package.json /package-lock.json /tsconfig.json',
    });
  });

  test('takes nothing over with --no-from, and another folder of articles with --content', async () => {
    using work = new Workspace();
    writeAll(join(work.folder, 'a'), { 'hugo.toml': 'title = "Hugo"\n', 'content/posts/x.md': '' });
    writeAll(join(work.folder, 'b'), { 'hugo.toml': 'title = "Hugo"\n', 'content/posts/x.md': '' });
    await init(work, 'a', '--yes', '--no-from');
    expect(vars(join(work.folder, 'a'))).toMatchObject({ SITE_TITLE: 'a' });
    await init(work, 'b', '--yes', '--content', 'b/content/posts');
    expect(vars(join(work.folder, 'b'))).toMatchObject({
      SITE_TITLE: 'Hugo',
      CONTENT: 'content/posts',
      STATIC: '../static',
    });
  });
});

test('a site in a blog that copies every file is named to it, and one elsewhere is not', async () => {
  using work = new Workspace();
  const noteOf = async (exclude: string, ...args: string[]): Promise<string | undefined> => {
    writeAll(join(work.folder, 'blog'), {
      '_config.yml': `title: A\nexclude: [${exclude}]\n`,
      '_posts/': '',
    });
    const { stdout } = await init(work, ...args, '--yes');
    return /^Jekyll copies .*$/m.exec(stdout)?.[0];
  };
  expect(await noteOf('', 'elsewhere', '--from', 'blog')).toBeUndefined();
  expect(await noteOf('', 'blog/a/feeds', '--from', 'blog')).toBe(
    'Jekyll copies the folder a/feeds into its site unless _config.yml excludes it: add it to its exclude.',
  );
  expect(await noteOf('b/', 'blog/b', '--from', 'blog')).toBeUndefined();
  expect(await noteOf('', 'blog')).toMatch(/ unless _config\.yml excludes them: add package\.json, /);
  rmSync(join(work.folder, 'blog/wrangler.toml'));
  expect(await noteOf('package.json, wrangler.toml', 'blog')).toBeUndefined();
});

test('commands that it prints have a folder of any name as one word', async () => {
  using work = new Workspace();
  const { stdout } = await init(work, 'b $1', '--yes');
  expect(stdout).toContain("\n  cd 'b $1'\n");
  expect(shellWord("it's $1")).toBe(String.raw`'it'\''s $1'`);
  writeAll(work.folder, { 'a b/wrangler.toml': 'name = "shop"\n' });
  const { stderr } = await init(work, 'a b', '--yes');
  expect(stderr).toMatch(/: edgefeed init "a b\/feeds" --from "a b"\n$/);
});

describe('init writes nothing', () => {
  const refused = async (
    files: Record<string, string>,
    args: readonly string[],
    prepare: (work: Workspace) => void = () => {},
  ): Promise<string> => {
    using work = new Workspace();
    writeAll(work.folder, files);
    prepare(work);
    const before = filesIn(work.folder);
    const folders = entriesIn(work.folder);
    const { code, stdout, stderr } = await init(work, ...args);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({
      code: 2,
      stdout: '',
      lines: 1,
    });
    expect(filesIn(work.folder)).toEqual(before);
    expect(entriesIn(work.folder)).toEqual(folders);
    return stderr.replaceAll(work.folder, '…').trimEnd();
  };

  test.each<[string[], RegExp]>([
    [['a'], /^edgefeed: There is no terminal to ask on\. Add --yes, /],
    [
      ['a', '--yes', '--address', 'ftp://a.example'],
      /^edgefeed: --address: "ftp:\/\/a\.example" is none; set it to /,
    ],
    [['a', '--yes', '--address', 'https://a.example/blog'], /--address: /],
    [['a', '--yes', '--timezone', 'Beijing'], /^edgefeed: --timezone: "Beijing" is none; set it to a zone /],
    [
      ['a', '--yes', '--language', 'German'],
      /^edgefeed: --language: "German" is none; set it to a language tag /,
    ],
    [['a', '--yes', '--language', 'not a tag'], /^edgefeed: --language: "not a tag" is none; set it to /],
    [['a', '--yes', '--title', ' \n'], /^edgefeed: --title: the title is empty\.$/],
    [['a', '--yes', '--name', 'Foo'], /^edgefeed: --name is "Foo", which npm or Cloudflare refuses: /],
    [['a', '--yes', '--from', 'nowhere'], /^edgefeed: --from: nowhere is not a folder\./],
    [['a', '--yes', '--from', 'content'], /^edgefeed: --from: content has no configuration of Astro, /],
    [
      ['a', '--yes', '--content', '../nowhere-at-all'],
      /^edgefeed: --content: \.\.\/nowhere-at-all is no folder here\. For one of the site, write nowhere-at-all\.$/,
    ],
  ])('with %j', async (args, message) => {
    expect(await refused({}, args)).toMatch(message);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a file in place of the folder', { a: '' }, /^edgefeed: a is not a folder\./],
    [
      'a folder in place of a file',
      { 'a/package.json/x': '' },
      /^edgefeed: a\/package\.json is a folder, and in the way/,
    ],
    [
      'a file in place of src',
      { 'a/src': '' },
      /^edgefeed: a\/src is a file, and in the way, so nothing was written\./,
    ],
    [
      'a package.json with a slip',
      { 'a/package.json': '{"name": }' },
      /^edgefeed: a\/package\.json can't be read: .*Mend it/,
    ],
    [
      'a _config.yml with a slip',
      { 'a/_config.yml': 'a: "b\n' },
      /^edgefeed: a\/_config\.yml:\d+:\d+ can't be read: /,
    ],
    [
      'the configuration of another worker',
      { 'a/wrangler.jsonc': '{"name": "shop", "main": "x.ts"}' },
      /^edgefeed: a\/wrangler\.jsonc is the configuration of another worker \(shop\), .*edgefeed init a\/feeds --from a$/,
    ],
    [
      'a broken wrangler.toml',
      { 'a/wrangler.toml': '[vars' },
      /^edgefeed: a\/wrangler\.toml can't be read: /,
    ],
  ])('over %s', async (_, files, message) => {
    expect(await refused(files, ['a', '--yes'])).toMatch(message);
  });

  test('below a file', async () => {
    expect(await refused({ a: '' }, ['a/b/c', '--yes'])).toBe(
      'edgefeed: a is not a folder. Name another one for the site.',
    );
  });

  test('through links, or where no file can be made', async () => {
    const link = (target: string, name: string) => (work: Workspace) => {
      mkdirSync(join(work.folder, 'a'));
      symlinkSync(target, join(work.folder, name));
    };
    expect(await refused({}, ['b', '--yes'], link('nowhere', 'b'))).toMatch(/^edgefeed: b is not a folder\./);
    expect(await refused({}, ['a', '--yes'], link('../content', 'a/src'))).toMatch(
      /^edgefeed: a\/src is a link that leads elsewhere/,
    );
    expect(await refused({}, ['a', '--yes'], link('/nowhere', 'a/.github'))).toMatch(
      /a link that leads elsewhere/,
    );
    expect(await refused({}, ['a', '--yes'], link('../content', 'a/package.json'))).toMatch(
      /^edgefeed: a\/package\.json is a link that leads elsewhere/,
    );
    expect(await refused({}, ['/proc/a', '--yes'])).toBe(
      "edgefeed: /proc/a can't be written (ENOENT), so nothing was. Check its permissions, and the space on the disk.",
    );
  });
});

test('a link to a folder is a folder, and one in place of a file is kept', async () => {
  using work = new Workspace();
  mkdirSync(join(work.folder, 'real'));
  symlinkSync('real', join(work.folder, 'a'));
  symlinkSync('/nowhere', join(work.folder, 'real/README.md'));
  const { code, stdout } = await init(work, 'a', '--yes');
  expect({ code, kept: stdout.includes('Kept as they are: README.md') }).toEqual({ code: 0, kept: true });
  expect(existsSync(join(work.folder, 'real/wrangler.toml'))).toBe(true);
  expect(lstatSync(join(work.folder, 'real/README.md')).isSymbolicLink()).toBe(true);
});

test('permissions of a file that is added to stay', async () => {
  using work = new Workspace();
  writeAll(join(work.folder, 'a'), { '.gitignore': 'dist/\n' });
  chmodSync(join(work.folder, 'a/.gitignore'), 0o600);
  await init(work, 'a', '--yes');
  expect(lstatSync(join(work.folder, 'a/.gitignore')).mode & 0o777).toBe(0o600);
});

describe('a folder below the top of a repository', () => {
  test('gets no workflow, which GitHub would not read', async () => {
    using work = new Workspace();
    mkdirSync(join(work.folder, '.git'));
    const { stdout } = await init(work, 'feeds', '--yes');
    expect(stdout).toContain('No workflow for GitHub was written');
    expect(existsSync(join(work.folder, 'feeds/.github'))).toBe(false);
  });
});

test('--help says what is recognised', async () => {
  using work = new Workspace();
  const { code, stdout } = await init(work, '--help');
  expect(code).toBe(0);
  expect(stdout).toContain('Astro, Eleventy, Hexo, Hugo, Jekyll, Pelican, Zola');
  writeFileSync(join(work.folder, 'x'), '');
});
