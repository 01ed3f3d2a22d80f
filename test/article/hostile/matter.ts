/** Front matter that was written to take long. */

import { count, files, fill, type Hostile, type Sources } from './source.ts';

const yaml = (block: string): string => `---\ntitle: T\n${block}\n---\nText.\n`;

/** As long as front matter may be: half of it is the smaller of the two sizes. */
const long: Sources = {
  'blanks behind a value': (n) => yaml(`a: b${' '.repeat(n)}c`),
  'blanks in a quote of two lines': (n) => yaml(`a: "b\n${' '.repeat(n / 2)}${fill('c', n / 2)}"`),
  'blanks in a value of two lines': (n) => yaml(`a: b\n${' '.repeat(n / 2)}${fill('c', n / 2)}\nd: [e]`),
  'blanks in a block': (n) => yaml(`a: >\n${' '.repeat(n / 2)}${fill('c', n / 2)}`),
  'a quote far to the right, and lines': (n) =>
    yaml(`a:b\nc:\n${' '.repeat(n / 2)}- "d\n${fill('e\n', Math.min(n / 10, 4_000))}"`),
  'blanks in TOML': (n) => `+++\ntitle = "T"\n${' '.repeat(n)}\n+++\nText.\n`,
  'blanks in a text of TOML': (n) => `+++\ntitle = "T"\na = """\n${' '.repeat(n)}!\n"""\n+++\nText.\n`,
  'a key of TOML with dots': (n) => `+++\n${fill('a.', n)}b = 1\n+++\nText.\n`,
  'long keys of TOML': (n) => `+++\n${count((i) => `key-${i} = "${fill('a', 80)}"\n`, n)}\n+++\nText.\n`,
  'blanks in a header of Hexo': (n) => `title: x${' '.repeat(n)}y\n---\nText.\n`,
  'blanks in a header of Pelican': (n) => `Title: x\nA: b${' '.repeat(n)}y\n\nText.\n`,
  'an anchor of a long text, and aliases': (n) =>
    yaml(`a: &a ${fill('a ', n / 2)}\ntags: [${fill('*a,', Math.min(n / 4, 4_000))}b]`),
  'a slug of slashes': (n) => yaml(`slug: ${fill('/', n)}x`),
  'a slug of combining marks': (n) => yaml(`slug: a${fill('\u0301\u0327', n)}`),
  'an alias of slashes': (n) => yaml(`aliases: /a${fill('/', n)}x`),
  'an alias of steps back': (n) => yaml(`aliases: /${fill('a/../', n)}x`),
  'an author of blanks': (n) => yaml(`author: "a${' '.repeat(n)}<b@c>"`),
  'an author of signs of mail': (n) => yaml(`author: "${fill('a@', n)}"`),
  'an id of letters': (n) => yaml(`id: "a:${fill('a', n)}<"`),
  'an id of combining marks': (n) => yaml(`id: a${fill('\u0301\u0327', n)}`),
  'a type of dots': (n) => yaml(`audio: {url: "http://a/b", type: "${fill('a.', n)}"}`),
  'a duration of digits': (n) => yaml(`audio: {url: "http://a/b", duration: "1.${fill('1', n)}x"}`),
  'a length of blanks': (n) => yaml(`audio: {url: "http://a/b", length: "${fill('1 ', n)}"}`),
  'a language of subtags': (n) => yaml(`lang: en-${fill('abcde-', n)}x`),
  'a date of blanks': (n) => yaml(`date: "1${' '.repeat(n)}Jan 2021"`),
  'a title of open tags': (n) => yaml(`title2: x\nexcerpt: ${fill('<a ', n)}`),
  'a binary text': (n) => yaml(`a: !binary ${fill('55+l', n)}`),
  'blanks in a binary text': (n) => yaml(`a: !binary "a${' '.repeat(n)}b"`),
  'an image of letters': (n) => yaml(`image: ${fill('a', n)}`),
};

/** A limit refuses more than 3,000 marks and lines: a size of 100 is one piece, or two of two marks. */
const marked: Sources = {
  'items of a list': (n) => yaml(`a:\n${fill('- b\n', n / 25)}`),
  'a list in brackets': (n) => yaml(`a: [${fill('b, ', n / 33)}]`),
  'brackets in brackets': (n) => yaml(`a: ${fill('[', n / 150)}${fill(']', n / 150)}`),
  'keys in keys': (n) => yaml(`a: [${fill('k: ', n / 40)}]`),
  'keys in cramped lines': (n) => yaml(fill('k:v\n', n / 30)),
  'cramped keys and tabs': (n) => yaml(fill('k:v\n', n / 60) + fill('\t- a\n', n / 60)),
  'quotes that don\u2019t end': (n) => yaml(fill('a: "b\n', n / 25)),
  'fullwidth colons': (n) => yaml(`b\n${fill('a b：c\n', n / 25)}`),
  'a header between dashes': (n) => `---\nTitle: a: b\n${fill('a: b: c\n', n / 30)}---\nText.\n`,
  escapes: (n) => yaml(`a: "${fill('\\"', n / 60)}"`),
  comments: (n) => yaml(fill('# a\n', n / 30)),
  'blank lines': (n) => yaml(`a: b${'\n'.repeat(n / 100)}`),
  'blank lines of blanks': (n) => yaml(`a: b${`\n${' '.repeat(20)}`.repeat(n / 100)}`),
  'carriage returns': (n) => yaml(`a: b${'\r'.repeat(n / 100)}`),
  'separators of lines': (n) => yaml(`a: b${'\u2028'.repeat(n / 100)}`),
  anchors: (n) => yaml(fill('&a ', n / 30)),
  'aliases of a text': (n) => yaml(`a: &a b\nc: [${fill('*a , ', n / 40)}]`),
  'merge keys': (n) => yaml(`a: &a {b: 1}\nc: {${fill('<<: *a, ', n / 75)}d: 1}`),
  'tags of YAML': (n) => yaml(`a: [${fill('! b, ', n / 30)}]`),
  'folded lines': (n) => yaml(`a: >\n${fill('  b\n', n / 25)}`),
  'lines of a quote': (n) => yaml(`a: "b\n${fill('  c\n', n / 25)}"`),
  categories: (n) => yaml(`categories: [${count((i) => `c${i},`, n / 15)}]`),
  'tags between commas': (n) => yaml(`tags: ${count((i) => `${i.toString(36)},`, n / 25)}`),
  'tags between Chinese commas': (n) => yaml(`tags: ${count((i) => `${i.toString(36)}，`, n / 25)}`),
  authors: (n) => yaml(`authors: [${count((i) => `c${i},`, n / 15)}]`),
  'authors in brackets': (n) => yaml(`author: "${fill('[a](', n / 25)}"`),
  aliases: (n) => yaml(`aliases: [${count((i) => `/a${i},`, n / 15)}]`),
  media: (n) => yaml(`audio: [${count((i) => `/a${i}.mp3,`, n / 10)}]`),
  'tables of TOML': (n) => `+++\n${count((i) => `[a${i}]\n`, n / 15)}+++\nText.\n`,
  'keys of TOML': (n) => `+++\n${count((i) => `k${i} = 1\n`, n / 10)}+++\nText.\n`,
  'a list of TOML': (n) => `+++\na = [${fill('1, ', n / 40)}]\n+++\nText.\n`,
  'tags of Pelican': (n) => `Title: T\nTags: ${count((i) => `${i.toString(36)};`, n / 25)}\n\nText.\n`,
  'lines of Pelican': (n) => `Title: T\n${fill('a: b\n', n / 25)}\nText.\n`,
};

/** More than is read as front matter, or no front matter at all. */
const beyond: Sources = {
  'blanks behind the fence': (n) => `---${' '.repeat(n)}!\n`,
  'words behind the fence': (n) => `--- ${fill('a ', n)}\n`,
  'dashes that are no fence': (n) => `${'-'.repeat(n)}!\n`,
  'front matter of line breaks': (n) => `---\ntitle: T${'\n'.repeat(n)}---\nText.\n`,
  'front matter of carriage returns': (n) => `---\ntitle: T${'\r'.repeat(n)}\n---\nText.\n`,
  'front matter that never ends': (n) => `---\n${fill('a ', n)}`,
  'front matter of lines that never ends': (n) => `---\n${fill('a: b\n', n)}`,
  "readers' comments": (n) => yaml(`comments:\n${fill('- a: b, c\n', 5 * n)}d: e`),
  "blank lines in readers' comments": (n) => yaml(`comments:\n${fill(' \n\n', 5 * n)}d: e`),
  'blank lines before all': (n) => `${fill(' \n', n)}---\ntitle: T\n---\n`,
  'fences that do not open': (n) => fill('--- a b\n', n),
  'fences of blanks': (n) => fill(`---\n${' '.repeat(20)}!\n`, n),
  'BOMs before all': (n) => `${fill('\uFEFF', n)}---\ntitle: T\n---\n`,
  'comments before all': (n) => `${fill('<!-- a', n)}\n---\ntitle: T\n---\n`,
  'lines of comments before all': (n) => `${fill('# a\n', n)}---\ntitle: T\n---\n`,
  'blanks before a fence': (n) => `${' '.repeat(n)}---\ntitle: T\n---\n`,
  'lines that are carriage returns': (n) => `---\rtitle: T${'\r'.repeat(n)}---\r`,
  'indented fences that do not close': (n) => `---\ntitle: T\n!\n${fill(' ---\n', n)}`,
  'dashes that do not close': (n) => `---\ntitle: T\n!\n${fill('–', n)}!\n`,
  'long dashes': (n) => `${fill('–', n)}!\n`,
  'long dashes above keys': (n) => `–––\ntitle: T\n${fill('date: b\n', n)}`,
  'spaces in a key without a fence': (n) => `title${' '.repeat(n)}\n`,
  'a colon without a space, again and again': (n) => `title:T\n${fill('key:b\n', n)}`,
  'JSON in JSON': (n) => fill('{"a":', n),
  'a string of JSON that never ends': (n) => `{ "${fill('\\"', n)}`,
  'strings of JSON': (n) => `{ "a": [${fill('"b",', n)}`,
  'keys without a fence': (n) => `title: T\n${fill('key: b\n', n)}`,
  'brackets of YAML': (n) => `---\na: ${fill('[', n)}\n---\n`,
  'aliases of aliases': (n) =>
    `---\na0: &a0 [x]\n${count((i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`, n)}---\n`,
};

export const matter: readonly Hostile[] = files('a.md', { ...long, ...marked, ...beyond });
