/** Bodies of Markdown and MDX that were written to take long. */

import { count, fill, type Sources } from './source.ts';

/** The pathological inputs of cmark's tests, and those of its extensions. */
const commonMark: Sources = {
  brackets: (n) => fill('[', n),
  'brackets in brackets': (n) => fill('[', n / 2) + fill(']', n / 2),
  'images in images': (n) => fill('![', n),
  'images in images that end': (n) => `${fill('![', n / 3)}x${fill('](a)', n / 1.5)}`,
  'links that don\u2019t end': (n) => fill('[a](b', n),
  'links to nothing': (n) => fill('[a](', n),
  emphasis: (n) => fill('*a **a ', n),
  'emphasis within emphasis': (n) => fill('*a _b ', n),
  asterisks: (n) => `${'*'.repeat(n / 2)}a${'*'.repeat(n / 2)}`,
  'struck text': (n) => fill('~~a~', n),
  backticks: (n) => count((i) => `e${'`'.repeat(i % 300)}`, n),
  'backticks by one and two': (n) => fill('`a``b', n),
  quotations: (n) => fill('> ', n),
  'deep quotations': (n) => count((i) => `${'>'.repeat(i % 50)} a\n`, n),
  lists: (n) => fill('- ', n),
  'deep lists': (n) => count((i) => `${' '.repeat(i % 100)}- a\n`, n),
  'reference definitions': (n) => count((i) => `[a${i}]: u\n`, n),
  'references to one definition': (n) => `[a]: u\n${fill('[a]', n)}`,
  'titles that don\u2019t end': (n) => fill('[a]: b "\n', n),
  'tags in a paragraph': (n) => fill('a<b>', n),
  'pairs of tags in a paragraph': (n) => `x ${fill('<b>a</b>', n)}`,
  'addresses in angle brackets that don\u2019t end': (n) => fill('<http:', n),
  'names of entities': (n) => fill('&a', n),
  'blocks of HTML': (n) => fill('<div>\n\n', n),
  'fences in lists': (n) => fill('- ```\n', n),
  escapes: (n) => fill('\\*', n),
};

const extensions: Sources = {
  footnotes: (n) => count((i) => `[^a${i}]: [^a${i + 1}]\n`, n),
  'one footnote again and again': (n) => fill('[^a]: x\n', n),
  'some footnotes and many paragraphs': (n) =>
    `${fill('a\n\n', n)}${count((i) => `[^${i}]\n\n[^${i}]: x\n\n`, 4_000)}`,
  'footnotes in place': (n) => fill('^[', n),
  'footnotes in footnotes': (n) => `${'^['.repeat(20)}${fill('*a* ', n)}${']'.repeat(20)}`,
  'a wide table': (n) => `|${fill('a|', 400)}\n|${'-|'.repeat(200)}\n${fill('a\n', n)}`,
  'a long table': (n) => fill('| a |\n|--|\n', n),
  'a row of a table': (n) => `${fill('|-', n)}x`,
  headings: (n) => `${fill('# a\n', n)}[x](#a)`,
  'headings of the same title': (n) => `[x](#a)\n\n${fill('# a\n\n', n)}`,
  'an id of a heading that never ends': (n) => `# T {#${fill('a', n)}\n`,
  'blanks in the id of a heading': (n) => `# T {${' '.repeat(n)}x\n`,
  'ids in a heading': (n) => `# T ${fill('{#a', n)}\n`,
  'labels that don\u2019t end': (n) => fill('[\n', n),
  'labels that don\u2019t end, below a heading': (n) => `# h\n${fill('[x\n', n)}`,
};

/** Addresses that are no links yet. */
const addresses: Sources = {
  addresses: (n) => fill('http://a.b ', n),
  'addresses between emphasis': (n) => fill('*a* http://a.b ', n),
  'an address of brackets': (n) => `http://${fill('(', n)}`,
  'addresses with a bracket each': (n) => fill('http://a.b/(', n),
  'addresses with a bracket each, and one that closes': (n) => `${fill('http://a.b/(', n)})`,
  'addresses with a bracket of each kind': (n) => fill('http://a.b/([{', n),
  'addresses with a quote each': (n) => fill('http://a.b/"\'', n),
  'addresses without a scheme': (n) => `http://a.b ${fill('//a.b/(', n)}`,
  'addresses of mail': (n) => `http://a.b ${fill('*a* mailto:a@b.cc ', n)}`,
  'schemes that nothing knows': (n) => `http://a ${fill('x://', n)}`,
  'schemes alone': (n) => `http://a ${fill('http://', n)}`,
  'a host of labels': (n) => `http://${fill('a.', n)}_`,
  'dots behind an address': (n) => fill('http://a.b/..... ', n),
  'Chinese marks behind addresses': (n) => fill('http://a.b。 ', n),
  'Chinese marks between addresses': (n) => fill('http://a.b/。', n),
};

/** Formulas, attributes, callouts and what else generators read beyond CommonMark. */
const dialects: Sources = {
  'formulas that don\u2019t end': (n) => fill('$a ', n),
  'formulas in pairs': (n) => fill('$a$', n),
  'displays that don\u2019t end': (n) => fill('$$a\n', n),
  'displays over blank lines': (n) => fill('$$a\n\n', n),
  'formulas in brackets that don\u2019t end': (n) => fill('\\(a ', n),
  'formulas in square brackets': (n) => fill('\\[a_1\\]', n),
  'environments that don\u2019t end': (n) => fill('\\begin{ab}\n', n),
  'lists of attributes': (n) => fill('*a*{.b}', n),
  'lists of attributes in lines': (n) => fill('a\n{.b}\n', n),
  'a list of attributes': (n) => `a {.b${fill(' .c', n)}`,
  'lists of attributes that don\u2019t end': (n) => fill('{.a ', n),
  'attributes of headings': (n) => fill('# a {#b}\n', n),
  'containers that don\u2019t end': (n) => fill(':::a\n', n),
  'containers in containers': (n) => fill(':::a\n', n / 2) + fill(':::\n', n / 2),
  'ends of containers': (n) => fill(':::\n', n),
  admonitions: (n) => fill('!!! a\n    b\n', n),
  'admonitions in admonitions': (n) => count((i) => `${' '.repeat((i % 30) * 4)}!!! a\n`, n),
  alerts: (n) => fill('> [!NOTE]\n> a\n\n', n),
  'definition lists': (n) => fill('a\n: b\n\n', n),
  'definitions of one term': (n) => `a\n${fill(': b\n', n)}`,
  'definitions in definitions': (n) => fill('a\n: : ', n),
  'names of emoji': (n) => fill(':smile:', n),
  'names of no emoji': (n) => fill(':a', n),
  'links of a wiki': (n) => fill('[[a]]', n),
  'links of a wiki that don\u2019t end': (n) => fill('[[a', n),
  'pictures of a wiki': (n) => fill('![[a.png]]', n),
  'Chinese headings': (n) => fill('#标题\n', n),
  'emphasis in Chinese': (n) => fill('**注意：**这', n),
  'emphasis in Chinese that doesn\u2019t end': (n) => fill('这**：', n),
  abbreviations: (n) => fill('*[a]: b\n', n),
  'line breaks between marks': (n) => fill('**\n', n),
};

/** What is looked for before Markdown is read. */
const articles: Sources = {
  'links to articles': (n) => fill('[a](b.md) ', n),
  'links to articles that are not found': (n) => count((i) => `[a](%62${i}.md) `, n),
  'tags and backticks': (n) => fill('` {% x %}', n),
  'fences and tags': (n) => count((i) => `${'`'.repeat(3 + (i % 90))}a\n{% x %}\n`, n),
  'remarks over blank lines': (n) => fill('a <!--\n\n', n),
  'remarks as definitions': (n) => fill('[//]: # (\n', n),
};

const components: Sources = {
  'modules with open braces': (n) => fill('export const a = {\n\n', n),
  'modules with open templates': (n) => fill('export const a = `\n\n', n),
  'open braces': (n) => fill('{a', n),
  'open braces and templates': (n) => fill('{`', n),
  'closed braces': (n) => fill('{a}', n),
  'dollar signs': (n) => fill('$a ', n),
  'items that get deeper': (n) => count((i) => `${' '.repeat(i % 200)}- a\n`, n),
  'deep fences': (n) => fill('        ```\n', n),
  'expressions that don\u2019t end': (n) => fill('<A b={', n),
  'braces within braces': (n) => fill('<a {', n / 2) + fill('}<', n / 2),
  'braces that were never opened': (n) => fill('<b}', n),
  'braces and quotes': (n) => fill(`<a {'"`, n),
  'remarks that don\u2019t end': (n) => fill('{/*', n),
  'texts that don\u2019t end': (n) => fill(`{'`, n),
  components: (n) => fill('<A>', n),
  'blanks in an expression': (n) => `<a className={"${' '.repeat(n)}x"}>`,
  'blanks in an attribute': (n) => `<a className="${' '.repeat(n)}x">`,
  'backticks by their number': (n) => count((i) => `${'`'.repeat(1 + (i % 200))}a`, n),
  'a run of backticks': (n) => `a ${'`'.repeat(n / 2)} ${fill('x ', n / 2)}`,
  'modules without an end': (n) => fill('import a\n', n),
};

export const markdown: Sources = { ...commonMark, ...extensions, ...addresses, ...articles, ...dialects };
export const mdx: Sources = components;
