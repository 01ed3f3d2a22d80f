import { describe, expect, it } from 'vitest';

import { renderBody, TooLong } from '../../../src/article/body/body.ts';
import { expectSafe } from './safety.ts';

const options = { path: 'a.md', baseUrl: 'https://feeds.example/articles/a/b', takeHeading: false };
const html = (source: string, path = 'a.md'): string => renderBody(source, { ...options, path }).html;

describe('a hostile body', () => {
  const size = 65_536;
  const fill = (piece: string): string => piece.repeat(size / piece.length);
  const count = (piece: (i: number) => string): string => {
    let source = '';
    for (let i = 0; source.length < size; i++) source += piece(i);
    return source;
  };

  it.each([
    ['nests elements', fill('<div>')],
    ['nests formatting', fill('<b><i><u>')],
    ['nests links and paragraphs', fill('<a><p>')],
    ['leaves 1,000 elements open before 5,000 paragraphs', count((i) => (i < 1000 ? `<b id=${i}>` : '<p>x'))],
    ['nests quotations', fill('> ')],
    ['nests brackets', fill('[')],
    ['nests images', fill('![')],
    ['opens emphasis', fill('*a _b ')],
    ['opens comments', fill('<!-- a -->')],
    [
      'has a table of 200 columns',
      `${fill('a|').slice(0, 400)}\n${'-|'.repeat(200)}\n${'a\n'.repeat(30_000)}`,
    ],
    ['has 5,000 footnotes', count((i) => `[^${i}]: [^${i + 1}]\n`)],
    ['opens template tags', fill('{% highlight js %}\n')],
    ['is white space', fill(' \n')],
  ])('that %s is rendered', (_, source) => {
    for (const path of ['a.md', 'a.html', 'a.mdx']) {
      const body = renderBody(source, { ...options, path });
      expectSafe(body.html);
      expect(body.html.length).toBeLessThan(2_000_000);
    }
  });

  it('of only open component tags is rendered', () => {
    expect(html('<A b={'.repeat(10_000), 'a.mdx')).toMatch(/^<p>&lt;A b=\{/);
  });

  it('keeps only its text if formatting would multiply', () => {
    const source = `${Array.from({ length: 1000 }, (_, i) => `<b id=${i}>`).join('')}${'<p>x'.repeat(900)}<p>the text`;
    const { text, isStripped } = renderBody(source, options);
    expect(isStripped).toBe(true);
    expect(text).toMatch(/^x x .* the text$/);
  });

  it.each([
    ['repeats an attribute of 30 KB', `<i title="${'x'.repeat(30_000)}">${'<p>x'.repeat(9000)}`],
    ['is links that grow by the address of the article', '<a href=?>x</a>'.repeat(60_000)],
  ])('that %s is refused before its HTML exceeds the limit', (_, source) => {
    const baseUrl = `https://feeds.example/articles/${'a'.repeat(1_600)}`;
    expect(() => renderBody(source, { ...options, baseUrl })).toThrow(TooLong);
  });
});

describe('a body of one picture', () => {
  it('has the alternative text as its text', () => {
    expect(renderBody('![A cat](cat.png)', options)).toMatchObject({
      text: 'A cat',
      image: 'https://feeds.example/files/cat.png',
    });
  });
});

describe('the picture of a body', () => {
  it('is not a tracking pixel', () => {
    const source = '<p><img src="https://count.example/p.gif" width=1 height=1><img src="b.png"></p>';
    expect(renderBody(source, options).image).toBe('https://feeds.example/files/b.png');
  });

  it('is absent if all addresses are data:', () => {
    expect(renderBody('<p><img src="data:image/png;base64,AAAA"></p>', options)).not.toHaveProperty('image');
  });
});

describe('the text of a body', () => {
  it('has at most 2,000 characters, regardless of indentation', () => {
    const { text } = renderBody(`${' '.repeat(3)}${'word '.repeat(10_000)}`, options);
    expect(text.length).toBeLessThanOrEqual(2000);
    expect(text.length).toBeGreaterThan(1990);
    expect(renderBody(`<div>${' '.repeat(30_000)}<p>found</p></div>`, options).text).toBe('found');
  });
});

describe('a file', () => {
  it('named .html is always HTML', () => {
    expect(html('*text* <b>bold</b>', 'a.html')).toBe('*text* <b>bold</b>');
  });

  it('that begins with a block-level tag is HTML', () => {
    expect(html('<p>*text*</p>\n\n        <p>deep</p>')).toBe('<p>*text*</p>\n<p>deep</p>');
  });

  it('that begins with an inline tag is Markdown', () => {
    expect(html('<b>bold</b> *text*')).toBe('<p><b>bold</b> <em>text</em></p>');
  });
});
