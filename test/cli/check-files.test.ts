/** `edgefeed check` on files beside articles. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { png } from './pictures.ts';
import { article, jsonLines, Workspace } from './workspace.ts';

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

test('lists files with their types as JSON', async () => {
  using work = site();
  const { stdout } = await work.run(['check', '--json', '--content', work.content]);
  expect(jsonLines(stdout).filter(({ status }) => status === 'file')).toEqual([
    { path: 'other/deep.png', status: 'file', type: 'image/png', bytes: expect.any(Number), problems: [] },
    { path: 'trip/a.png', status: 'file', type: 'image/png', bytes: expect.any(Number), problems: [] },
    { path: '/files/paper.pdf', status: 'file', type: 'application/pdf', bytes: 9, problems: [] },
    { path: '/images/x.png', status: 'file', type: 'image/png', bytes: expect.any(Number), problems: [] },
  ]);
});
