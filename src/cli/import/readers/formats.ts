/** The table of formats: how each is known by the start of its document, and who reads it. */

import { statSync } from 'node:fs';
import { CliError, exitCodes } from '../../exit.ts';
import type { Read, Source } from '../entry.ts';
import { headOf } from './decode.ts';
import { readFeed } from './feed.ts';
import { isGhost, readGhost } from './ghost.ts';
import { readJsonFeed } from './json-feed.ts';
import { isOpml } from './opml.ts';
import { isSubstack, readSubstack } from './substack.ts';
import { webAddress } from './texts.ts';
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
  const name = source.address ?? source.file;
  if (statSync(source.file).isDirectory()) {
    if (isSubstack(source.file)) return substack;
    throw new CliError(
      exitCodes.usage,
      `${name}: a folder without the posts.csv of Substack's export. Name a file, an address, or that folder.`,
    );
  }
  const head = (await headOf(source)).replace(/^\ufeff/, '');
  if (head.startsWith('PK\u0003\u0004'))
    throw new CliError(
      exitCodes.usage,
      `${name}: a zip file. Unpack it, and import the folder or the file in it.`,
    );
  const format = formats.find(({ is }) => is(head));
  if (format) return format;
  throw new CliError(
    exitCodes.usage,
    `${name}: line 1: ${what(head, source.address)}. docs/moving.md lists what is read.`,
  );
}

/** A page of the web names its feeds (https://html.spec.whatwg.org/#link-type-alternate). */
function what(head: string, base: string | undefined): string {
  const links = head.match(/<link\s[^>]{0,2000}>/gi) ?? [];
  const feed = links.find((link) => /type=["']?application\/(?:rss|atom|feed)\+(?:xml|json)/i.test(link));
  const [, address] = /\shref=["']?([^"'\s>]+)/i.exec(feed ?? '') ?? [];
  if (address !== undefined)
    return `a web page, which names its feed: import ${webAddress(address, base) ?? address}`;
  return /<html[\s>]/i.test(head) ? 'a web page that names no feed' : 'no feed, and no export of a blog';
}
