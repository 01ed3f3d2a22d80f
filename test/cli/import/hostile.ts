/** Texts of sources that were written to take long, for each function that reads one. */

import { absolute } from '../../../src/cli/import/body/absolute.ts';
import { literal } from '../../../src/cli/import/body/literal.ts';
import { markdownOf } from '../../../src/cli/import/body/markdown.ts';
import { addId } from '../../../src/cli/import/ids/add-keys.ts';
import { isoDate } from '../../../src/cli/import/readers/date.ts';
import { find, readElements } from '../../../src/cli/import/readers/elements.ts';
import { XmlSplitter } from '../../../src/cli/import/readers/split-xml.ts';
import { htmlOfText, oldPaths, slugOf, textOfName } from '../../../src/cli/import/readers/texts.ts';
import { withPatterns } from '../../../src/cli/import/wordpress/blocks.ts';
import { htmlOfWordPress } from '../../../src/cli/import/wordpress/body.ts';
import type { HostileCall } from '../../article/hostile/functions.ts';
import { count, fill } from '../../article/hostile/source.ts';

const pictures = { ofAttachment: () => 'https://old.example/a.jpg', ofPost: ['https://old.example/b.jpg'] };

const patterns = new Map([['1', 'a']]);
const stored = (body: string): string =>
  htmlOfWordPress(
    withPatterns(body, patterns, () => {}),
    pictures,
    () => {},
  );

/** Reads a document in small pieces, as from a disk. */
function split(xml: string): number {
  const splitter = new XmlSplitter('a.xml');
  let parts = 0;
  try {
    for (let at = 0; at < xml.length; at += 1000) {
      splitter.write(xml.slice(at, at + 1000));
      parts += [...splitter.take()].length;
    }
    splitter.end();
  } catch {
    // Not well-formed, which takes no longer to find.
  }
  return parts;
}

const base = 'https://old.example/a/';

/** Adds an id, or finds that the front matter is too large. */
function added(source: string): string | undefined {
  try {
    return addId(source, base, 'id');
  } catch {
    return undefined;
  }
}

const bodies: Readonly<Record<string, (size: number) => string>> = {
  'open brackets': (n) => fill('[', n),
  'open shortcodes': (n) => fill('[caption', n),
  'shortcodes without an end': (n) => fill('[caption]', n),
  'shortcodes with one end': (n) => `${fill('[caption]', n)}[/caption]`,
  'shortcodes of two names': (n) => `${fill('[caption][code]', n)}[/caption][/code]`,
  'unknown shortcodes': (n) => count((i) => `[a${i} b=c]`, n),
  'a shortcode with an open quote': (n) => fill('[video src="', n),
  'a shortcode of many values': (n) => fill('[gallery a=b c=d e=f]', n),
  'a shortcode of blanks': (n) => `[a ${fill(' ', n)}]`,
  'ends of shortcodes': (n) => fill('[/caption]', n),
  'open comments': (n) => fill('<!--', n),
  'open blocks': (n) => fill('<!-- wp:', n),
  'blocks of a pattern': (n) => fill('<!-- wp:block {"ref":1} /-->', n),
  'blocks without an end': (n) => fill('<!-- wp:block {"ref":1} /--', n),
  'ends of excerpts': (n) => fill('<!--more-->', n),
  'open tags': (n) => fill('<b', n),
  'open code': (n) => fill('<code>', n),
  'open code and its end': (n) => `${fill('<pre>', n)}</pre>`,
  'open elements': (n) => fill('<div>', n),
  'open elements of many names': (n) => fill('<div><ul><li><blockquote><table>', n),
  'ends without a start': (n) => fill('</div>', n),
  'blank lines': (n) => fill('\n\n', n),
  'blank lines of blanks': (n) => fill('\n   ', n),
  paragraphs: (n) => fill('a\n\n', n),
  'line breaks': (n) => fill('a\n', n),
  blanks: (n) => fill(' ', n),
  'breaks and blanks': (n) => fill('<br \n', n),
  'addresses alone on their lines': (n) => fill('https://a.example/\n', n),
  'one long address': (n) => `https://${fill('a', n)}`,
};

const sources: Readonly<Record<string, (size: number) => string>> = {
  'deep elements': (n) => fill('<a>', n),
  'deep entries': (n) => `<rss>${fill('<item>', n)}`,
  'many entries': (n) => `<rss>${fill('<item><title>a</title></item>', n)}</rss>`,
  'an entry of many elements': (n) => `<rss><item>${fill('<a/>', n)}</item></rss>`,
  'an entry of one text': (n) => `<rss><item>${fill('a ', n)}</item></rss>`,
  'a head of one text': (n) => `<rss>${fill('a ', n)}`,
  'open tags': (n) => fill('<a ', n),
  'an open comment': (n) => `<rss><!--${fill('-', n)}`,
  'an open section': (n) => `<rss><item><![CDATA[${fill(']]', n)}`,
  sections: (n) => `<rss><item>${fill('<![CDATA[a]]>', n)}</item></rss>`,
  attributes: (n) => `<rss><item ${count((i) => `a${i}="" `, n)}/></rss>`,
  references: (n) => `<rss><item>${fill('&amp;', n)}</item></rss>`,
  'unknown references': (n) => `<rss><item>${fill('&nbsp;', n)}</item></rss>`,
  'a document type': (n) => `<!DOCTYPE rss [${fill('<!ENTITY a "b">', n)}]><rss/>`,
};

export const calls: readonly HostileCall[] = [
  ...Object.entries(bodies).map(([name, source]) => ({
    name: `a body of WordPress: ${name}`,
    call: (n: number) => stored(source(n)),
  })),
  ...Object.entries(sources).map(([name, source]) => ({
    name: `XML: ${name}`,
    call: (n: number) => split(source(n)),
  })),
  { name: 'elements, deep', call: (n) => find(readElements(fill('<a>', n) + fill('</a>', n)), 'b') },
  { name: 'elements, many', call: (n) => find(readElements(`<a>${fill('<b/>', n)}</a>`), 'c') },
  { name: 'an id: blanks before the first key', call: (n) => added(`---\n${fill(' ', n)}title: a\n---\n`) },
  { name: 'an id: lines', call: (n) => added(`---\ntitle: a\n---\n${fill('a\n', n)}`) },
  { name: 'an id: line breaks', call: (n) => added(`---\ntitle: a\n---\n${fill('\r', n)}`) },
  { name: 'an id: a comment behind TOML', call: (n) => added(`+++\na = 1 # ${fill('a', n)}\n+++\n`) },
  { name: 'an id: keys', call: (n) => added(`---\n${count((i) => `a${i}: b\n`, n)}---\n`) },
  { name: 'marks of templates', call: (n) => literal(fill('{{%%', n)) },
  { name: 'remarks of Markdown', call: (n) => literal(fill('  [//]: #\n', n)) },
  { name: 'blanks before a remark', call: (n) => literal(fill('   \n', n)) },
  { name: 'relative addresses', call: (n) => absolute(fill('<img src=a>', n), base) },
  { name: 'relative addresses in deep links', call: (n) => absolute(fill('<a href=a>', n), base) },
  { name: 'blanks before an address', call: (n) => absolute(`<img src=${fill(' ', n)}a>`, base) },
  { name: 'attributes that are none', call: (n) => absolute(fill(' data-', n), base) },
  { name: 'sets of pictures', call: (n) => absolute(`<img srcset="${fill('a 1x, ', n)}">`, base) },
  { name: 'Markdown of a text', call: (n) => markdownOf(`<p>${fill('a *b* _c_ [d] ', n)}</p>`) },
  { name: 'Markdown of paragraphs', call: (n) => markdownOf(fill('<p>a <b>b</b></p>', n)) },
  { name: 'Markdown of lists', call: (n) => markdownOf(`<ul>${fill('<li>a</li>', n)}</ul>`) },
  { name: 'Markdown of numbered lists', call: (n) => markdownOf(`<ol>${fill('<li>a</li>', n)}</ol>`) },
  { name: 'Markdown of line breaks', call: (n) => markdownOf(fill('a<br>', n)) },
  { name: 'Markdown of rows', call: (n) => markdownOf(`<table>${fill('<tr><td>a</td></tr>', n)}</table>`) },
  { name: 'Markdown of deep elements', call: (n) => markdownOf(fill('<div>', n)) },
  { name: 'Markdown of deep quotations', call: (n) => markdownOf(fill('<blockquote>', n)) },
  { name: 'Markdown of blanks', call: (n) => markdownOf(`<p>a${fill(' ', n)}b</p>`) },
  { name: 'Markdown of open formatting', call: (n) => markdownOf(fill('<b>a', n)) },
  { name: 'a date of digits', call: (n) => isoDate(fill('1', n)) },
  { name: 'a date of blanks', call: (n) => isoDate(`1${fill(' ', n)}+01:00`) },
  { name: 'a title of open tags', call: (n) => textOfName(fill('<b', n)) },
  { name: 'a text of blank lines', call: (n) => htmlOfText(fill('\n ', n)) },
  { name: 'a text of blanks in lines', call: (n) => htmlOfText(`a${fill('\n \t', n)}b`) },
  { name: 'an old address', call: (n) => oldPaths([`https://old.example/${fill('%41', n)}`], base) },
  { name: 'the name in an address', call: (n) => slugOf(`https://old.example/${fill('a/', n)}`) },
];
