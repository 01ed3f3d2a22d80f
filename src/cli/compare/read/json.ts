/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). */

import { createReadStream } from 'node:fs';
import { limits } from '../../../limits.ts';
import { readJson } from '../../import/readers/json.ts';
import { formatNumber } from '../../output/numbers.ts';
import type { Written } from '../entry.ts';
import { Excessive } from './refused.ts';
import { resolved, type Document, type Source } from './document.ts';

type Values = Partial<Record<string, unknown>>;

/** Objects and lists of a document: each takes some hundred bytes of memory, deep within one another or side by side. */
const mostContainers = 3_000_000;

/** @throws Excessive, or CliError if it is not JSON */
export async function readJsonFeed(source: Source): Promise<Document> {
  await checkContainers(source.file);
  const feed = (await readJson(source)) as Values;
  const { address: base } = source;
  const items = Array.isArray(feed['items']) ? (feed['items'] as unknown[]) : [];
  if (items.length > limits.compareEntries)
    throw new Excessive(`more than ${formatNumber(limits.compareEntries)} entries`);
  const links = {
    alternate: resolved(textOf(feed['home_page_url']), base),
    self: resolved(textOf(feed['feed_url']), base),
    next: resolved(textOf(feed['next_url']), base),
  };
  return {
    head: {
      format: 'JSON Feed',
      links: Object.fromEntries(Object.entries(links).filter(([, address]) => address !== undefined)),
      generator: '',
    },
    entries: items.flatMap((item) => (isValues(item) ? [writtenOf(item, base)] : [])),
  };
}

/** Counts before anything is parsed; brackets in texts count, too. */
async function checkContainers(file: string): Promise<void> {
  let count = 0;
  for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>)
    for (const byte of bytes) if (byte === brace || byte === bracket) count++;
  if (count > mostContainers)
    throw new Excessive(`more than ${formatNumber(mostContainers)} objects and lists`);
}

const brace = '{'.charCodeAt(0);
const bracket = '['.charCodeAt(0);

const isValues = (item: unknown): item is Values => typeof item === 'object' && item !== null;

function writtenOf(item: Values, base: string | undefined): Written {
  const link = textOf(item['url']) ?? textOf(item['external_url']);
  return {
    id: textOf(item['id']),
    link: resolved(link, base) ?? link,
    title: textOf(item['title']),
    published: textOf(item['date_published']),
    updated: textOf(item['date_modified']),
  };
}

/** An id that is a number is a text to readers (version 1.1, "items"). */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}
