/** Bodies: what WordPress stores, addresses, templates, and Markdown where it shows the same. */

import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withPatterns } from '../../../src/cli/import/wordpress/blocks.ts';
import { fill } from '../../article/hostile/source.ts';
import { renderBody } from '../../../src/article/body/body.ts';
import { absolute } from '../../../src/cli/import/body/absolute.ts';
import { literal } from '../../../src/cli/import/body/literal.ts';
import { markdownOf } from '../../../src/cli/import/body/markdown.ts';
import { originalOf } from '../../../src/cli/import/download/originals.ts';
import { XmlSplitter } from '../../../src/cli/import/readers/split-xml.ts';
import { htmlOfWordPress } from '../../../src/cli/import/wordpress/body.ts';

const pictures = {
  ofAttachment: (id: string) => (id === '3' ? 'https://old.example/3.jpg' : undefined),
  ofPost: ['https://old.example/own.jpg'],
};

function stored(body: string): { html: string; unknown: string[] } {
  const unknown: string[] = [];
  return { html: htmlOfWordPress(body, pictures, (name) => unknown.push(name)), unknown };
}

describe('paragraphs of the classic editor', () => {
  it.each([
    ['One\nline\n\nTwo', '<p>One<br>\nline</p>\n<p>Two</p>'],
    ['<em>One</em>\r\n\r\n\r\n\r\nTwo', '<p><em>One</em></p>\n<p>Two</p>'],
    ['<h2>Title</h2>\nText', '<h2>Title</h2>\n<p>Text</p>'],
    ['<blockquote>One\n\nTwo</blockquote>', '<blockquote>\n<p>One</p>\n<p>Two</p>\n</blockquote>'],
    ['<ul>\n<li>a</li>\n<li>b\n\nc</li>\n</ul>', '<ul>\n<li>a</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ul>'],
    ['<pre>a\n\nb\nc</pre>', '<pre>a\n\nb\nc</pre>'],
    ['Text <code>a\n\nb</code>\nmore', '<p>Text <code>a\n\nb</code><br>\nmore</p>'],
    ['<p>One</p>\n\n<p>Two\nlines</p>', '<p>One</p>\n\n<p>Two<br>\nlines</p>'],
    ['<div>\n<p>a</p>\n</div>', '<div>\n<p>a</p>\n</div>'],
    ['One<br />\nTwo', '<p>One<br />\nTwo</p>'],
    ['One\n<!--more-->\nTwo', '<p>One<br>\n<!-- more --><br>\nTwo</p>'],
    ['', ''],
  ])('%j', (body, html) => {
    expect(stored(body).html).toBe(html);
  });
});

describe('shortcodes', () => {
  it.each([
    [
      '[caption width="3"]<img src="a.jpg" /> Words[/caption]',
      '<figure><img src="a.jpg" /><figcaption>Words</figcaption></figure>',
    ],
    [
      '[caption caption="Words"]<img src="a.jpg">[/caption]',
      '<figure><img src="a.jpg"><figcaption>Words</figcaption></figure>',
    ],
    ['[gallery ids="3"]', '<figure><img src="https://old.example/3.jpg" alt=""></figure>'],
    ['[gallery]', '<figure><img src="https://old.example/own.jpg" alt=""></figure>'],
    [
      '[embed width="3"]https://a.example/x[/embed]',
      '<p><a href="https://a.example/x">https://a.example/x</a></p>',
    ],
    ['[audio src="https://a.example/a.mp3"]', '<audio controls src="https://a.example/a.mp3"></audio>'],
    [
      '[video mp4=&quot;https://a.example/a.mp4&quot;][/video]',
      '<video controls src="https://a.example/a.mp4"></video>',
    ],
    ['[youtube=https://youtu.be/abc]', '<p><a href="https://youtu.be/abc">https://youtu.be/abc</a></p>'],
    ['[vimeo 12345]', '<p><a href="https://vimeo.com/12345">https://vimeo.com/12345</a></p>'],
    ['[code language="js"]\na < b\n[/code]', '<pre><code class="language-js">a &lt; b</code></pre>'],
    ['[[gallery]]', '<p>[gallery]</p>'],
    ['<code>[gallery]</code>', '<p><code>[gallery]</code></p>'],
    [
      'https://a.example/?a=1&amp;b=2',
      '<p><a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a></p>',
    ],
  ])('%s', (body, html) => {
    expect(stored(body)).toEqual({ html, unknown: [] });
  });

  it('that are not known stay as they stand, and text in brackets is text', () => {
    expect(stored('[form to="me"] [note]x[/note] [1] [sic] [gallery ids="9"]')).toEqual({
      html: '<p>[form to="me"] [note]x[/note] [1] [sic] [gallery ids="9"]</p>',
      unknown: ['form', 'note', 'gallery'],
    });
  });

  it('of the block editor leave with their comments, and paragraphs stay as they are', () => {
    const body =
      '<!-- wp:paragraph {"a":"--\\u003e"} -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->';
    expect(stored(body).html).toBe('<p>a\nb</p>\n\n<!-- more -->');
  });
});

describe('blocks without a text of their own', () => {
  const patterns = new Map([
    ['60', '<!-- wp:paragraph -->\n<p>Every time.</p>\n<!-- /wp:paragraph -->'],
    ['61', '<p>A</p><!-- wp:block {"ref":60} /-->'],
    ['62', '<p>Round</p><!-- wp:block {"ref":62} /-->'],
    ['63', fill('x', 1_500_000)],
  ]);
  const put = (body: string): { html: string; lost: string[] } => {
    const lost: string[] = [];
    const html = withPatterns(body, patterns, (name) => lost.push(name));
    return { html, lost };
  };

  it('are the pattern that they name, and what that has', () => {
    expect(put('a <!-- wp:block {"ref":61} /--> b')).toEqual({
      html: `a <p>A</p>${patterns.get('60')} b`,
      lost: [],
    });
  });

  it('are named where the export has nothing of them, and patterns within themselves end', () => {
    expect(put('<!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:block {"ref":9} /-->').lost).toEqual([
      'latest-posts',
      'block',
    ]);
    const round = put('<!-- wp:block {"ref":62} /-->');
    expect([round.html.split('Round').length - 1, round.lost]).toEqual([3, ['block']]);
    expect(put(fill('<!-- wp:block {"ref":63} /-->', 1_000)).html.length).toBeLessThan(2_000_000);
  });
});

describe('addresses', () => {
  it('become absolute, and nothing else of the source changes', () => {
    const html = `<P><a  HREF=/x title='a>b'>x</a> <img src="i.png" srcset="i.png 1x, /j.png 2x"> <a href="#n">n</a><a href="mailto:a@b.example">m</a> &nbsp;<b>`;
    expect(absolute(html, 'https://old.example/2020/a.html')).toBe(
      `<P><a  href="https://old.example/x" title='a>b'>x</a> <img src="https://old.example/2020/i.png" srcset="https://old.example/2020/i.png 1x, https://old.example/j.png 2x"> <a href="#n">n</a><a href="mailto:a@b.example">m</a> &nbsp;<b>`,
    );
    expect(absolute('<a href="/x">', undefined)).toBe('<a href="/x">');
  });

  it.each([
    ['https://a.example/b-300x200.jpg', 'https://a.example/b.jpg', 'https://a.example/b.jpg'],
    ['https://a.example/b.jpg?w=640', 'https://a.example/b.jpg', 'https://a.example/b.jpg'],
    ['https://a.example/b-scaled.jpg', 'https://a.example/b.jpg', 'https://a.example/b.jpg'],
    ['https://a.example/b-300x200.jpg', 'https://a.example/c.jpg', 'https://a.example/b-300x200.jpg'],
    ['https://a.example/b-300x200.jpg', 'https://a.example/page', 'https://a.example/b-300x200.jpg'],
    ['https://a.example/b.jpg', undefined, 'https://a.example/b.jpg'],
  ])('%s in a link to %s shows %s', (address, link, original) => {
    expect(originalOf(address, link)).toBe(original);
  });
});

describe('a body that speaks of templates', () => {
  it('shows the same words, whatever they are', () => {
    const words = [
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      '%%',
      '{::',
      'raw',
      'endraw',
      'x',
      ' ',
      '\n',
      '[//]: #',
      '<p>',
      '</p>',
      '<code>',
      '</code>',
      '{',
    ];
    assert(
      property(array(constantFrom(...words), { maxLength: 15 }), (parts) => {
        const html = `<p>a</p>${parts.join('')}`;
        const shown = (source: string): string =>
          renderBody(source, { path: 'a.html', baseUrl: 'https://feeds.example/a', takeHeading: false }).html;
        // No character begins a template.
        const expected = shown(html.replace(/[{%[]/g, (mark) => `&#${mark.charCodeAt(0)};`));
        expect(shown(literal(html))).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Markdown', () => {
  it.each([
    [
      '<p>Some <b>bold</b> &amp; <em>other</em> <a href="https://a.example/">words</a></p>',
      'Some **bold** & *other* [words](https://a.example/)',
    ],
    ['<ol start="3"><li>a</li><li>b<ul><li>c</li></ul></li></ol>', '3. a\n4. b\n   - c'],
    [
      '<p>1. no list, # no heading, * no item, a_b_c, &lt;b&gt;, &amp;amp;</p>',
      '1\\. no list, # no heading, \\* no item, a\\_b\\_c, \\<b>, \\&amp;',
    ],
    ['<pre><code class="language-js">a\n\nb</code></pre>', '```js\na\n\nb\n```'],
    ['<p>a</p><!-- more --><p>b</p>', 'a\n\n<!-- more -->\n\nb'],
    ['<p>知乎<strong>注意：</strong>这里</p>', '知乎**注意：**这里'],
  ])('%s', (html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });

  it.each([
    '<figure><img src="https://a.example/a.png"><figcaption>c</figcaption></figure>',
    '<p>H<sub>2</sub>O</p>',
    '<dl><dt>a</dt><dd>b</dd></dl>',
    '<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>',
    `${'<blockquote>'.repeat(50)}deep`,
  ])('is not written where something would be lost: %s', (html) => {
    expect(markdownOf(html)).toBeUndefined();
  });
});

describe('any HTML', () => {
  const names = [
    'p',
    'ul',
    'ol',
    'li',
    'table',
    'tr',
    'td',
    'th',
    'thead',
    'pre',
    'code',
    'b',
    'a',
    'h1',
    'blockquote',
    'br',
    'img',
    'input',
    'del',
    'div',
  ];
  const tags = names.flatMap((name) => [
    `<${name}>`,
    `</${name}>`,
    `<${name} start="x" href=" " type="checkbox" src>`,
  ]);

  it('is converted, or left as it is', () => {
    assert(
      property(
        array(constantFrom(...tags, 'a', ' ', '\n', '|', '<!-- more -->'), { maxLength: 25 }),
        (parts) => {
          const html = parts.join('');
          expect(['string', 'undefined']).toContain(typeof markdownOf(html));
          expect(typeof absolute(html, 'https://old.example/')).toBe('string');
          expect(typeof stored(html).html).toBe('string');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('XML in pieces', () => {
  const document =
    '<?xml version="1.0"?>\r\n<rss a=">" xmlns:x="urn:x"><channel>\r\n<title>T 😀</title><item><a>1</a><x:item>in</x:item></item> & <item><![CDATA[</item>]]></item><item/><end>😀</end></channel></rss>'.replace(
      ' & ',
      ' &amp; ',
    );

  it.each([1, 2, 3, 7, 1000])('of %i characters has the same entries', (length) => {
    const splitter = new XmlSplitter('a.xml');
    for (let at = 0; at < document.length; at += length) splitter.write(document.slice(at, at + length));
    splitter.end();
    expect([...splitter.take()].map(({ xml }) => xml)).toEqual([
      '<rss a=">" xmlns:x="urn:x"><channel><item><a>1</a><x:item>in</x:item></item></channel></rss>',
      '<rss a=">" xmlns:x="urn:x"><channel><item><![CDATA[</item>]]></item></channel></rss>',
    ]);
    expect(splitter.head).toBe(
      '<?xml version="1.0"?>\r\n<rss a=">" xmlns:x="urn:x"><channel>\r\n<title>T 😀</title> &amp; <item/><end>😀</end></channel></rss>',
    );
  });
});
