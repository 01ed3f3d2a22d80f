import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodies, bodiesWithFormulas } from './bodies.ts';
import { roundTrip } from './round-trip.ts';

/** Escaped brackets and dollars, which edgefeed may take for a formula or an abbreviation with what is between them. */
const isAmbiguous = (markdown: string): boolean =>
  /\\\[[^]*\\\]|\]\\\([^]*\\\)|\*\[[^\]\n]*\]:|\\\$[^]*\\\$/.test(markdown);

describe('any body', () => {
  it.each([
    ['', bodies],
    [' with formulas', bodiesWithFormulas],
  ])('%s is the same document after the way to Markdown and back', (_, any) => {
    fc.assert(
      fc.property(any, (source) => {
        const { markdown, before, after } = roundTrip(source);
        fc.pre(!isAmbiguous(markdown));
        expect(after).toEqual(before);
      }),
      { numRuns: 600 },
    );
  });
});

describe('HTML as Markdown, which is the same document when it is read', () => {
  it.each([
    // Code.
    ['code beside code', '<p><code>a</code><code>b</code></p>', '`a`<code>b</code>'],
    ['empty code', '<p>a<code></code>b</p>', 'a<code></code>b'],
    ['code of a space', '<p>a<code> </code>b</p>', 'a<code> </code>b'],
    ['code with backticks at its ends', '<p><code>`a`</code></p>', '`` `a` ``'],
    ['code with a tag', '<p><code>a_b<em>c_d</em></code></p>', '<code>a\\_b*c\\_d*</code>'],
    ['code behind a backtick', '<p>`<code>a</code></p>', '\\``a`'],
    // Emphasis.
    ['emphasis beside emphasis', '<p><em>a</em><em>b</em></p>', '*ab*'],
    ['emphasis beside strong text', '<p><em>a</em><strong>b</strong></p>', '*a*<strong>b</strong>'],
    ['emphasis with spaces at its ends', '<p>a<em> b </em>c</p>', 'a *b* c'],
    ['emphasis of a space', '<p>a<em> </em>b</p>', 'a b'],
    ['emphasis with a break at its end', '<p><strong>a<br></strong>b</p>', '**a**\\\nb'],
    ['strong emphasis', '<p><strong><em>a</em></strong> b</p>', '***a*** b'],
    ['emphasis in emphasis', '<p><em>a<em>b</em></em></p>', '*ab*'],
    ['emphasis in a word', '<p>a<em>b</em>c</p>', 'a*b*c'],
    ['emphasis in a Chinese text', '<p>中<strong>文</strong>字</p>', '中**文**字'],
    ['emphasis of Chinese marks', '<p>中<strong>“文”</strong>字</p>', '中<strong>“文”</strong>字'],
    ['emphasis of an emoji in a word', '<p>a<em>👍</em>b</p>', 'a<em>👍</em>b'],
    [
      'blocks in emphasis',
      '<em><p>a*</p><ul><li>b</li></ul></em>',
      '<div><em><p>a*</p><ul><li>b</li></ul></em></div>',
    ],
    // Links and pictures.
    [
      'a link with brackets',
      '<p><a href="https://x.example/(a)b)">a] [b](c)</a></p>',
      '[a\\] \\[b\\](c)](https://x.example/\\(a\\)b\\))',
    ],
    [
      'text in brackets before a link',
      '<p>^<a href="https://x.example/">a</a></p>',
      '\\^[a](https://x.example/)',
    ],
    ['an address without a link', '<p>https://x.example/a*b</p>', 'https\\://x.example/a\\*b'],
    [
      'a heading in a link',
      '<a href="https://x.example/"><h2>a</h2></a>',
      '<div><a href="https://x.example/"><h2>a</h2></a></div>',
    ],
    [
      'a picture with brackets',
      '<p><img src="https://x.example/a.png" alt="a] [b"></p>',
      '![a\\] \\[b](https://x.example/a.png)',
    ],
    [
      'a picture with a width',
      '<p>a<img src="https://x.example/a.png" alt="b|3"></p>',
      'a<img src="https://x.example/a.png" alt="b|3">',
    ],
    [
      'a picture with a caption',
      '<figure><img src="https://x.example/a.png" alt="a"><figcaption>b</figcaption></figure>',
      '![a](https://x.example/a.png "b")',
    ],
    [
      'a picture with a caption that has more than text',
      '<figure><img src="https://x.example/a.png" alt="a"><figcaption><em>b</em></figcaption></figure>',
      '<figure><img src="https://x.example/a.png" alt="a"><figcaption><em>b</em></figcaption></figure>',
    ],
    // Texts that look like Markdown.
    ...['1. a', '1) a', '# a', '#标题', '> a', '+ a', '- a', '* a', ':::tip', ': a', '---'].map(
      (text): [string, string, string] => [
        `the text ${text}`,
        `<p>${text.replace('>', '&gt;')}</p>`,
        text.replace(/^\d*/, '$&\\'),
      ],
    ),
    ...['~~~', '***', '```'].map((text): [string, string, string] => [
      `the text ${text}`,
      `<p>${text}</p>`,
      text.replace(/./g, '\\$&'),
    ]),
    ['the underline of a heading', '<p>a<br>===</p>', 'a\\\n\\==='],
    ['struck marks', '<p>~~a~~</p>', '\\~\\~a\\~\\~'],
    ['a tag', '<p>&lt;x&gt; &amp;amp; \\*</p>', '\\<x> \\&amp; \\\\\\*'],
    ['underscores beside an emoji', '<p>👍_a_👍 a_b</p>', '👍\\_a\\_👍 a_b'],
    ['dollars', '<p>$a*b*c$</p>', '\\$a\\*b\\*c\\$'],
    ['tags of templates', '<p>{{ a }} {% b %}</p>', '{\\{ a }} {\\% b %}'],
    ['the name of an emoji', '<p>:smile: 10:30:00</p>', '\\:smile: 10:30:00'],
    // Blocks.
    ['a break', '<p>a<br>b</p>', 'a\\\nb'],
    ['a break in a heading', '<h2>a<br>b</h2>', '## a<br>b'],
    ['a heading that ends with #', '<h2>C #</h2>', '## C \\#'],
    ['two lists', '<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n* b'],
    ['a rule behind a list', '<ul><li>a</li></ul><hr>', '- a\n\n___'],
    ['lists of rules', '<ul><li>a</li></ul><ul><li><hr></li></ul>', '- a\n\n* ___'],
    ['an empty item', '<ul><li></li><li><em></em></li><li><ul></ul><p>a</p></li></ul>', '-\n\n-\n\n- a'],
    [
      'items with code',
      '<ul><li>a<pre><code>b\n\nc\n</code></pre></li></ul>',
      '- a\n  ```\n  b\n\n  c\n  ```',
    ],
    ['a list that counts down', '<ol reversed><li>a</li></ol>', '<ol reversed=""><li>a</li></ol>'],
    ['a list with a number of its own', '<ol><li value="3">a</li></ol>', '<ol><li value="3">a</li></ol>'],
    ['code with fences', '<pre><code class="language-c++">```\n~~~</code></pre>', '````c++\n```\n~~~\n````'],
    [
      'code with marks',
      '<pre><code>a <em>b</em>\n\nc</code></pre>',
      '<pre><code>a <em>b</em>&#10;\nc</code></pre>',
    ],
    ['a definition list', '<dl><dt>a_b</dt><dd>*c*</dd></dl>', '<dl><dt>a_b</dt><dd>*c*</dd></dl>'],
    [
      'details',
      '<details><summary>a</summary><p>b</p></details>',
      '<details><summary>a</summary><p>b</p></details>',
    ],
    [
      'ruby',
      '<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>',
      '<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>',
    ],
    ['an abbreviation', '<p><abbr title="a_b">c</abbr></p>', '<abbr title="a_b">c</abbr>'],
    [
      'audio',
      '<p><audio src="https://x.example/a_b.mp3"></audio></p>',
      '<audio src="https://x.example/a_b.mp3" controls="">[a_b.mp3](https://x.example/a_b.mp3)</audio>',
    ],
    // Tables.
    ['a formula in a cell', table('$|x_1|$'), '| a |\n| - |\n| $\\|x_1\\|$ |'],
    ['bars in a cell', table('a|b <code>c|d</code> \\|'), '| a |\n| - |\n| a\\|b `c\\|d` \\\\\\| |'],
    [
      'code in a cell that ends in a bar',
      table('<code>\\|</code>'),
      '| a |\n| - |\n| <code>\\\\\\|</code> |',
    ],
    ['a break in a cell', table('a<br>b'), '| a |\n| - |\n| a<br>b |'],
    ...['<ul><li>b</li></ul>', '<pre>b\n\nc</pre>', '<p>b</p><p>c</p>'].map(
      (cell): [string, string, string] => [
        `a cell with ${cell}`,
        table(cell),
        table(cell).replace('\n\n', '&#10;\n'),
      ],
    ),
    [
      'a table below a list in an item',
      `<ul><li><ul><li>b</li></ul>${table('c')}</li></ul>`,
      '- * b\n\n  | a |\n  | - |\n  | c |',
    ],
    ['a table in a table', table(table('b')), table(table('b'))],
    ...['colspan', 'rowspan'].map((span): [string, string, string] => {
      const spanning = table('b').replace('<td>', `<td ${span}="2">`);
      return [`a cell with ${span}`, spanning, spanning];
    }),
    [
      'a table without a header',
      '<table><tbody><tr><td>a</td></tr></tbody></table>',
      '<table><tbody><tr><td>a</td></tr></tbody></table>',
    ],
    // Formulas.
    ['a formula beside a digit', '<p>\\(x_1\\)2</p>', '\\(x_1\\)2'],
    ['formulas beside each other', '<p>\\(x_1\\)\\(x_2\\)</p>', '$x_1$\\(x_2\\)'],
    ['a formula of lines', '<p>$$a\n= b_1$$</p>', '$$a = b_1$$'],
  ])('%s', (_, source, written) => {
    const { markdown, before, after } = roundTrip(source);
    // Behind the list of facts a list has the other bullet.
    expect(markdown.replace(/^\*(?= |$)/gm, '-').trimEnd()).toBe(
      written.replace(/^\*(?= |$)/gm, '-').trimEnd(),
    );
    expect(after).toEqual(before);
  });

  it('has its notes as a list where HTML refers to one', () => {
    const { markdown, before, after } = roundTrip(
      `Text[^1]\n\n<table><tr><td>\n\nx[^2]\n\n</td></tr></table>\n\n[^1]: One\n\n[^2]: Two\n`,
      'a.md',
    );
    expect(markdown).toContain(
      '<p>x<sup><a href="https://feeds.example/articles/a#user-content-fn2">[2]</a></sup></p> </td>',
    );
    expect(markdown).toContain('1. One\n');
    expect(after).toEqual(before);
  });
});

/** A table with a header and a cell. */
function table(cell: string): string {
  return `<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>${cell}</td></tr></tbody></table>`;
}
