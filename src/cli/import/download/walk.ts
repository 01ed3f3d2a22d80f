/** The documents of a feed: the first one, and those with older entries that it leads to. */

import { statSync } from 'node:fs';
import { limits } from '../../../limits.ts';
import { formatBytes, formatNumber } from '../../output/numbers.ts';
import type { Source } from '../entry.ts';
import { Unreachable } from './documents.ts';

/** The document with older entries. */
export interface Older {
  address: string;
  /** Whether nothing says that the document exists. */
  isGuessed: boolean;
}

/** What was read of a document. */
export interface Page {
  older: Older | undefined;
  /** Entries that were new to the walk. */
  fresh: number;
}

export interface WalkOptions {
  /** Documents at most, … */
  most: number;
  /** … and bytes of all of them; limits.compareBytes, unless a test has less. */
  mostBytes?: number;
  stop: AbortSignal;
  /** @throws Unreachable if the document cannot be had */
  open: (address: string) => Promise<Source>;
  read: (source: Source) => Promise<Page>;
}

export interface Walked {
  documents: number;
  /** The address that was left, since there were more than `excess`, such as `2,000 documents`. */
  left?: { address: string; excess: string };
}

/** Documents in a row without an entry that is new: an archive may begin with those of the feed itself. */
const patience = 5;

/**
 * Reads each document once.
 * @param asked where the first one was asked for, if its address is another one
 * @throws what `open` and `read` throw
 */
export async function walk(
  first: Source,
  { most, mostBytes = limits.compareBytes, stop, open, read }: WalkOptions,
  asked?: string,
): Promise<Walked> {
  const seen = new Set<string>();
  const note = (address: string | undefined): void => {
    if (address !== undefined) seen.add(new URL(address).href);
  };
  note(asked);
  let source: Source | undefined = first;
  let isGuessed = false;
  let stale = 0;
  let bytes = 0;
  for (let documents = 1; ; documents++) {
    note(source.address);
    bytes += statSync(source.file).size;
    const { older, fresh } = await read(source);
    stale = fresh > 0 ? 0 : stale + 1;
    if (!older || stop.aborted) return { documents };
    // A page that does not exist is often the first one again.
    if (stale > 0 && (isGuessed || stale >= patience)) return { documents };
    // A feed whose links lead in a circle has been read whole.
    const address = withoutHash(older.address);
    if (seen.has(address)) return { documents };
    if (documents >= most) return { documents, left: { address, excess: `${formatNumber(most)} documents` } };
    if (bytes > mostBytes) return { documents, left: { address, excess: formatBytes(mostBytes) } };
    note(address);
    source = await opened(address, older.isGuessed, open);
    if (!source) return { documents };
    ({ isGuessed } = older);
  }
}

/** @returns undefined where a document was guessed that is not there */
async function opened(
  address: string,
  isGuessed: boolean,
  open: WalkOptions['open'],
): Promise<Source | undefined> {
  try {
    return await open(address);
  } catch (error) {
    if (isGuessed && error instanceof Unreachable && (error.code === 404 || error.code === 410))
      return undefined;
    throw error;
  }
}

/**
 * The document with older entries: of an archive (RFC 5005, 4), or the next page (RFC 5005, 3; JSON Feed, `next_url`), or
 * the one that WordPress has.
 * @param links absolute, by rel @param address of the document
 */
export function olderOf(
  links: Readonly<Partial<Record<string, string>>>,
  generator: string,
  address: string | undefined,
): Older | undefined {
  const named = links['prev-archive'] ?? links['next'];
  if (named !== undefined) return { address: named, isGuessed: false };
  if (address === undefined || !/wordpress/i.test(generator)) return undefined;
  const url = new URL(address);
  const page = Number(url.searchParams.get('paged') ?? 1);
  url.searchParams.set('paged', String(page + 1));
  return { address: url.href, isGuessed: true };
}

function withoutHash(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}
