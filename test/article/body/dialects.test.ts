import { describe, expect, it } from 'vitest';

import { renderBody, type Body, type BodyOptions } from '../../../src/article/body/body.ts';

const render = (source: string, options: Partial<BodyOptions> = {}): Body =>
  renderBody(source, {
    path: 'a.md',
    baseUrl: 'https://feeds.example/articles/a',
    takeHeading: false,
    ...options,
  });

describe('a line break in a paragraph', () => {
  it('is white space', () => {
    expect(render('Roses are red\nViolets are blue').html).toBe('<p>Roses are red\nViolets are blue</p>');
  });

  it('is a break, if line breaks are hard', () => {
    const { html, text } = render('时间：周三\n地点：北京', { lineBreaks: 'hard' });
    expect(html).toBe('<p>时间：周三<br>地点：北京</p>');
    expect(text).toBe('时间：周三 地点：北京');
  });

  it('is nothing between Chinese characters, in the text too', () => {
    expect(render('**你**\n好').text).toBe('你好');
    expect(render('<p>你\n  好\nA</p>', { path: 'a.html' }).text).toBe('你好 A');
  });
});

describe('an excerpt', () => {
  it.each([
    ['a comment', '<!--end-->', 'Intro.\n\n<!--end-->\n\nRest.'],
    ['a comment in a line', '<!--end-->', 'Intro. <!--end--> Rest.'],
    ['a line', '---8<---', 'Intro.\n\n---8<---\n\nRest.'],
    ['a blank line', '\n\n', '\nIntro.\n\nRest.'],
    ['the usual mark', '<!--more-->', 'Intro.\n\n<!--more-->\n\nRest.'],
  ])('ends where its author says: %s', (_, excerptSeparator, source) => {
    expect(render(source, { excerptSeparator }).excerpt?.trim()).toBe('Intro.');
  });

  it.each(['<!--more-->', '<!-- more -->', '<!--more Go on reading-->', '<!-- truncate -->'])(
    'ends at %s',
    (mark) => {
      expect(render(`Intro.\n\n${mark}\n\nRest.`).excerpt).toBe('Intro.');
    },
  );

  it('does not end at a remark or at a mark that is absent', () => {
    expect(render('Intro.\n\n<!-- moreover -->\n\nRest.')).not.toHaveProperty('excerpt');
    expect(render('Intro.\n\nRest.', { excerptSeparator: '<!--end-->' })).not.toHaveProperty('excerpt');
  });
});

describe('the policy for the Referer of a picture', () => {
  it.each(['no-referrer', 'origin', 'strict-origin-when-cross-origin', 'unsafe-url'])(
    'stays: %s',
    (policy) => {
      expect(
        render(`<img src="https://a.example/a.png" referrerpolicy="${policy.toUpperCase()}">`).html,
      ).toContain(` referrerpolicy="${policy}"`);
    },
  );

  it('is left out if there is none of that name', () => {
    expect(render('<img src="https://a.example/a.png" referrerpolicy="never">').html).not.toContain('policy');
  });
});

describe('a picture that is in its own address', () => {
  const picture = `data:image/png;base64,${'A'.repeat(400)}`;

  it('is counted', () => {
    expect(render(`![a](${picture})\n\n<img src="${picture}">`).dataPictures).toBe(2);
  });

  it.each([
    ['an emoji', `<img src="${picture}" alt="😀">`],
    [
      'a placeholder',
      '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://a.example/a.png">',
    ],
  ])('is not counted, if it is %s', (_, source) => {
    expect(render(source)).not.toHaveProperty('dataPictures');
  });
});

describe('tags of template languages', () => {
  it('are counted by their kind where they stay', () => {
    const { unknownTags } = render(
      '{% chart a %} {% chart b %} {{< tabs2 >}} {{ page.title }} `{% code %}` {{ x(a=1) }}',
    );
    expect(unknownTags).toEqual(
      new Map([
        ['{% chart %}', 2],
        ['{{< tabs2 >}}', 1],
        ['{{ page.title }}', 1],
        ['{{ x() }}', 1],
      ]),
    );
  });
});

describe('a footnote', () => {
  it('may stand in a list of another one', () => {
    const { html } = render('a[^1] b[^2]\n\n[^1]: - one\n\n    [^2]: two\n\n    more\n');
    expect(html).toMatch(/<li id="user-content-fn1"><ul>\s*<li>one<\/li>\s*<\/ul>\s*<p>more/);
    expect(html).toMatch(/<li id="user-content-fn2"><p>two/);
  });
});
