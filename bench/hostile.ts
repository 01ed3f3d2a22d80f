/** Bodies of 64 KiB that were written to take long. */

const size = 65_536;

const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

const count = (piece: (i: number) => string): string => {
  let source = '';
  for (let i = 0; source.length < size; i++) source += piece(i);
  return source.slice(0, size);
};

/** Elements of HTML: nesting, the adoption agency, foster parenting, scopes. */
const markup: Readonly<Record<string, string>> = {
  'nested div': fill('<div>'),
  'nested b': fill('<b>'),
  'nested tables': fill('<table><tr><td>'),
  'nested lists': fill('<ul><li>'),
  'nested SVG': fill('<svg>'),
  'nested noscript': fill('<noscript>'),
  'nested object': fill('<object>x'),
  'nested ruby': fill('<ruby><rt>'),
  'nested select': fill('<select><option>'),
  'nested template': fill('<template>'),
  'links and paragraphs': fill('<a><p>'),
  'formatting that multiplies': count((i) => (i < 2000 ? `<b id=${i}>` : '<p></p>')),
  'a long attribute that multiplies': `<i title="${'x'.repeat(30_000)}">${fill('<p>x').slice(0, 35_000)}`,
  'adoption agency': fill('<b><i><a><div></b></i></a>'),
  'foster parenting': `<table>${fill('a<b>')}`,
  'end tags': fill('</b></i></a></div>'),
  attributes: `<a ${count((i) => `a${i}=1 `)}>`,
  'a srcset': `<img srcset="${fill('a,b ')}">`,
  'commas in a srcset': `<img srcset="${fill(',')}">`,
  images: fill('<img src=a>'),
  comments: fill('<!-- a -->'),
  'open comments': fill('<!--'),
  'less-than signs': fill('<'),
  references: fill('&#x'),
  'white space': fill(' \n'),
  lines: `<div>${fill('a\n')}`,
};

/** Markdown: the pathological inputs of cmark's tests, and those of its extensions. */
const markdown: Readonly<Record<string, string>> = {
  brackets: fill('['),
  'images in images': fill('!['),
  'links that don\u2019t end': fill('[a](b'),
  emphasis: fill('*a **a '),
  'emphasis within emphasis': fill('*a _b '),
  asterisks: `${'*'.repeat(30_000)}a${'*'.repeat(30_000)}`,
  backticks: count((i) => `e${'`'.repeat(i % 300)}`),
  quotations: fill('> '),
  'deep quotations': count((i) => `${'>'.repeat(i)} a\n`),
  lists: fill('- '),
  'deep lists': count((i) => `${' '.repeat(i)}- a\n`),
  'reference definitions': count((i) => `[a${i}]: u\n`),
  'references to one definition': `[a]: u\n${fill('[a]')}`,
  footnotes: count((i) => `[^a${i}]: [^a${i + 1}]\n`),
  'footnotes in place': fill('^['),
  'a wide table': `|${fill('a|').slice(0, 400)}\n|${'-|'.repeat(200)}\n${fill('a\n')}`,
  'a long table': fill('| a |\n|--|\n'),
  addresses: fill('http://a.b '),
  'an address of brackets': `http://${fill('(')}`,
  headings: `${fill('# a\n')}[x](#a)`,
  'template tags': fill('{% highlight a %}\n'),
  'fences in lists': fill('- ```\n'),
  'tags in a paragraph': fill('a<b>'),
};

const mdx: Readonly<Record<string, string>> = {
  'expressions that don\u2019t end': fill('<A b={'),
  'remarks that don\u2019t end': fill('{/*'),
  components: fill('<A>'),
  backticks: count((i) => `${'`'.repeat(1 + (i % 200))}a`),
};

const all = (path: string, sources: Readonly<Record<string, string>>) =>
  Object.entries(sources).map(([name, source]) => ({ name, path, source }));

export const hostile = [
  ...all('a.html', markup),
  ...all('a.md', { ...markup, ...markdown }),
  ...all('a.mdx', mdx),
];
