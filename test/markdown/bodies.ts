/** Bodies put together at random from all that the sanitiser lets through. */

import * as fc from 'fast-check';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character]!);

const plain = ['a', 'word', '中文', '“这”', '，', 'é', '👍', ' ', ' b ', '.', '1', '—'];

/** What is a mark of Markdown somewhere. */
const marks = [
  '1. ¦1) ¦# ¦## ¦#标题¦> ¦+ ¦- ¦* ¦~~¦~¦~~~¦:::¦:::tip¦===¦---¦***¦___¦<x>¦<b>¦</p>¦<!--',
  '&amp;¦&lt;¦&#35;¦\\¦\\\\¦\\*¦`¦``¦```¦*¦**¦_¦__¦=¦==¦[¦]¦[a]¦[a](b)¦![a](b)¦[a]: b¦[^1]',
  '[^1]: a¦^[a]¦[[a]]¦![[a.png]]¦](¦!¦![¦(x)¦|¦| a | b |¦|-|-|¦ | ¦: ¦:¦:smile:¦{{ a }}',
  '{% a %}¦$¦$5¦a$¦++¦--¦^¦a_b¦a*b¦_a_¦*a*¦☐ ¦☑ ¦https://x.example/a_b¦www.x.example¦^^^',
].flatMap((line) => line.split('¦'));
/** Brackets and dollars beside formulas are the reader's to guess. */
const marksByFormulas = marks.filter((mark) => !/[$[\]()\\]/.test(mark));
const textOf = (marks: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...plain) },
        { weight: 2, arbitrary: fc.constantFrom(...marks) },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => escape(parts.join('')));
const code = fc
  .array(
    fc.constantFrom(
      'a',
      'x = 1',
      ' ',
      '`',
      '``',
      '```',
      '~~~',
      '|',
      '\\',
      '*',
      '<b>',
      '&lt;',
      '$',
      '[a](b)',
      '中',
    ),
    { maxLength: 4 },
  )
  .map((parts) => escape(parts.join('')));
const lines = fc
  .array(
    fc.constantFrom(
      'a',
      '\n',
      '\n\n',
      '  b',
      '\tc',
      '```',
      '````',
      '~~~',
      '# d',
      '- e',
      '> f',
      '</div>',
      '$x$',
      '<b>',
    ),
    { maxLength: 6 },
  )
  .map((parts) => escape(parts.join('')));
const address = fc.constantFrom(
  'https://x.example/',
  'https://x.example/a_b_c',
  'https://x.example/(a)',
  'https://x.example/a)b(',
  'https://x.example/?a=1&amp;b=2',
  'https://x.example/[a]',
  'https://x.example/a|b',
  'https://x.example/*a*',
  'https://x.example/中文',
  '#part',
);
const titleOf = (text: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.constant(''),
    text.map((value) => ` title="${value}"`),
  );
const element = (tag: string, content: fc.Arbitrary<string>) =>
  content.map((inside) => `<${tag}>${inside}</${tag}>`);
const many = (content: fc.Arbitrary<string>, minLength = 0, maxLength = 4) =>
  fc.array(content, { minLength, maxLength }).map((all) => all.join(''));

const inlineOf = (text: fc.Arbitrary<string>, formulas: readonly fc.Arbitrary<string>[]) => {
  const title = titleOf(text);
  return fc.letrec<Record<'one' | 'all', string>>((tie) => ({
    all: many(tie('one'), 1),
    one: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'inline' },
      text,
      element('code', code),
      fc.constant('<br>'),
      fc.tuple(address, text, title).map(([src, alt, title]) => `<img src="${src}" alt="${alt}"${title}>`),
      ...['em', 'strong', 'em', 'strong', 'b', 'i', 's', 'del', 'code'].map((tag) =>
        element(tag, tie('all')),
      ),
      fc
        .tuple(address, title, tie('all'))
        .map(([href, title, inside]) => `<a href="${href}"${title}>${inside}</a>`),
      address.map((href) => `<a href="${href}">${href}</a>`),
      fc
        .constantFrom(...'sub sup kbd mark u ins small q cite var samp span dfn'.split(' '))
        .chain((tag) => element(tag, tie('all'))),
      fc.tuple(text, tie('all')).map(([of, inside]) => `<abbr title="${of}">${inside}</abbr>`),
      element(
        'ruby',
        fc.tuple(text, text).map(([base, top]) => `${base}<rp>(</rp><rt>${top}</rt><rp>)</rp>`),
      ),
      ...formulas,
    ),
  })).all;
};

const row = (cell: fc.Arbitrary<string>, tag: string, width: number) =>
  element('tr', many(element(tag, cell), width, width));

const blocksOf = (inline: fc.Arbitrary<string>) =>
  fc.letrec<Record<'block' | 'blocks' | 'cell', string>>((tie) => ({
    blocks: many(tie('block'), 0, 3),
    block: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'block' },
      element('p', inline),
      inline,
      fc
        .tuple(fc.integer({ min: 1, max: 6 }), inline)
        .map(([level, inside]) => `<h${level}>${inside}</h${level}>`),
      fc
        .tuple(
          fc.constantFrom('', ' class="language-js"', ' class="language-c++"', ' class="language-x`y"'),
          lines,
        )
        .map(([of, inside]) => `<pre><code${of}>${inside}</code></pre>`),
      element('pre', lines),
      fc.constant('<hr>'),
      element('blockquote', tie('blocks')),
      ...['ul', 'ul', 'ol'].map((tag) => element(tag, many(element('li', tie('cell'))))),
      fc
        .tuple(
          fc.constantFrom('start="3"', 'start="-1"', 'start="0"', 'reversed', 'type="a"'),
          many(element('li', tie('cell'))),
        )
        .map(([of, inside]) => `<ol ${of}>${inside}</ol>`),
      fc
        .integer({ min: 1, max: 3 })
        .chain((width) =>
          fc
            .tuple(row(tie('cell'), 'th', width), many(row(tie('cell'), 'td', width)))
            .map(([first, rest]) => `<table><thead>${first}</thead><tbody>${rest}</tbody></table>`),
        ),
      element('table', many(element('tr', many(element('td', tie('cell')), 1)), 1)),
      fc
        .tuple(tie('cell'), tie('cell'))
        .map(
          ([a, b]) => `<table><tr><th>x<th>y<tr><td rowspan="2">${a}<td align="right">${b}<tr><td>z</table>`,
        ),
      element(
        'dl',
        many(
          fc.tuple(inline, tie('cell')).map(([dt, dd]) => `<dt>${dt}</dt><dd>${dd}</dd>`),
          1,
        ),
      ),
      fc
        .tuple(inline, tie('blocks'))
        .map(([summary, inside]) => `<details><summary>${summary}</summary>${inside}</details>`),
      fc
        .tuple(address, tie('cell'))
        .map(
          ([src, caption]) =>
            `<figure><img src="${src}" alt="a"><figcaption>${caption}</figcaption></figure>`,
        ),
      fc.constant('<p><video src="https://x.example/a_b.mp4" poster="https://x.example/a.png"></video></p>'),
      fc.constant('<p><audio><source src="https://x.example/a.mp3" type="audio/mpeg"></audio></p>'),
      ...['section', 'em', 'strong'].map((tag) => element('div', element(tag, tie('blocks')))),
    ),
    cell: fc.oneof({ weight: 3, arbitrary: inline }, tie('blocks')),
  })).blocks;

const formula = fc
  .constantFrom('x_1', 'a|b_1', '\\frac{a}{b}', '\\|x_1\\|', 'a < b_1', 'a*b*c_1')
  .map((tex) => ` $${escape(tex)}$ `);

export const bodies = blocksOf(inlineOf(textOf(marks), []));
export const bodiesWithFormulas = blocksOf(inlineOf(textOf(marksByFormulas), [formula]));
