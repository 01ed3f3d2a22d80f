import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComment, isElement, isText, parseAsBrowsersDo } from '../../../../src/article/body/html/tree.ts';
import type { Node, Parent } from '../../../../src/article/body/html/tree.ts';
import { readWellFormed } from '../../../../src/article/body/html/well-formed.ts';

/** A tree as a value that can be compared: texts, comments, and elements with all that parse5 says of them. */
const outline = ({ childNodes }: Parent): unknown[] => childNodes.map(outlineOf);

function outlineOf(node: Node): unknown {
  if (isText(node)) return node.value;
  if (isComment(node)) return { comment: node.data };
  if (!isElement(node)) return node.nodeName;
  const { nodeName, tagName, namespaceURI, attrs } = node;
  return { nodeName, tagName, namespaceURI, attrs, content: outline(node) };
}

/** Elements, with and without rules of their own, opened and closed as they come. */
const tags =
  'p div span b i a em h1 h2 ul ol li dl dt dd blockquote figure br img hr pre table tr td button ruby svg';
const anything = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(...tags.split(' ').flatMap((tag) => [`<${tag}>`, `</${tag}>`])),
      },
      fc.constantFrom(
        '<br/>',
        '<p/>',
        '<a href="x?a=1&amp;b=2">',
        '<a href="&copy">',
        "<a href='x'>",
        '<a href=x>',
      ),
      fc.constantFrom(
        '<img src="a" src="b">',
        '<img\nalt="a > b" title="">',
        '<P>',
        '<b >',
        '</b >',
        '<custom-tag>',
      ),
      fc.constantFrom(
        '<!-- more -->',
        '<!---->',
        '<!-->',
        '<!--->',
        '<!-- a --!>',
        '<!-- ----->',
        '<!--',
        '-->',
      ),
      fc.constantFrom(
        '&amp;',
        '&nbsp;',
        '&copy;',
        '&',
        '& ',
        '&&lt;',
        '&ampx',
        '&#1;',
        '<',
        '>',
        '< b',
        '</',
        '\0',
        '\r',
      ),
      fc.constantFrom('text', ' ', '\n', '中文', '😀', '\ud800'),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

const inline = 'b i em span a code'.split(' ');
const blocks = 'p div h2 blockquote ul li figure section'.split(' ');

/** Elements in elements, each closed; some where they may not stand. */
const { nested } = fc.letrec<{ nested: string; element: string }>((tie) => ({
  nested: fc
    .array(fc.oneof(fc.constantFrom('字', 'a &lt; b', '<br>', '\n'), tie('element')), { maxLength: 4 })
    .map((parts) => parts.join('')),
  element: fc
    .tuple(fc.constantFrom(...inline, ...blocks), fc.constantFrom('', ' title="a &amp; b"'), tie('nested'))
    .map(([tag, attributes, content]) => `<${tag}${attributes}>${content}</${tag}>`),
}));

describe('well-formed HTML', () => {
  it.each([
    '<div>\n<p data-pid="1">一段，<b>重点</b>。</p><p>二段</p>\n</div>',
    '<ul><li>a <a href="b?c&amp;d">e</a></li><li><p>f</p></li></ul><hr/>',
    '<dl><dt>a</dt><dd>b</dd></dl><!-- more --><h2>c<br>d</h2>',
    '<b><i><b><b><b>four of a kind</b></b></b></i></b> and text',
    'text only, with &quot;references&quot; & ampersands',
    '',
  ])('gives the tree of parse5: %j', (source) => {
    const tree = readWellFormed(source);
    expect(tree && outline(tree)).toEqual(outline(parseAsBrowsersDo(source)));
  });

  it.each([
    ['a paragraph in a paragraph', '<p>a<div>b</div></p>'],
    ['a link in a link', '<a href="a"><b><a href="b">c</a></b></a>'],
    ['a heading in a heading', '<h1>a<h2>b</h2></h1>'],
    ['an item outside of a list', '<div><li>a</li></div>'],
    ['an element that is not closed', '<p>a'],
    ['elements that are closed crosswise', '<b><i>a</b></i>'],
    ['a table, which has rules of its own', '<table><tr><td>a</td></tr></table>'],
    ['an attribute without quotes', '<a href=b>c</a>'],
    ['an attribute twice', '<a title="b" title="c">d</a>'],
    ['a reference that needs the table', '&hellip;'],
    ['a comment that ends otherwise', '<!-- a --!> b -->'],
    ['an element in capitals', '<P>a</P>'],
    ['a line break of another kind', 'a\r\nb'],
  ])('has no %s', (_, source) => {
    expect(readWellFormed(source)).toBeUndefined();
  });

  it('equals the tree of parse5 for any source', () => {
    fc.assert(
      fc.property(fc.oneof(anything, nested), (source) => {
        const tree = readWellFormed(source);
        fc.pre(tree !== undefined);
        expect(outline(tree)).toEqual(outline(parseAsBrowsersDo(source)));
      }),
      { numRuns: 2000 },
    );
  });

  it('includes most properly nested elements', () => {
    const sources = fc.sample(nested, { numRuns: 500, seed: 1 });
    const read = sources.filter((source) => readWellFormed(source));
    expect(read.length).toBeGreaterThan(sources.length / 3);
  });

  it('takes linear time at any depth', () => {
    // Either of the two would take a minute if each tag were compared with all that are open.
    expect(readWellFormed('<div>'.repeat(300_000))).toBeUndefined();
    const attributes = Array.from({ length: 100_000 }, (_, i) => ` a${i}=""`).join('');
    expect(readWellFormed(`<b${attributes}></b>`)).toBeUndefined();
  });
});
