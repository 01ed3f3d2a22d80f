import { describe, expect, it } from 'vitest';
import { isFileName, placeOfUrl, placesOf, urlOfPlace } from '../../src/article/named-files.ts';
import { parseArticle } from '../../src/article/parse.ts';

const siteUrl = 'https://feeds.example';
const parse = (source: string, path = 'trip/a.md') =>
  parseArticle({ path, source }, { siteUrl, timezone: 'UTC' });

describe('a file that the front matter names', () => {
  it.each([
    ['by its name', 'cover: a.png', 'trip/a.md', 'files/trip/a.png'],
    ['in a map of Hugo', 'cover: {image: a.png, relative: true}', 'trip/index.md', 'files/trip/a.png'],
    ['in a list of Hexo', 'photos: [img/a.png, b.png]', 'trip/a.md', 'files/trip/img/a.png'],
    ['in a folder above', 'image: ../img/a.png', 'trip/a.md', 'files/img/a.png'],
    ['above the content folder', 'heroImage: ../../assets/a.png', 'blog/a.md', 'assets/a.png'],
    ['from the root of the site', 'image: /img/a.png', 'trip/a.md', 'img/a.png'],
    ['in Chinese, with a blank', 'image: 猫 1.png', 'trip/a.md', 'files/trip/%E7%8C%AB%201.png'],
    ['of an article with a slug', 'slug: x/y/z\nimage: a.png', 'trip/a.md', 'files/trip/a.png'],
  ])('has its address: %s', (_, front, path, address) => {
    expect(parse(`---\ntitle: T\n${front}\n---\nText.\n`, path)).toMatchObject({
      article: { image: `${siteUrl}/${address}` },
    });
  });

  it('may be audio or video', () => {
    const source = '---\ntitle: T\nenclosure: {url: a.mp3, length: 5}\nvideo: b.mp4\n---\nText.\n';
    expect(parse(source)).toMatchObject({
      article: {
        media: [
          { url: `${siteUrl}/files/trip/a.mp3`, type: 'audio/mpeg', length: 5 },
          { url: `${siteUrl}/files/trip/b.mp4`, type: 'video/mp4' },
        ],
      },
    });
  });

  it('is noted before those of the body, with its place in the file', () => {
    const source = '---\ntitle: T\nimage: a.png\naudio: /b.mp3\n---\n![](c.png)\n';
    expect(parse(source)).toMatchObject({
      notes: {
        files: [
          { path: 'trip/a.png', at: source.indexOf('a.png') },
          { path: '/b.mp3', at: source.indexOf('/b.mp3') },
          { path: 'trip/c.png', at: source.indexOf('c.png') },
        ],
      },
    });
  });

  it('moves with its article', () => {
    const source = '---\ntitle: T\nslug: s\nimage: a.png\n---\n![](b.png)\n';
    for (const folder of ['old', 'new/home'])
      expect(parse(source, `${folder}/a.md`)).toMatchObject({
        article: {
          address: 's',
          image: `${siteUrl}/files/${folder}/a.png`,
          html: expect.stringContaining(`"${siteUrl}/files/${folder}/b.png"`) as string,
        },
      });
  });
});

describe('the places of a file', () => {
  it.each([
    ['of Hexo', 'posts/a.md', 'posts/x.png', ['posts/x.png', 'posts/a/x.png', '/x.png', 'x.png']],
    [
      'of Hexo, named with its folder',
      'posts/a.md',
      'posts/a/x.png',
      ['posts/a/x.png', 'posts/x.png', '/x.png', 'x.png'],
    ],
    ['at the top', 'a.md', 'x.png', ['x.png', 'a/x.png', '/x.png']],
    ['in another folder', 'posts/a.md', 'img/x.png', ['img/x.png']],
    ['of the site', 'posts/a.md', '/img/x.png', ['/img/x.png']],
  ])('are those where generators look: %s', (_, own, path, places) => {
    expect(placesOf(own, path)).toEqual(places);
  });

  it.each([
    ['beside the content', 'posts/a.md', '/static/img/x.png', ['/static/img/x.png', '/img/x.png']],
    ['in the content', 'posts/a.md', 'static/img/x.png', ['static/img/x.png', '/img/x.png']],
    ['at the top', 'a.md', 'static/x.png', ['static/x.png', '/x.png', 'a/static/x.png', '/static/x.png']],
    ['of a like name', 'posts/a.md', 'statics/x.png', ['statics/x.png']],
  ])('are those of a static folder: %s', (_, own, path, places) => {
    expect(placesOf(own, path, ['static'])).toEqual(places);
  });

  it.each(['a b/猫.png', 'a%20b#.png', '/img/x?.png'])('have addresses that lead back: %s', (path) => {
    expect(placeOfUrl(siteUrl, `${urlOfPlace(siteUrl, path)}?v=1#t=2`)).toBe(path);
  });
});

describe('the name of a file', () => {
  it.each([
    'a.png',
    'a/b.PDF',
    'a.tar.gz',
    'a.mp3',
    'a.csv',
    'a.woff2',
    'a.docx',
    'a.txt',
    'a.epub',
    'a.py',
    'a.sh',
    'a.ipynb',
    'a.tgz',
    'a.css',
  ])('has an ending: %s', (name) => expect(isFileName(name)).toBe(true));

  it.each([
    'a',
    'a.md',
    'a.html',
    'v1.2',
    'node.js',
    'a.php',
    '.png',
    'a/.png',
    'a.rss',
    'a.com',
    'a.png/',
    'a.x',
  ])('has none of a page: %s', (name) => expect(isFileName(name)).toBe(false));
});
