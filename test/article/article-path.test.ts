import { describe, expect, it } from 'vitest';
import { isArticlePath } from '../../src/article/article-path.ts';

describe('a file of the content folder', () => {
  it.each([
    'a.md',
    'a.markdown',
    'a.mdx',
    'a.mkd',
    'a.mkdn',
    'a.mkdown',
    'a.mdown',
    'a.MDWN',
    'a.html',
    'a.HTM',
    '社交媒体/知乎.md',
    '_posts/a.md',
    '_drafts/a.md',
    'index.md',
  ])('is a source file: %s', (path) => {
    expect(isArticlePath(path)).toBe(true);
  });

  it.each([
    'a.txt',
    'a.md.bak',
    'a',
    '.md',
    '.a.md',
    '.git/a.md',
    'x/.obsidian/a.md',
    'node_modules/x/README.md',
    'scaffolds/post.md',
    '_layouts/a.html',
    'x/_includes/a.html',
    '_data/a.md',
    '_index.md',
    'x/_index.zh.md',
  ])('is not a source file: %s', (path) => {
    expect(isArticlePath(path)).toBe(false);
  });
});
