import { describe, expect, it } from 'vitest';

import { renderBody, type Body } from '../../../src/article/body/body.ts';

const site = 'https://feeds.example';

/** The body of a file that lies at `path`. */
const render = (source: string, path = 'notes/a.md'): Body =>
  renderBody(source, { path, baseUrl: `${site}/articles/notes/a`, siteUrl: site, takeHeading: false });

const hrefOf = (source: string, path?: string): string | undefined =>
  /(?:href|src)="([^"]*)"/.exec(render(source, path).html)?.[1];

describe('a link to a Markdown file', () => {
  it.each([
    ['beside it', '[x](b.md)', 'notes/a.md', 'notes/b'],
    ['with a part', '[x](b.md#Part)', 'notes/a.md', 'notes/b#user-content-Part'],
    ['in a folder above', '[x](../posts/2020-01-01-b.markdown)', 'notes/a.md', 'posts/b'],
    ['that is a folder of its own', '[x](../posts/bundle/index.md)', 'notes/a.md', 'posts/bundle'],
    ['by its path in the content folder', '[x](/posts/b.md)', 'notes/a.md', 'posts/b'],
    ['defined below', '[x][]\n\n[x]: ./b.md', 'notes/a.md', 'notes/b'],
    ['of HTML', '<a href="b.mdx">x</a>', 'notes/a.md', 'notes/b'],
    ['in Chinese', '[x](中文.md)', 'notes/a.md', 'notes/%E4%B8%AD%E6%96%87'],
    ['of Zola', '[x](@/posts/b.md)', 'notes/a.md', 'posts/b'],
    ['of Zola, above its content', '[x](@/b.md)', 'blog/content/notes/a.md', 'blog/content/b'],
    ['of Pelican', '[x]({filename}/posts/b.md#s)', 'notes/a.md', 'posts/b#user-content-s'],
    ['of Pelican, beside it', '[x]({filename}b.md)', 'notes/a.md', 'notes/b'],
    ['of Pelican, as it was', '[x](|filename|b.md)', 'notes/a.md', 'notes/b'],
    ['of Windows', String.raw`[x](docs\b.md)`, 'notes/a.md', 'notes/docs/b'],
    [
      'of Jekyll, from its root',
      '[x]({% link _posts/2020-01-01-b.md %})',
      'site/_posts/a.md',
      'site/_posts/b',
    ],
    ['of Jekyll, in _posts alone', '[x]({% post_url 2020-01-01-b %})', 'a.md', 'b'],
  ])('leads to the article: %s', (_, source, path, address) => {
    expect(hrefOf(source, path)).toBe(`${site}/articles/${address}`);
  });

  it('is told, with its place', () => {
    const source = 'One [x](b.md) and [y](../c.md), [z](https://a.example/d.md).';
    expect(render(source).links).toEqual([
      { path: 'notes/b.md', at: source.indexOf('b.md') },
      { path: 'c.md', at: source.indexOf('c.md') },
    ]);
  });

  it.each([
    ['out of the content folder', '[x](../../b.md)', 'b.md'],
    ['of another kind', '[x](b.html)', 'articles/notes/b.html'],
    ['of the web', `[x](${site}/b.md)`, 'b.md'],
  ])('is an ordinary address %s', (_, source, address) => {
    expect(hrefOf(source)).toBe(`${site}/${address}`);
    expect(render(source)).not.toHaveProperty('links');
  });
});

describe('the address of a file', () => {
  it.each([
    [
      'is below the folder that the article is',
      '![](pic.png)',
      'posts/bundle/index.md',
      'articles/notes/a/pic.png',
    ],
    ['has the separators of the web', String.raw`![](..\img\a.png)`, 'notes/a.md', 'articles/img/a.png'],
    ['has them in HTML too', String.raw`<img src="img\a.png">`, 'notes/a.md', 'articles/notes/img/a.png'],
    ['begins at the site, by Pelican', '![]({static}/img/a.png)', 'notes/a.md', 'img/a.png'],
    ['is beside the article, by Pelican', '![]({attach}a.png)', 'notes/a.md', 'articles/notes/a.png'],
    ['may be a list of Pelican', '[x]({category}foo)', 'notes/a.md', 'categories/foo/'],
    ['may be the home page of Pelican', '[x]({index})', 'notes/a.md', ''],
  ])('%s', (_, source, path, address) => {
    expect(hrefOf(source, path)).toBe(`${site}/${address}`);
  });

  it('on a drive of Windows is none', () => {
    expect(render(String.raw`![shot](C:\Users\me\shot.png)`).html).toBe('<p>shot</p>');
  });
});

describe('a link that another program opens', () => {
  it.each([
    'tel:+123',
    'sms:+123',
    'magnet:?xt=urn:btih:abc',
    'ftp://f.example/x',
    'xmpp:a@b.example',
    'geo:1,2',
  ])('stays: %s', (address) => {
    expect(hrefOf(`[x](${address})`)).toBe(address);
    expect(hrefOf(`<a href="${address}">x</a>`)).toBe(address);
  });

  it.each([
    'javascript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'blob:x',
    'file:///x',
    'about:blank',
    'tel:',
  ])('is left out where it may run something: %s', (address) => {
    expect(render(`<a href="${address}">x</a>`, 'a.html').html).toBe('x');
  });
});
