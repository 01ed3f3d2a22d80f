/** What `edgefeed compare` does with texts of others, at the worst. */

import { instantOf } from '../../../src/cli/compare/date.ts';
import { differences, nearOf, pathOf } from '../../../src/cli/compare/difference.ts';
import { entryOf } from '../../../src/cli/compare/entry.ts';
import { feedNamedIn } from '../../../src/cli/import/readers/web-page.ts';
import { XmlReader } from '../../../src/cli/compare/read/xml.ts';
import type { HostileCall } from '../../article/hostile/functions.ts';
import { fill } from '../../article/hostile/source.ts';

/** A feed in XML. */
const xml = (items: string): unknown => {
  const reader = new XmlReader('https://a.example/');
  reader.write(`<rss><channel>${items}</channel></rss>`);
  return reader.end();
};

const title = (text: string): unknown => xml(`<item><title>${text}</title></item>`);

export const comparisons: readonly HostileCall[] = [
  { name: 'an id of slashes', call: (n) => differences(fill('/', n), `${fill('/', n)}a`) },
  { name: 'an id of blanks', call: (n) => nearOf(`a${fill(' \n', n)}b`) },
  { name: 'an id of references', call: (n) => nearOf(fill('&#x', n)) },
  { name: 'an id of percent signs', call: (n) => pathOf(`https://a/${fill('%', n)}`) },
  { name: 'an entry of blanks', call: (n) => entryOf({ id: `a${fill(' ', n)}b`, title: fill(' \n', n) }) },
  { name: 'a date of blanks', call: (n) => instantOf(`1 Jan${fill(' ', n)}2025`) },
  { name: 'a page of links', call: (n) => feedNamedIn(fill('<link ', n), undefined) },
  { name: 'a feed of entries', call: (n) => xml('<item><guid>a</guid></item>'.repeat(n / 27)) },
  { name: 'a title of empty elements', call: (n) => title('a<b/>'.repeat(n / 5)) },
  { name: 'a title of references', call: (n) => title('&lt;'.repeat(n / 4)) },
  { name: 'a title of CDATA', call: (n) => title('<![CDATA[a]]>'.repeat(n / 13)) },
];
