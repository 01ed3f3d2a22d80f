import { assert, describe, expect, it } from 'vitest';
import type { ParsedArticle } from '../../src/article/article.ts';
import { parseArticle } from '../../src/article/parse.ts';
import { limits } from '../../src/limits.ts';

const site = { siteUrl: 'https://feeds.example', timezone: 'UTC' };
const parse = (front: string, body = 'Text.', path = 'x/a.md') =>
  parseArticle({ path, source: `---\ntitle: T\n${front}\n---\n${body}\n` }, site);

/** The article and the codes of its warnings. */
function article(
  front: string,
  body?: string,
): { article: ParsedArticle; codes: string[]; messages: string } {
  const result = parse(front, body);
  assert(result.status === 'article', JSON.stringify(result.problems).slice(0, 500));
  const { problems } = result;
  const messages = problems.map(({ message }) => message).join('\n');
  return { article: result.article, codes: problems.map(({ code }) => code), messages };
}

/** The problems of a file that is refused. */
function refused(front: string, body?: string, path?: string) {
  const result = parse(front, body, path);
  expect(result.status).toBe('error');
  return result.problems;
}

const list = (count: number, item: (i: number) => string): string =>
  `[${Array.from({ length: count }, (_, i) => item(i)).join(', ')}]`;

describe('an id', () => {
  it('may be as long as feeds and archive pages allow', () => {
    const id = `tag:a.example,2021:${'a'.repeat(limits.idLength - 19)}`;
    expect(article(`id: "${id}"`).article.id).toBe(id);
    expect(refused(`id: "${id}b"`)).toMatchObject([{ code: 'id', line: 3, column: 5 }]);
  });

  it('is measured as feeds write it', () => {
    expect(refused(`id: "tag:a.example,2021:${'知'.repeat(60)}"`)).toMatchObject([{ code: 'id' }]);
  });

  it('that is not an IRI may be any text: it becomes a UUID', () => {
    expect(article(`id: ${'word '.repeat(1_000)}`).article.id).toMatch(/^urn:uuid:/);
  });
});

describe('categories, tags and authors', () => {
  const names = (letter: string, count: number) => list(count, (i) => letter + i);

  it('are limited to a hundred together; the last tags beyond are left out, with one warning', () => {
    const front = `tags: ${names('t', 200)}\ncategories: ${names('c', 40)}\nauthors: ${names('a', 20)}`;
    const { article: parsed, codes, messages } = article(front);
    expect([parsed.categories.length, parsed.authors.length, parsed.tags.length]).toEqual([40, 20, 40]);
    expect(codes).toEqual(['too-many']);
    expect(messages).toContain('160 were left out');
  });

  it('count once, however often they are written', () => {
    const { article: parsed, codes } = article(`tags: ${list(500, (i) => `t${i % 3}`)}`);
    expect(parsed.tags).toEqual(['t0', 't1', 't2']);
    expect(codes).toEqual([]);
  });

  it.each([
    ['200 letters', 'a'.repeat(200), true],
    ['201 letters', 'a'.repeat(201), false],
    ['111 Chinese characters', '知'.repeat(111), true],
    ['112 Chinese characters, too long for a URL', '知'.repeat(112), false],
  ])('may have names of %s: %#', (_, name, isKept) => {
    for (const key of ['categories', 'tags', 'author']) {
      const { article: parsed, codes } = article(`${key}: "${name}"`);
      const kept = [...parsed.categories, ...parsed.tags, ...parsed.authors.map((author) => author.name)];
      expect(kept).toEqual(isKept ? [name] : []);
      expect(codes).toEqual(isKept ? [] : ['term']);
    }
  });

  it('between Chinese commas are counted by the limit of front matter', () => {
    expect(refused(`tags: ${'标，'.repeat(6_000)}`)).toMatchObject([{ code: 'too-large' }]);
  });
});

describe('former addresses', () => {
  it('are a hundred, under both keys together', () => {
    const front = `aliases: ${list(80, (i) => `/a${i}`)}\nredirect_from: ${list(80, (i) => `/b${i}`)}`;
    const { article: parsed, codes, messages } = article(front);
    expect(parsed.aliases).toHaveLength(limits.aliases);
    expect(codes).toEqual(['too-many']);
    expect(messages).toContain('60 were left out');
  });

  it('that are too long for a URL are left out', () => {
    const { article: parsed, codes } = article(`aliases: ["/${'知'.repeat(190)}", /short]`);
    expect(parsed.aliases).toEqual(['/short']);
    expect(codes).toEqual(['alias']);
  });
});

describe('audio and video', () => {
  it('are fifty, under all keys together', () => {
    const front = `audio: ${list(40, (i) => `/a${i}.mp3`)}\nvideo: ${list(40, (i) => `/b${i}.mp4`)}`;
    const { article: parsed, codes } = article(front);
    expect(parsed.media).toHaveLength(limits.media);
    expect(codes).toEqual(['too-many']);
  });
});

describe('an address in the front matter', () => {
  const long = `https://a.example/${'a'.repeat(limits.urlLength)}`;

  it.each([
    ['image', `image: "${long}"`],
    ['audio', `audio: "${long}"`],
    ['author', `author: {name: Ada, url: "${long}"}`],
    ['external link', `link: "${long}"`],
  ])('that is too long is left out: %s', (_, front) => {
    const { article: parsed, codes } = article(front);
    expect(JSON.stringify(parsed)).not.toContain('aaaa');
    expect(codes).toEqual(['too-long']);
  });

  it('that is too long gives way to the next image', () => {
    const { article: parsed } = article(`image: ["${long}", /b.png]`);
    expect(parsed.image).toBe('https://feeds.example/b.png');
  });

  it('in the body is left out likewise', () => {
    expect(article('', `![](${long})\n\n![](c.png)`).article.image).toBe(
      'https://feeds.example/files/x/c.png',
    );
  });
});

describe('the address of an article', () => {
  it('may be as long as a URL allows, percent-encoded', () => {
    expect(article(`slug: ${'知'.repeat(188)}`).article.address).toHaveLength(188);
    expect(refused(`slug: ${'知'.repeat(189)}`)).toMatchObject([{ code: 'address', line: 3, column: 7 }]);
  });

  it('is measured if it comes from the path, too', () => {
    const problems = refused('', undefined, `${'知'.repeat(300)}/a.md`);
    expect(problems).toMatchObject([{ code: 'address', line: 1 }]);
    expect(problems[0]!.message).toContain('shorter slug');
  });
});

describe('an article', () => {
  it('cuts a long heading for its title', () => {
    const result = parseArticle({ path: 'a.md', source: `---\n---\n# ${'字'.repeat(5_000)}\n` }, site);
    assert(result.status === 'article');
    expect(result.article.title).toHaveLength(limits.titleLength);
    expect(result.problems).toMatchObject([{ code: 'too-long', line: 3 }]);
  });

  it('whose front matter is too large for lists of articles is refused', () => {
    const alias = (i: number) => `/${i}${'a'.repeat(600)}`;
    const media = list(50, (i) => `?${i}.mp3`);
    const problems = refused(`slug: ${'知'.repeat(180)}/a\naliases: ${list(95, alias)}\naudio: ${media}`);
    expect(problems).toMatchObject([{ code: 'too-large', line: 1 }]);
  });

  it.each([
    ['links that grow by the address', '<a href=?>x</a>'.repeat(30_000)],
    ['an attribute that multiplies', `<p><i title="${'x'.repeat(30_000)}">${'<p>x'.repeat(9_000)}`],
    ['characters that are escaped', `<p>${'& '.repeat(500_000)}</p>`],
    ['quotes that JSON escapes', `<p>${'\\'.repeat(1_000_000)}</p>`],
  ])('is refused if its HTML becomes too large: %s', (_, body) => {
    const front = `slug: ${'知'.repeat(180)}`;
    expect(refused(front, `<div>${body}</div>`)).toMatchObject([
      { code: 'too-large', line: 5, column: 1, message: expect.stringContaining('1.9 MB as HTML') as string },
    ]);
  });

  it('may take nearly all of a row of the catalog', () => {
    expect(article('', `<p>${'"'.repeat(930_000)}</p>`).codes).toEqual([]);
  });

  it('keeps only the first candidates of a srcset', () => {
    const body = `<div>${`<img srcset="${'# ,'.repeat(40_000)}">`.repeat(6)}</div>`;
    const { html } = article(`slug: ${'知'.repeat(180)}`, body).article;
    expect(html.match(/https/g)?.length).toBe(6 * (limits.srcset + 1));
  });

  it('whose tags multiply is shown as plain text, with a warning', () => {
    const open = Array.from({ length: 1_000 }, (_, i) => `<b id=${i}>`).join('');
    const { codes, messages, article: parsed } = article('', `<div><p>${open}${'<p>x'.repeat(5_000)}`);
    expect(codes).toEqual(['stripped']);
    expect(messages).toContain('shown as plain text');
    expect(parsed.html).toMatch(/^<p>[x\s]+<\/p>$/);
  });
});

describe('the problems of a file', () => {
  it('include at most a hundred warnings', () => {
    const result = parse(`tags: ${list(900, () => '..')}`);
    expect(result.problems).toHaveLength(limits.problems);
  });

  it('quote the author in a few words', () => {
    const long = 'long '.repeat(2_000);
    const front = [`lang: ${long}`, `date: ${long}`, `link: ${long}`, `image: "data:${long}"`].join('\n');
    const { problems } = parse(front);
    expect(problems).toHaveLength(4);
    for (const { message } of problems) expect(message.length).toBeLessThan(300);
  });
});
