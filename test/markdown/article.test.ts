import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { renderBody } from '../../src/article/body/body.ts';
import { articleMarkdown } from '../../src/markdown/article.ts';
import { typeset } from '../../src/typeset/typeset.ts';
import { limits } from '../../src/limits.ts';
import { article, site as chinese } from '../feed/sample.ts';

const site = { ...chinese, language: 'en' };
const pageUrl = 'https://feeds.example/articles/a';

/** An article with a body as its page has it. @param source Markdown */
function withBody(source: string, changes: Partial<Article> = {}): Article {
  const { html } = renderBody(source, { path: 'a.md', baseUrl: pageUrl, takeHeading: false });
  const plain = article({ address: 'a', title: 'Title', html, ...changes });
  return { ...plain, html: typeset(plain, pageUrl)!.html };
}

/** The Markdown of a body alone. */
function bodyOf(source: string): string {
  const lone = { categories: [], tags: [], authors: [], media: [], kind: 'page' } as const;
  const { image: _, ...plain } = withBody(source, {
    ...lone,
    categories: [],
    tags: [],
    authors: [],
    media: [],
  });
  const head = `# Title\n\n- Page: <${pageUrl}>\n\n`;
  const markdown = articleMarkdown(site, plain);
  expect(markdown.slice(0, head.length)).toBe(head);
  return markdown.slice(head.length);
}

describe('the head of an article as Markdown', () => {
  it('has the title and what the page says', () => {
    const markdown = articleMarkdown(site, withBody('Text', { externalUrl: 'https://x.example/' }));
    expect(markdown).toBe(
      `# Title

- By: 知乎 & <友>, Ada
- Published: 2021-12-01T12:17:44Z
- Updated: 2021-12-03T01:02:03Z
- Categories: 社交媒体, C/C++ & <.NET>
- Tags: 支付, 社交媒体
- Page: <https://feeds.example/articles/a>
- Source: <https://x.example/>

![](https://img.example/a.png?w=1\\&h=2)

Text
`,
    );
  });

  it('is in the language of the site', () => {
    expect(articleMarkdown(chinese, withBody('Text'))).toContain(
      '- 作者：知乎 & <友>、Ada\n- 发布：2021-12-01T12:17:44Z\n',
    );
  });

  it('escapes what the title has of Markdown', () => {
    expect(articleMarkdown(site, withBody('Text', { title: '*a* [b](c) <d>\n# e' }))).toMatch(
      /^# \\\*a\\\* \\\[b]\\\(c\) \\<d> # e\n\n-/,
    );
  });

  it('has the summary of an article without a body, and audio', () => {
    const media = [{ url: 'https://audio.example/a.mp3', type: 'audio/mpeg' }];
    const { image: _, ...plain } = article({ html: '', summary: 'In short', media });
    expect(articleMarkdown(site, plain)).toMatch(/\n\nIn short\n\n- <https:\/\/audio\.example\/a\.mp3>\n$/);
  });
});

describe('a body as Markdown', () => {
  it.each([
    ['headings', '## Part\n\n### Sub *part*\n\nText\n'],
    ['emphasis', 'An *important* **word**, ~~gone~~ and `code`\n'],
    ['lists', '* one\n* two\n  1. three\n  2. four\n'],
    ['lists of paragraphs', '* one\n\n  more\n\n* two\n'],
    ['quotes', '> Quoted\n>\n> twice\n'],
    ['code with a language, coloured', '```js\nconst a = "<b>";\n```\n'],
    ['code without a language', '```\nplain\n```\n'],
    ['links and pictures', '[text](https://x.example/?a=1\\&b=2 "title") ![alt](https://x.example/a.png)\n'],
    ['tables', '| a | b |\n| - | :-: |\n| 1 | 2 |\n'],
    ['notes', 'Text[^1] and again[^2]\n\n[^1]: First\n\n[^2]: Second\n'],
    ['formulas', 'So $x_1^2 + \\frac{a}{b}$ it is.\n'],
    ['displayed formulas', '$$\\frac{a}{b}$$\n'],
    ['marks that Markdown lacks', 'H<sub>2</sub>O and E<sup>2</sup>\n'],
    ['Chinese', '**“这”** 是 *中文*。\n'],
  ])('gives back %s', (_, source) => {
    expect(bodyOf(source)).toBe(source);
  });

  it('leads from a heading to the page, and has none of what only a page has', () => {
    const body = bodyOf('## A [link](https://x.example/)\n\n[up](#user-content-part)\n\n## Part\n');
    expect(body).toBe(`## A [link](https://x.example/)\n\n[up](${pageUrl}#user-content-part)\n\n## Part\n`);
  });

  it('does not let text become markup', () => {
    expect(bodyOf('1\\. not a list\n\n\\# not a heading\n\n\\<b> &amp;lt;\n')).toBe(
      '1\\. not a list\n\n\\# not a heading\n\n\\<b> \\&lt;\n',
    );
  });

  it.each([
    ['long', `<p>${'x'.repeat(limits.markdownLength)}</p>`],
    ['made of many elements', '<b>x</b>'.repeat(limits.markdownElements + 1)],
    ['deep', `${'<em>'.repeat(limits.markdownDepth + 1)}x${'</em>'.repeat(limits.markdownDepth + 1)}`],
  ])('stays HTML where it is %s', (_, html) => {
    const block = html.startsWith('<p>') ? html : `<div>${html}</div>`;
    const markdown = articleMarkdown(site, article({ html }));
    expect(markdown.endsWith(`\n\n${block}\n`)).toBe(true);
  });

  it('is the same every time', () => {
    const one = withBody('Text[^1]\n\n[^1]: Note\n');
    expect(articleMarkdown(site, one)).toBe(articleMarkdown(site, one));
  });
});

describe('hostile bodies', () => {
  it.each([
    ['deep lists', '<ul><li>'.repeat(2000) + 'x'],
    ['deep quotes', '<blockquote>'.repeat(2000) + 'x'],
    ['deep emphasis', '<em><strong>'.repeat(3000) + 'x'],
    [
      'wide spans',
      '<table>' + '<tr><td colspan="999999" rowspan="999999">x</td></tr>'.repeat(300) + '</table>',
    ],
    ['many cells', '<table><tr>' + '<td>x</td>'.repeat(10_000) + '</tr></table>'],
    ['long texts of marks', `<p>${'*_[`<&|'.repeat(10_000)}</p>`],
    ['many links', '<p>' + '<a href="https://x.example/">x</a>'.repeat(5_000) + '</p>'],
  ])('are converted, or stay as they are: %s', (_, source) => {
    const { html } = renderBody(source, { path: 'a.html', baseUrl: pageUrl, takeHeading: false });
    const markdown = articleMarkdown(site, article({ html }));
    expect(markdown).toContain('x'.repeat(source.includes('x') ? 1 : 0));
    expect(markdown.length).toBeLessThan(20 * html.length + 1000);
  });
});
