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
    ['The <a>, <em> and <img> elements', 'The <a>, <em> and <img> elements'],
    ['What <b>every</b> <B>bold text</b> needs', 'What every bold text needs'],
    ['<b>Bold without an end', 'Bold without an end'],
    ['Two<br>lines<br/>and three', 'Two lines and three'],
  ])('written as %s is plain text', (written, title) => {
    expect(article(`title: ${written}`).title).toBe(title);
  });
});

describe('a title that is not there', () => {
  it.each([
    ['moving-house.md', 'moving house'],
    ['2021-12-01-moving_house.md', 'moving house'],
    ['moving-house/index.md', 'moving house'],
    ['Self-made men.md', 'Self-made men'],
    ['大家怎么看.md', '大家怎么看'],
    ['1984-85.md', '1984-85'],
  ])('is made of the name of the file %s', (path, title) => {
    const file = { path, source: '---\ndate: 2021-12-01\n---\nText.\n' };
    expect(parseArticle(file, { siteUrl: 'https://feeds.example', timezone: 'UTC' })).toMatchObject({
      article: { title },
    });
  });
});

describe('tags and categories', () => {
  it.each([
    ['tag: a\ntags: [b, a]', ['b', 'a']],
    ['tag: [a, b]', ['a', 'b']],
    ['tags: b, c\nTag: a, d', ['b', 'c', 'a', 'd']],
    ['tags: [a]\nkeywords: b', ['a']],
    ['tags: #one #two', ['one', 'two']],
    ['tags: #one, #two/three', ['one', 'two/three']],
    ['tags: [#one, "#two", three]', ['one', 'two', 'three']],
    ['tags:\n- #one\n- "#two"\n- c#', ['one', 'two', 'c#']],
    ['tags: "#one #two"', ['one', 'two']],
    ['tags: # one #two', []],
    ['tags: # none yet', []],
    ['tags: ["AT&amp;T", <i>R</i>&D, "Vec<T>"]', ['AT&T', 'R&D', 'Vec<T>']],
  ])('%j: tags are joined, and free of hashes and markup', (front, tags) => {
    expect(article(front).tags).toEqual(tags);
  });

  it.each([
    ['category: a\ncategories: [b, a]', ['b', 'a']],
    ['categories: [Tips &amp; Tricks, "#1"]', ['Tips & Tricks', '#1']],
  ])('%j: categories are joined, and free of markup', (front, categories) => {
    expect(article(front).categories).toEqual(categories);
  });

  it('that are there twice take the room of one', () => {
    const terms = Array.from({ length: 100 }, (_, i) => `t${i}`).join(', ');
    expect(article(`tag: [${terms}]\ntags: [${terms}]`).tags).toHaveLength(100);
  });
});

describe('an image', () => {
  const url = 'https://a.example/a.png';

  it.each([
    'images',
    'cover_image',
    'Cover-Image',
    'coverImage',
    'featuredImage',
    'featured_image',
    'feature_image',
    'featureimage',
    'og_image',
    '"og:image"',
    'socialImage',
    'teaser',
    'hero',
    'thumbnailImage',
    'preview',
    'headerImage',
    'header-img',
    'img',
    'imgUrl',
    'lead_image',
    'photo',
    'pic',
    'post_image',
    'thumb',
    'top_img',
    'banner_img',
    'background',
    'feature',
    'shareImage',
    'card_image',
    'splash',
  ])('is found under the key %s', (key) => {
    expect(article(`${key}: ${url}`).image).toBe(url);
  });

  it.each([
    'image: { feature: URL }',
    'header: { teaser: URL }',
    'header: { image: URL, caption: a }',
    'header: { overlay_image: URL }',
    'image: { path: URL }',
    'images: [{ src: URL }]',
    'seo: { image: URL }',
    'hero: { image: { file: URL } }',
    'featured_image: { large: URL }',
    'og: { images: [URL] }',
    'params: { images: [URL] }',
    'params: { cover: { image: URL } }',
    'extra: { image: URL }',
  ])('is found in %s', (front) => {
    expect(article(front.replace('URL', url)).image).toBe(url);
  });

  it.each(['hero: Our hero', 'teaser: A text', 'feature: true', 'header: a.png', 'preview: "a/b.txt"'])(
    'is not %s',
    (front) => {
      expect(article(front).image).toBeUndefined();
    },
  );

  it('under an older key counts more', () => {
    expect(article(`cover_image: /b.png\nindex_img: ${url}`).image).toBe(url);
    expect(article(`images: /b.png\nphotos: ${url}`).image).toBe(url);
  });
});

describe('a summary', () => {
  it.each([
    'desc',
    'abstract',
    'custom_excerpt',
    'customExcerpt',
    'dek',
    'intro',
    'lead',
    'meta_description',
    'preview',
    'subtitle',
    'summary_text',
    'teaser',
    '"og:description"',
    'seoDescription',
    'blurb',
  ])('is found under the key %s', (key) => {
    expect(article(`${key}: The summary`).summary).toBe('The summary');
  });

  it.each(['teaser: /a.png', 'intro: true', 'lead: [a]', 'subtitle: ""'])('is not %s', (front) => {
    expect(article(front).summary).toBe('Text.');
  });

  it('under an older key counts more', () => {
    expect(article('desc: b\nsummary: a').summary).toBe('a');
  });
});

describe('a table of a theme', () => {
  it.each(['params', 'extra'])('%s gives the keys that the front matter has not', (table) => {
    const { title, authors, language, tags } = article(
      `title: A\n${table}: { title: B, author: Ada, lang: en, tags: [a] }\ntags: [b]`,
    );
    expect({ title, authors, language, tags }).toEqual({
      title: 'A',
      authors: [{ name: 'Ada' }],
      language: 'en',
      tags: ['b'],
    });
  });

  it('counts less than another key of the same field', () => {
    expect(article('authors: Ada\nparams: { author: Bob }').authors).toEqual([{ name: 'Ada' }]);
  });

  it('changes no address and no id', () => {
    const plain = article('title: A');
    expect(
      article('title: A\nextra: { slug: b, id: c, path: 2020/01/01/d, aliases: [/e], video: f }'),
    ).toEqual(plain);
  });
});

describe('a key', () => {
  it.each(['external_url', 'externalUrl', 'External-URL', ':external_url', 'external url', 'linked_url'])(
    'is the same in the spelling %s',
    (key) => {
      expect(article(`"${key}": https://a.example/`).externalUrl).toBe('https://a.example/');
    },
  );

  it.each(['_id', '__id', 'id_', 'i__d'])('is another one in the spelling %s', (key) => {
    expect(article(`${key}: https://a.example/`).id).toBeUndefined();
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

describe('an author', () => {
  it.each([
    ['{ display_name: Jane Roe, login: jane }', 'Jane Roe'],
    ['{ login: jane }', 'jane'],
    ['{ displayName: Jane Roe }', 'Jane Roe'],
    ['Smith &amp; Sons', 'Smith & Sons'],
    ['Ada, <i lang="fr">la savante</i>', 'Ada, la savante'],
  ])('written as %s has a name', (written, name) => {
    expect(article(`author: ${written}`).authors).toEqual([{ name }]);
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

  it('of Obsidian is a name, and no path', () => {
    expect(article('aliases: [Other name, old name.html, old]').aliases).toEqual(['/old name.html', '/old']);
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
