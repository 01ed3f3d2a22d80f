/** `edgefeed check` on files beside articles. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkAssets } from '../../src/cli/source/check-assets.ts';
import { siteFolders } from '../../src/cli/source/site-folders.ts';
import { localWorker } from './local-worker.ts';
import { png } from './pictures.ts';
import { showFile } from '../show/show-file.ts';
import { article, finished, jsonLines, Workspace } from './workspace.ts';

function site(): Workspace {
  const work = new Workspace();
  const body = [
    '![](a.png)',
    '![](gone.png)',
    '![](/images/x.png)',
    '![](/images/lost.png)',
    '![[deep.png]]',
    '![](../static/images/x.png)',
    '[plan](plan.psd)',
    '[paper](/files/paper.pdf)',
  ];
  work.write('trip/a.md', article('A', { cover: 'cover.jpg' }, body.join('\n\n')));
  work.write('trip/a.png', png(1, 1));
  work.write('other/deep.png', png(2, 1));
  work.write('trip/plan.psd', '8BPS');
  work.write('fake.png', 'no picture');
  const beside = (path: string, bytes: string | Uint8Array) => {
    const file = join(work.folder, 'static', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  beside('images/x.png', png(3, 1));
  beside('files/paper.pdf', '%PDF-1.7\n');
  beside('files/trip/a.png', png(4, 1));
  beside('search/logo.png', png(5, 1));
  beside('favicon.ico', '');
  beside('theme.css', 'p {}');
  beside('.well-known/x.txt', 'x');
  return work;
}

test('names the files that articles name and that there are not, by line, and files that are not published', async () => {
  using work = site();
  const { code, stdout } = await work.run(['check', '--content', work.content]);
  expect(code).toBe(1);
  const lines = stdout.replaceAll(`${work.content}/`, '').replaceAll(`${work.folder}/`, '').split('\n');
  expect(lines.filter((line) => line.includes('[file]')).sort()).toEqual(
    [
      'trip/a.md:4:8: warning: the article names trip/cover.jpg, which is no file of the content folder; correct the path, or add the file [file]',
      'trip/a.md:9:5: warning: the article names trip/gone.png, which is no file of the content folder; correct the path, or add the file [file]',
      'trip/a.md:13:13: warning: the article names /images/lost.png, which is no file of the static folder; correct the path, or add the file [file]',
      'trip/a.md:19:8: warning: the article names trip/plan.psd, which is not published: its type is not one of docs/files.md, or IGNORE leaves it out [file]',
      'fake.png:1:1: error: the file is named .png, but contains text; replace it, or rename it [file]',
      'static/files/trip/a.png:1:1: error: the file trip/a.png of the content folder has this address; rename one of them [file]',
      'static/search/logo.png:1:1: error: the site has a document of its own at /search/logo.png, so the file is not published; rename it, or remove it [file]',
      'static/favicon.ico:1:1: warning: the site has a document of its own at /favicon.ico, so the file is not published; rename it, or remove it [file]',
    ].sort(),
  );
  expect(stdout).toContain('4 other files are not published: .css 1, .ico 1, .png 1, .psd 1');
  expect(stdout).toMatch(/1 article, 4 files \(\d+ bytes\), 3 with errors/);
});

test('says where a file lies that an article names outside of the folders', async () => {
  using work = new Workspace();
  const content = join(work.folder, 'src/content/blog');
  const write = (path: string, bytes: string | Uint8Array): void => {
    mkdirSync(dirname(join(work.folder, path)), { recursive: true });
    writeFileSync(join(work.folder, path), bytes);
  };
  write('src/assets/hero.png', png(1, 1));
  write('public/a.txt', 'a');
  write('src/content/blog/a.md', article('A', { heroImage: '../../assets/hero.png' }));
  const { stdout } = await work.run(['check', '--content', content, '--static', join(work.folder, 'public')]);
  expect(stdout.replaceAll(/\S*\/(?=(?:src|public)\/)/g, '')).toContain(
    'the article names /assets/hero.png, which lies at src/assets/hero.png, outside of the folders that are published; copy it to public/assets/hero.png [file]',
  );
});

test('lists files with their types as JSON', async () => {
  using work = site();
  const { stdout } = await work.run(['check', '--json', '--content', work.content]);
  expect(jsonLines(stdout).filter(({ status }) => status === 'file')).toEqual([
    {
      path: 'other/deep.png',
      status: 'file',
      type: 'image/png',
      bytes: expect.any(Number),
      heldBack: null,
      problems: [],
    },
    {
      path: 'trip/a.png',
      status: 'file',
      type: 'image/png',
      bytes: expect.any(Number),
      heldBack: null,
      problems: [],
    },
    {
      path: '/files/paper.pdf',
      status: 'file',
      type: 'application/pdf',
      bytes: 9,
      heldBack: null,
      problems: [],
    },
    {
      path: '/images/x.png',
      status: 'file',
      type: 'image/png',
      bytes: expect.any(Number),
      heldBack: null,
      problems: [],
    },
  ]);
});

/** A draft, a scheduled and a published article with files, and a folder of drafts. */
function heldSite(): Workspace {
  const work = new Workspace();
  const picture = (path: string): void => work.write(path, png(path.length, 1));
  work.write('plan/index.en.md', article('Plan', { draft: 'true' }));
  work.write('plan/index.zh.md', article('Plan', { password: 'x' }));
  for (const path of ['plan/a.png', 'plan/b/c.png', 'plan/shown.png']) picture(path);
  work.write('later.md', article('Later', { date: '2999-01-01' }));
  picture('later/a.png');
  work.write('trip/index.md', article('Trip', {}, '![](a.png) ![](../plan/shown.png) ![](../_drafts/d.png)'));
  picture('trip/a.png');
  work.write('posts/index.md', article('Posts', { draft: 'true' }));
  work.write('posts/one.md', article('One'));
  picture('posts/x.png');
  picture('_drafts/d.png');
  picture('top.png');
  return work;
}

test('names the articles that hold files back, and folders of drafts', async () => {
  using work = heldSite();
  const { code, stdout } = await work.run(['check', '--content', work.content]);
  expect(code).toBe(0);
  expect(stdout).toContain('3 files are held back with their articles: plan/index.en.md 2, later.md 1\n');
  expect(stdout).toContain('1 file is held back in folders of drafts: _drafts/ 1\n');
  expect(stdout).not.toContain('not published: .png');
  expect(stdout).toContain(
    'the article names _drafts/d.png, which is not published: it lies in _drafts/, a folder of drafts; move it out of there [file]',
  );
  expect(stdout).toMatch(/ 4 files \(\d+ bytes\)/);
});

test('says that the cover of a show is published, whatever draft lies beside it', async () => {
  using work = new Workspace();
  work.write('audio/index.md', article('Audio', { draft: 'true' }));
  work.write('audio/_show.md', showFile());
  for (const path of ['audio/cover.jpg', 'audio/notes.png']) work.write(path, png(3, 1));
  const { stdout } = await work.run(['check', '--json', '--content', work.content]);
  const files = jsonLines(stdout).filter(({ path }) => /[gj]$/.test(String(path)));
  expect(files.map(({ path, status }) => [path, status])).toEqual([
    ['audio/cover.jpg', 'file'],
    ['audio/notes.png', 'draft'],
  ]);
});

test('says as JSON which article holds a file back', async () => {
  using work = heldSite();
  const { stdout } = await work.run(['check', '--json', '--content', work.content]);
  const files = jsonLines(stdout).filter(({ path }) => String(path).endsWith('.png'));
  expect(Object.fromEntries(files.map(({ path, status, heldBack }) => [path, [status, heldBack]]))).toEqual({
    'later/a.png': ['draft', 'later.md'],
    'plan/a.png': ['draft', 'plan/index.en.md'],
    'plan/b/c.png': ['draft', 'plan/index.en.md'],
    'plan/shown.png': ['file', null],
    'posts/x.png': ['file', null],
    'top.png': ['file', null],
    'trip/a.png': ['file', null],
  });
});

describe('a publish', () => {
  const { worker } = localWorker();

  test('holds back the files that check has named, and no others', async () => {
    using work = heldSite();
    const checked = await work.run(['check', '--json', '--content', work.content]);
    const files = jsonLines(checked.stdout).filter(({ path }) => String(path).endsWith('.png'));
    const options = ['--content', work.content, '--to', worker.url];
    const { code } = await work.run(['publish', ...options], { EDGEFEED_TOKEN: worker.token });
    expect(code).toBe(0);
    for (const { path, status } of files) {
      const answer = await fetch(`${worker.url}/files/${String(path)}`);
      expect({ path, status: answer.status }).toEqual({ path, status: status === 'file' ? 200 : 404 });
    }
    work.write('plan/index.zh.md', article('Plan'));
    await work.run(['publish', ...options], { EDGEFEED_TOKEN: worker.token });
    expect((await fetch(`${worker.url}/files/plan/a.png`)).status).toBe(200);
  });
});

test('says that the style sheet of the site is missing, or larger than what pages load', async () => {
  using work = new Workspace();
  work.write('a.md', article('A'));
  const setting = '/files/_style.css';
  const wrangler = readFileSync(join(import.meta.dirname, '../../wrangler.toml'), 'utf8');
  writeFileSync(
    join(work.folder, 'wrangler.toml'),
    wrangler.replace('STYLE_SHEET = ""', `STYLE_SHEET = "${setting}"`),
  );
  const { code, stdout } = await finished(work.spawn(['check'], {}, work.folder));
  expect(code).toBe(0);
  expect(stdout).toContain(
    `content/_style.css:1:1: warning: STYLE_SHEET names ${setting}, but no such file is published, so pages do not load it; add the file, or correct the setting [file]`,
  );

  const folders = siteFolders(
    { content: work.content },
    { staticFolder: 'static', ignored: [], maxBytes: 1e6 },
  );
  const messages = async (address: string): Promise<string[]> => {
    const files = await Array.fromAsync(checkAssets(folders, address));
    return files.flatMap(({ problems }) => problems.map(({ path, message }) => `${path}: ${message}`));
  };
  work.write('_style.css', `p{}${' '.repeat(64 * 1024 - 3)}`);
  expect(await messages(setting)).toEqual([]);
  work.write('_style.css', `p{}${' '.repeat(64 * 1024 - 2)}`);
  expect(await messages(setting)).toEqual([
    '_style.css: pages do not load this style sheet: it has 65537 bytes, and at most 65536 are allowed; shorten it',
  ]);
  expect(await messages('/_style.css')).toEqual([expect.stringMatching(/^\/_style.css: STYLE_SHEET names/)]);
});
