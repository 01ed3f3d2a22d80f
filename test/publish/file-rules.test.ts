import { describe, expect, test } from 'vitest';
import { contentRules, staticRules } from '../../src/publish/file-rules.ts';
import { committedFolders } from '../../src/publish/site-folders.ts';

describe('the files of a content folder', () => {
  const { kindOf } = contentRules({ ignored: ['*.zip', 'drafts/', '!keep.zip'], without: 'static' });

  test.each([
    ['a.md', 'source'],
    ['_redirects', 'source'],
    ['a/b/Photo.JPG', 'asset'],
    ['talk.mp3', 'asset'],
    ['talk.chapters.json', 'asset'],
    ['keep.zip', 'asset'],
    ['package.json', undefined],
    ['other.zip', undefined],
    ['drafts/a.png', undefined],
    ['static/a.png', undefined],
    ['.hidden/a.png', undefined],
    ['.a.png', undefined],
    ['_layouts/a.png', undefined],
    ['node_modules/x/a.png', undefined],
    ['app.js', undefined],
    ['style.css', undefined],
    ['_style.css', 'asset'],
    ['Makefile', undefined],
    ['picture.psd', undefined],
  ])('%s: %s', (path, kind) => expect(kindOf(path)).toBe(kind));
});

describe('the files of a static folder', () => {
  const { kindOf, mayHold } = staticRules({ ignored: ['raw'], without: 'blog/_posts' });

  test.each([
    ['images/a.png', 'asset'],
    ['data.json', 'asset'],
    ['files/a.pdf', 'asset'],
    ['a.md', undefined],
    ['page.html', undefined],
    ['robots.txt', undefined],
    ['favicon.ico', undefined],
    ['tags/a.png', undefined],
    ['raw/a.png', undefined],
    ['_site/a.png', undefined],
    ['blog/_posts/a.png', undefined],
  ])('%s: %s', (path, kind) => expect(kindOf(path)).toBe(kind));

  test('those of sources and results are not entered', () => {
    expect(['images', '_site', '_posts', 'blog/_posts', '.git'].map(mayHold)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('the static folder of a commit', () => {
  const settings = { staticFolder: 'static', ignored: [], maxBytes: 1 };
  const folderOf = (content: string, named?: string, staticFolder = 'static') =>
    committedFolders({ content, static: named }, { ...settings, staticFolder }).statics?.folder;

  test('lies beside the content folder, or where the command line says', () => {
    expect(folderOf('content')).toBe('static');
    expect(folderOf('blog/content')).toBe('blog/static');
    expect(folderOf('source/_posts', undefined, '.')).toBe('source');
    expect(folderOf('_posts', undefined, '.')).toBe('');
    expect(folderOf('content', './public/')).toBe('public');
    expect(folderOf('')).toBeUndefined();
    expect(folderOf('content', undefined, '')).toBeUndefined();
  });
});
