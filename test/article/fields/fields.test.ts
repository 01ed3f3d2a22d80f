import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';
import type { ParsedArticle } from '../../../src/article/article.ts';

/** The article of some front matter, at https://feeds.example/articles/x/a. */
function article(front: string): ParsedArticle {
  const file = { path: 'x/a.md', source: `---\n${front}\n---\nText.\n` };
  const result = parseArticle(file, { siteUrl: 'https://feeds.example', timezone: 'UTC' });
  if (!('article' in result)) throw new Error(JSON.stringify(result.problems));
  return result.article;
}

describe('a title', () => {
  it.each([
    ['A &amp; B &#123;x&#125; &lt;b&gt;', 'A & B {x} <b>'],
    ['<code>Option<T></code> and a < b', 'Option<T> and a < b'],
    ['A & B < C', 'A & B < C'],
    ['"  two\\n  lines "', 'two lines'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>Text', 'Text'],
  ])('written as %s is plain text', (written, title) => {
    expect(article(`title: ${written}`).title).toBe(title);
  });
});

describe('an id', () => {
  it.each([
    ['https://blog.example/?p=1', 'https://blog.example/?p=1'],
    ['tag:blog.example,2021:知乎', 'tag:blog.example,2021:%E7%9F%A5%E4%B9%8E'],
    ['https://blog.example/%E7%9F%A5', 'https://blog.example/%E7%9F%A5'],
    ['6BA7B810-9DAD-11D1-80B4-00C04FD430C8', 'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ])('that is an IRI or a UUID stays itself: %s', (written, id) => {
    expect(article(`id: ${written}`).id).toBe(id);
  });

  it('that is a word becomes a UUID, the same one for the same word', () => {
    const { id } = article('id: contact us');
    expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(article('guid: "contact us"').id).toBe(id);
    expect(article('id: contact').id).not.toBe(id);
  });
});

describe('an alias', () => {
  it.each([
    ['/old/place/', '/old/place'],
    ['2014/12/12/old.html', '/2014/12/12/old.html'],
    ['/articles/former', 'former'],
    ['https://feeds.example/old', '/old'],
    ['/%E7%9F%A5%E4%B9%8E', '/知乎'],
    ['/知乎/a b', '/知乎/a b'],
    ['/a/../b', '/b'],
    ['//double', '/double'],
  ])('written as %s is a path of the site', (written, alias) => {
    expect(article(`aliases: ["${written}"]`).aliases).toEqual([alias]);
  });

  it.each(['https://elsewhere.example/a', '/', '/articles/x/a', '/%FF'])(
    'that is not a path of the site, %s, is left out',
    (written) => {
      expect(article(`redirect_from: "${written}"`).aliases).toEqual([]);
    },
  );
});

describe('a medium', () => {
  it.each([
    ['https://a.example/1.m4v', 'video/x-m4v'],
    ['https://a.example/1.MP3?x=.png', 'audio/mpeg'],
    ['https://a.example/1', 'audio/mpeg'],
  ])('at %s has a type', (url, type) => {
    expect(article(`audio: "${url}"`).media).toEqual([{ url, type }]);
  });

  it.each([
    ['90', 90],
    ['1:30', 90],
    ['01:00:01', 3601],
    ['PT1H2M3S', 3723],
    ['90.6', 91],
  ])('with the duration %s has its seconds', (written, duration) => {
    expect(article(`audio: { url: /a.mp3, duration: "${written}" }`).media[0]).toMatchObject({ duration });
  });

  it.each(['video: true', 'audio: ""', 'enclosure: (null)', 'enclosure: []'])(
    'is absent with %s',
    (front) => {
      expect(article(front).media).toEqual([]);
    },
  );
});

describe('a language', () => {
  it.each([
    ['zh-cn', 'zh-CN'],
    ['zh_Hant', 'zh-Hant'],
    ['EN', 'en'],
  ])('written as %s is in its canonical form', (written, language) => {
    expect(article(`lang: ${written}`).language).toBe(language);
  });

  it.each(['chinese', '中文', 'x', 'en--us'])('that is invalid, %s, is left out', (written) => {
    expect(article(`lang: ${written}`).language).toBeUndefined();
  });
});
