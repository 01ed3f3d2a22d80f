/** OPML: the feeds that a list names. */

import { parseOpml, type Opml } from 'feedsmith';
import { stat } from 'node:fs/promises';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { documentName, type Source } from '../entry.ts';
import { wholeTextOf } from './decode.ts';
import { headOf } from './feed.ts';
import { textOfName, webAddress } from './texts.ts';

export interface ListedFeed {
  title: string;
  address: string;
}

export const isOpml = (head: string): boolean => /<opml[\s>]/i.test(head.slice(0, 2_000));

/** The feeds of the list, each once. Outlines may be nested. */
export async function feedsOf(source: Source): Promise<ListedFeed[]> {
  const name = documentName(source);
  // Says where the document is not well-formed, and bounds it.
  await headOf(source);
  const { size } = await stat(source.file);
  if (size > limits.importEntryBytes)
    throw new CliError(exitCodes.usage, `${name}: too large for a list of feeds.`);
  const { body } = parsed(await wholeTextOf(source), name);
  const found = new Map<string, ListedFeed>();
  const waiting: Opml.Outline<string>[] = (body?.outlines ?? []).toReversed();
  for (let outline = waiting.pop(); outline; outline = waiting.pop()) {
    const address = webAddress(outline.xmlUrl, source.address);
    if (address !== undefined && !found.has(address))
      found.set(address, { address, title: textOfName(outline.title ?? outline.text) });
    waiting.push(...(outline.outlines ?? []).toReversed());
  }
  if (found.size === 0)
    throw new CliError(exitCodes.usage, `${name}: line 1: the OPML names no feed (xmlUrl).`);
  if (found.size > limits.importFeeds)
    throw new CliError(
      exitCodes.usage,
      `${name}: ${found.size} feeds are more than the ${limits.importFeeds} that one run imports. Divide the list.`,
    );
  return [...found.values()];
}

/** A list may be empty, or end where its body should be. */
function parsed(text: string, name: string): Opml.Document<string> {
  try {
    return parseOpml(text);
  } catch (error) {
    throw new CliError(exitCodes.usage, `${name}: line 1: the OPML names no feed (xmlUrl).`, {
      cause: error,
    });
  }
}
