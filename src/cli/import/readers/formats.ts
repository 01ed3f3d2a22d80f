/** The table of formats: how each is known by the start of its document, and who reads it. */

import { CliError, exitCodes } from '../../exit.ts';
import { documentName, type Read, type Source } from '../entry.ts';
import { headOf } from './decode.ts';
import { readFeed } from './feed.ts';
import { isGhost, readGhost } from './ghost.ts';
import { readJsonFeed } from './json-feed.ts';
import { isOpml } from './opml.ts';
import { isSubstack, readSubstack } from './substack.ts';
import { feedNamedIn, isWebPage } from './web-page.ts';
import { isWordPress, readWordPress } from '../wordpress/read.ts';

interface Format {
  name: string;
  /** @param head the start of the document */
  is: (head: string) => boolean;
  read: Read | 'list of feeds';
}

/** The first one that fits reads the document. */
const formats: readonly Format[] = [
  { name: 'OPML', is: isOpml, read: 'list of feeds' },
  { name: 'WordPress', is: isWordPress, read: readWordPress },
  {
    name: 'JSON Feed',
    is: (head) => /^\s*\{/.test(head) && head.includes('jsonfeed.org/version'),
    read: readJsonFeed,
  },
  { name: 'Ghost', is: isGhost, read: readGhost },
  // Blogger's export is Atom.
  { name: 'feed', is: (head) => /<(?:rss|[\w-]+:RDF|feed)[\s>]/.test(head), read: readFeed },
];

const substack: Format = { name: 'Substack', is: () => true, read: readSubstack };

/** @throws CliError if no format fits */
export async function formatOf(source: Source): Promise<Format> {
  const name = documentName(source);
  if (isSubstack(source.file)) return substack;
  const head = (await headOf(source)).replace(/^\ufeff/, '');
  const format = formats.find(({ is }) => is(head));
  if (format) return format;
  throw new CliError(
    exitCodes.usage,
    `${name}: line 1: ${what(head, source.address)}. docs/moving.md lists what is read.`,
  );
}

/** The name of the format of a document that begins so; undefined for none that is read. */
export const formatNamed = (head: string): string | undefined =>
  formats.find(({ is }) => is(head.replace(/^\ufeff/, '')))?.name;

/** What a document is instead. */
function what(head: string, address: string | undefined): string {
  if (head.trim() === '') return 'an empty document';
  if (head.startsWith('\x1f')) return 'a gzip file; unpack it, and import the file in it';
  if (!isWebPage(head)) return 'no feed, and no export of a blog';
  const feed = feedNamedIn(head, address);
  return feed === undefined
    ? 'a web page that names no feed'
    : `a web page, which names its feed: import ${feed}`;
}
