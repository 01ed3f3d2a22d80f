import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plainText, renderBody, summarise } from '../../../src/article/body/body.ts';
import { expectSafe, reread } from './safety.ts';

const baseUrl = 'https://feeds.example/articles/a/b';

/** Pieces from which hostile bodies are put together. */
const piece = fc.oneof(
  fc.constantFrom(
    ...'div p b i a h1 h2 li ul ol dl dd dt table caption colgroup col thead tbody tr td th pre code ruby rt rp span'
      .split(' ')
      .concat(
        'button object template select option svg math mtext foreignObject desc title style script'.split(
          ' ',
        ),
      )
      .concat(
        'noscript iframe video audio source picture img br hr form font center details summary xmp'.split(
          ' ',
        ),
      )
      .flatMap((tag) => [`<${tag}>`, `<${tag}>`, `</${tag}>`]),
  ),
  fc.constantFrom(
    '<a href="x#y">',
    '<img src=x alt=y>',
    '<p id=a title="<b>">',
    '<!--',
    '-->',
    '<!-- more -->',
    ']]>',
  ),
  fc.constantFrom(
    '\n',
    '\n\n',
    '# ',
    '- ',
    '> ',
    '    ',
    '```',
    '`',
    '*',
    '**',
    '[x](y)',
    '![',
    '](',
    '|',
    '|--|\n',
  ),
  fc.constantFrom(
    '[^1]',
    '[^1]: ',
    '{% raw %}',
    '{% highlight js %}',
    '{% endhighlight %}',
    '{% note %}',
    '{% endnote %}',
    '{# ',
    ' #}',
    '{{< figure src="a" >}}',
    '{% link a.md %}',
    '$',
    '$$\n',
    '\\(x_1\\)',
    '{.a}',
    '\n: ',
    '> [!NOTE]\n> ',
    '\n:::tip\n',
    '\n:::\n',
    '[[a|b]]',
    '![[a.png]]',
    ':smile:',
    '##标',
    '[x](b.md)',
    'import x\n',
    '<A b={',
  ),
  fc.constantFrom(
    '&amp;',
    '&lt;script&gt;',
    '&#1;',
    '&#13;',
    '&#xD800;',
    '\u0000',
    '\ud800',
    '\ufffe',
    '中文',
    '👩‍👩‍👧',
  ),
  fc.string({ maxLength: 8, unit: 'binary' }),
);
const source = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const path = fc.constantFrom('a.md', 'a.html', 'a.mdx');

describe('any body', () => {
  it('becomes safe HTML', () => {
    fc.assert(
      fc.property(source, path, fc.boolean(), (text, path, takeHeading) => {
        const body = renderBody(text, { path, baseUrl, takeHeading });
        expectSafe(body.html);
        expect(body.text.length).toBeLessThanOrEqual(2000);
        expect(body.text).not.toMatch(/\s\s|^\s|\s$/);
      }),
      { numRuns: 1500 },
    );
  });

  it('becomes HTML that parses to the same tree', () => {
    fc.assert(
      fc.property(source, path, (text, path) => {
        const { html } = renderBody(text, { path, baseUrl, takeHeading: false });
        expect(reread(html, baseUrl)).toBe(html);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('any text', () => {
  it('has a plain form without control characters or white space at its ends', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(plainText(text)).not.toMatch(/[\u0000-\u001f]|^\s|\s$/);
      }),
    );
  });

  it('is cut between characters, within the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, characters) => {
        const summary = summarise(text, characters);
        const graphemes = [...new Intl.Segmenter().segment(summary)];
        expect(graphemes.length).toBeLessThanOrEqual(characters);
        expect(summary === text || text.startsWith(summary.slice(0, -1))).toBe(true);
      }),
    );
  });
});
