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
      'files/posts/bundle/pic.png',
    ],
    ['has the separators of the web', String.raw`![](..\img\a.png)`, 'notes/a.md', 'files/img/a.png'],
    ['has them in HTML too', String.raw`<img src="img\a.png">`, 'notes/a.md', 'files/notes/img/a.png'],
    ['begins at the content folder, by Pelican', '![]({static}/img/a.png)', 'notes/a.md', 'files/img/a.png'],
    ['is beside the article, by Pelican', '![]({attach}a.png)', 'notes/a.md', 'files/notes/a.png'],
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

describe('a relative address', () => {
  it.each([
    ['beside it', '![](a.png)', 'trip/a.md', 'files/trip/a.png'],
    ['at the top', '![](./a.png)', 'a.md', 'files/a.png'],
    ['of a page bundle', '![](img/a.png)', 'posts/trip/index.md', 'files/posts/trip/img/a.png'],
    ['of a translated bundle', '![](a.png)', 'posts/trip/index.zh.md', 'files/posts/trip/a.png'],
    ['in a folder above', '![](../img/a.png)', 'posts/trip.md', 'files/img/a.png'],
    ['above the content folder', '![](../../img/a.png)', 'posts/trip.md', 'img/a.png'],
    ['far above the content folder', '![](../../../img/a.png)', 'trip.md', 'img/a.png'],
    ['that is percent-encoded', '![](a%20b.png)', 'trip/a.md', 'files/trip/a%20b.png'],
    ['with blanks', '![](<a b.png>)', 'trip/a.md', 'files/trip/a%20b.png'],
    ['with a percent sign', '<img src="100%.png">', 'trip/a.md', 'files/trip/100%25.png'],
    ['with a number sign', '![](a%23b.png)', 'trip/a.md', 'files/trip/a%23b.png'],
    ['with a query', '![](a.png?v=1)', 'trip/a.md', 'files/trip/a.png?v=1'],
    ['with a part', '<audio src="a.mp3#t=10"></audio>', 'trip/a.md', 'files/trip/a.mp3#t=10'],
    ['in Chinese', '![](图/猫.png)', '旅行/一.md', 'files/%E6%97%85%E8%A1%8C/%E5%9B%BE/%E7%8C%AB.png'],
    ['whose letters are taken apart', '![](cafe\u0301.png)', 'trip/a.md', 'files/trip/caf%C3%A9.png'],
    ['of a lazy picture', '<img data-src="a.png" src="data:,">', 'trip/a.md', 'files/trip/a.png'],
    ['without an ending', '![](a)', 'trip/a.md', 'files/trip/a'],
    ['of a document', '[x](a.pdf)', 'trip/a.md', 'files/trip/a.pdf'],
    ['of an archive', '[x](a.tar.gz)', 'trip/a.md', 'files/trip/a.tar.gz'],
    ['of a sheet', '<a href="a.xlsx">x</a>', 'trip/a.md', 'files/trip/a.xlsx'],
    ['of Hugo', '{{< figure src="a.png" >}}', 'posts/trip/index.md', 'files/posts/trip/a.png'],
    ['of Hexo', '{% asset_img a.png %}', '_posts/trip.md', 'files/_posts/trip/a.png'],
    ['of Hexo, linked', '{% asset_link a.pdf A %}', '_posts/trip.md', 'files/_posts/trip/a.pdf'],
    ['of Hexo, alone', '![]({% asset_path a.png %})', '_posts/trip.md', 'files/_posts/trip/a.png'],
    ['of Hexo, in an index', '{% asset_img a.png %}', '_posts/trip/index.md', 'files/_posts/trip/a.png'],
    ['of Hexo, in Chinese', '{% asset_img 猫 1.png %}', '猫 %.md', 'files/%E7%8C%AB%20%25/1.png'],
    ['of Obsidian', '![[a b.png|300]]', 'trip/a.md', 'files/trip/a%20b.png'],
    ['of Obsidian, from its root', '![[/img/a.png]]', 'trip/a.md', 'files/img/a.png'],
    ['of Zola, from its root', '![](@/img/a.png)', 'blog/content/trip/a.md', 'files/blog/content/img/a.png'],
    ['of code', '[x](a.py)', 'trip/a.md', 'files/trip/a.py'],
    ['of Obsidian, heard', '![[a.mp3]]', 'trip/a.md', 'files/trip/a.mp3'],
  ])('leads to the file: %s', (_, source, path, address) => {
    expect(hrefOf(source, path)).toBe(`${site}/${address}`);
  });

  it.each([
    ['root-relative', '![](/images/a.png)', 'images/a.png'],
    ['of Jekyll', '![]({{ site.baseurl }}/assets/a.png)', 'assets/a.png'],
    ['of Jekyll, filtered', '![]({{ "/assets/a.png" | relative_url }})', 'assets/a.png'],
    ['a page beside it', '[x](other)', 'articles/notes/other'],
    ['a number', '[x](v1.2)', 'articles/notes/v1.2'],
    ['a folder of Pelican', '[x]({static}/img/)', 'img/'],
    ['a name without its scheme', '[x](example.com)', 'articles/notes/example.com'],
    ['a note of Obsidian called as a script', '[[node.js]]', 'articles/notes/node.js'],
    ['its own', '<img src="?a">', 'articles/notes/a?a'],
    ['a folder', '<img src="a/">', 'articles/notes/a/'],
  ])('that is no file of the folder stays: %s', (_, source, address) => {
    expect(hrefOf(source)).toBe(`${site}/${address}`);
  });

  it('is resolved in a srcset, a poster and the sources of a player', () => {
    const source =
      '<video poster="p.jpg"><source src="a.mp4"></video><picture><source srcset="b.webp 2x, c.webp"><img src="d.png"></picture>';
    const found = render(source).files?.map(({ path }) => path);
    expect(found?.toSorted()).toEqual(
      ['a.mp4', 'b.webp', 'c.webp', 'd.png', 'p.jpg'].map((name) => `notes/${name}`),
    );
  });
});

describe('the files that a body names', () => {
  it('are told once each, with their places', () => {
    const source = `![](a.png)\n\n![](/img/b.png) ![](a.png)\n\n[x](c%20d.pdf) ![[e.png]] ![](${site}/files/f.png)\n`;
    expect(render(source).files).toEqual([
      { path: 'notes/a.png', at: source.indexOf('a.png') },
      { path: '/img/b.png', at: source.indexOf('b.png') },
      { path: 'notes/c d.pdf', at: source.indexOf('c%20d') },
      { path: 'notes/e.png', at: source.indexOf('e.png'), byName: true },
      { path: 'f.png', at: source.indexOf('f.png') },
    ]);
  });

  it('are neither documents of the site nor files of others', () => {
    const source = `![](/thumbnails/a) [x](/articles/a.pdf) ![](https://a.example/a.png) [y](/about) [z](/rss.xml) [f](/feed.json)`;
    expect(render(source)).not.toHaveProperty('files');
  });

  it('are at most 500', () => {
    const source = Array.from({ length: 600 }, (_, i) => `![](${i}.png)`).join('\n');
    expect(render(source).files).toHaveLength(500);
  });
});
