import * as fc from 'fast-check';
import { assert, describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/article/parse.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai' };
const parse = (source: string, path = 'notes/a.md'): ReturnType<typeof parseArticle> =>
  parseArticle({ path, source }, options);

const pieces = (
  '--- +++ ;;; ... { } [ ] | > &a *a " \' \n \r\n \t [a] 2021-02-30 title: date: tags: image: authors: title= ' +
  '\uFEFF \0 \uD800 \uFFFE <b> &amp; &#x0; <!--more--> {{x}} !!str <<: ?'
).split(' ');
pieces.push(' ', '\n  - ', ': ');

/** Sources that look like front matter more often than chance would have it. */
const source = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 })
  .map((parts) => parts.join(''));

const framed = fc
  .tuple(fc.constantFrom('---', '+++', ';;;', '---json'), source)
  .map(([fence, block]) => `${fence}\n${block}\n${fence.slice(0, 3)}\nBody\n`);

describe('any source', () => {
  it('parses without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(source, framed), (text) => {
        const result = parse(text);
        for (const { line, column, code, message } of result.problems) {
          expect(code).not.toBe('internal');
          expect(message).not.toBe('');
          const lines = text.split('\n');
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
        }
        const hasError = result.problems.some(({ severity }) => severity === 'error');
        expect(result.status === 'error').toBe(hasError);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the same result each time', () => {
    fc.assert(
      fc.property(framed, (text) => {
        expect(parse(text)).toEqual(parse(text));
      }),
      { numRuns: 200 },
    );
  });
});

const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom(...pieces)),
});

it('turns any texts into an article with clean texts and absolute addresses', () => {
  const front = fc.record({
    title: text,
    slug: text,
    categories: fc.array(fc.oneof(text, fc.array(text))),
    tags: text,
    author: fc.oneof(text, fc.record({ name: text, url: text, email: text })),
    excerpt: text,
    image: text,
    video: fc.record({ url: text, type: text, length: text, duration: text }),
    aliases: fc.array(text),
    id: text,
    lang: text,
    link: text,
  });
  fc.assert(
    fc.property(front, text, (fields, name) => {
      // An underscore at the start of a name holds the file back.
      const path = `${name.replaceAll(/(?<=^|\/)_+/g, '')}.md`;
      const result = parse(`---json\n${JSON.stringify(fields)}\n---\nText.\n`, path);
      assert(result.status === 'article', JSON.stringify(result.problems));
      const { article } = result;
      const names = [...article.categories, ...article.tags, ...article.authors.map((author) => author.name)];
      for (const field of [article.title, article.summary, article.address, ...article.aliases, ...names]) {
        expect(field).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
        expect(field.normalize('NFC')).toBe(field);
        expect(field).not.toBe('');
      }
      expect(article.address).not.toMatch(/^\/|\/$|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/);
      const { image, externalUrl, media, authors } = article;
      for (const url of [
        image,
        externalUrl,
        ...media.map((medium) => medium.url),
        ...authors.map((author) => author.url),
      ]) {
        expect(url ?? 'https://none.example/').toMatch(/^https?:\/\/[\x21-\x7E]+$/);
      }
      expect(article.id ?? 'urn:uuid:none').toMatch(/^[a-z][a-z0-9+.-]*:[\x21-\x7E]+$/i);
    }),
    { numRuns: 500 },
  );
});

describe('a field without front matter', () => {
  it('comes from the body: title, summary and image', () => {
    const result = parse('---\n---\n# The *heading*\n\nSome text.\n\n![](pic.png)\n');
    expect(result).toMatchObject({
      status: 'article',
      article: {
        title: 'The heading',
        summary: 'Some text.',
        image: 'https://feeds.example/files/notes/pic.png',
      },
    });
  });

  it('comes from the file name: title and date', () => {
    const result = parse('---\n---\nText.\n', 'notes/2021-12-01-a day.md');
    expect(result).toMatchObject({
      article: { title: 'a day', address: 'notes/a day', published: Date.UTC(2021, 10, 30, 16) },
    });
  });

  it('comes from the folders: the date', () => {
    expect(parse('---\n---\nText.\n', '2021/12/01/a.md')).toMatchObject({
      article: { published: Date.UTC(2021, 10, 30, 16) },
    });
  });

  it('is absent: dates, id, image, language', () => {
    const result = parse('---\ntitle: A\n---\nText.\n');
    expect(result.status === 'article' && Object.keys(result.article)).not.toEqual(
      expect.arrayContaining(['published', 'updated', 'expires', 'id', 'image', 'language', 'externalUrl']),
    );
  });
});

it('reports all faulty fields at once, with the readable ones', () => {
  const result = parse('---\ntitle: [a]\ndate: 2021-02-30\nexpires: soon\ntags: b\n---\nText.\n');
  expect(result.problems.map(({ code, line }) => [code, line])).toEqual([
    ['title', 2],
    ['date', 3],
    ['date', 4],
  ]);
  expect(result.status === 'error' && result.article?.tags).toEqual(['b']);
});

it('refuses a source that is too large for a row of the catalog', () => {
  const result = parse(`---\ntitle: A\n---\n${'字'.repeat(500_001)}`);
  expect(result).toMatchObject({ status: 'error', problems: [{ code: 'too-large', line: 1 }] });
});

it('cuts a long title, with a warning', () => {
  const result = parse(`---\ntitle: ${'字'.repeat(5_000)}\n---\nText.\n`);
  expect(result).toMatchObject({ status: 'article', problems: [{ code: 'too-long', line: 2, column: 8 }] });
  expect(result.status === 'article' && result.article.title).toHaveLength(1_001);
});

it('reports at most a hundred warnings of a file, and every error', () => {
  const result = parse(`---\n${'a: b\n'.repeat(500)}title: [a]\n---\nText.\n`);
  expect(result.problems).toHaveLength(101);
  expect(result.problems.at(-1)).toMatchObject({ severity: 'error', line: 502, column: 8 });
});

describe('a line break in a paragraph', () => {
  const source = (lines = '') => `---\ntitle: T\n${lines}---\none\ntwo\n`;
  const html = (text: string, lineBreaks?: 'soft' | 'hard') => {
    const result = parseArticle(
      { path: 'a.md', source: text },
      { ...options, ...(lineBreaks && { lineBreaks }) },
    );
    return 'article' in result ? result.article?.html : undefined;
  };

  it('is a space, or a break if the site says so, and the front matter goes first', () => {
    expect(html(source())).toBe('<p>one\ntwo</p>');
    expect(html(source(), 'hard')).toMatch(/^<p>one<br>\n?two<\/p>$/);
    expect(html(source('line_breaks: hard\n'))).toMatch(/^<p>one<br>\n?two<\/p>$/);
    expect(html(source('line_breaks: soft\n'), 'hard')).toBe('<p>one\ntwo</p>');
  });
});

it('takes the excerpt before the separator that the author names', () => {
  const result = parse(
    '---\ntitle: T\nexcerpt_separator: <!--end-->\n---\nFirst.\n\n<!--end-->\n\nSecond.\n',
  );
  expect(result).toMatchObject({ article: { summary: 'First.' } });
});

describe('a picture', () => {
  it('of an index file lies in its folder, in the front matter as in the body', () => {
    const result = parse('---\ntitle: T\nimage: a.png\n---\n![](b.png)\n', 'trips/rome/index.md');
    expect(result).toMatchObject({
      article: {
        image: 'https://feeds.example/files/trips/rome/a.png',
        html: expect.stringContaining('src="https://feeds.example/files/trips/rome/b.png"'),
      },
    });
  });

  it('that is written into the text as data is left out, with a warning', () => {
    const result = parse('---\ntitle: T\n---\n![](data:image/png;base64,iVBORw0KGgo=)\n\nText.\n');
    expect(result.problems).toMatchObject([
      { severity: 'warning', code: 'image', message: expect.stringContaining('save each as a file') },
    ]);
  });
});
