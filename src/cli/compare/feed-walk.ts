/** Reads a feed whole: its document, and those with older entries that it leads to. */

import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import type { Downloads, Failed, Saved } from '../import/download/downloads.ts';
import { formatBytes, formatNumber } from '../output/numbers.ts';
import { entryOf, type FeedEntry } from './entry.ts';
import type { Format, Head, Source } from './read/document.ts';
import { readDocument, type Listener } from './read/read.ts';

export interface WalkOptions {
  downloads: Downloads;
  stop: AbortSignal;
  listener: WalkListener;
  /** Where an address is asked for in place of its own: a worker names its documents by SITE_URL. */
  askedAt?: (address: string) => string;
  /** What to do if the feed cannot be had: a sentence. */
  remedy?: string;
  /** Reads the first document only. */
  onlyFirst?: boolean;
}

export interface WalkListener extends Listener {
  /** @param document counts from 1 @returns whether the entry is new to the walk */
  entry(entry: FeedEntry, document: number): boolean;
  /** Before a document is read. */
  document(name: string): void;
}

/** What is known of a feed when it was read. */
export interface FeedFacts {
  format: Format;
  /** At the end of the redirects, or the file. */
  at: string;
  /** rel=self. */
  self: string | undefined;
  documents: number;
  /** Older entries that were left: a file leads to an address. */
  left?: string;
}

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

/** Documents in a row without an entry that is new: an archive may begin with those of the feed itself. */
const patience = 5;

/** Ms before a busy server is asked once more. */
const pauses = [1_000, 5_000, 20_000];

/** @param what a file or an address @throws CliError if a part of it cannot be read */
export async function walkFeed(what: string, options: WalkOptions): Promise<FeedFacts> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-compare-'));
  try {
    return await new Walk(what, folder, options).all();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Walk {
  readonly #what: string;
  readonly #folder: string;
  readonly #options: WalkOptions;
  readonly #seen = new Set<string>();
  #bytes = 0;
  #documents = 0;
  /** Documents in a row that had nothing new. */
  #stale = 0;

  constructor(what: string, folder: string, options: WalkOptions) {
    this.#what = what;
    this.#folder = folder;
    this.#options = options;
  }

  async all(): Promise<FeedFacts> {
    const first = await this.#open(this.#what);
    if (!first) throw new CliError(exitCodes.unreachable, `${this.#what} cannot be read.`);
    const head = await this.#read(first);
    const facts = { format: head.format, at: first.address ?? first.file, self: head.links['self'] };
    const older = olderOf(head, first.address);
    if (older === undefined || this.#options.onlyFirst) return { ...facts, documents: 1 };
    if (first.address === undefined) return { ...facts, documents: 1, left: older.address };
    await this.#follow(this.#atWorker(older));
    return { ...facts, documents: this.#documents };
  }

  async #follow(first: Older): Promise<void> {
    let next: Older | undefined = first;
    while (next && !this.#options.stop.aborted) {
      // A feed whose links lead in a circle has been read whole.
      if (this.#seen.has(next.address)) return;
      if (this.#documents >= limits.comparePages)
        throw this.#refusal(`has more than ${formatNumber(limits.comparePages)} documents`);
      const source = await this.#open(next.address, next.isGuessed);
      if (!source) return;
      const before = this.#stale;
      const head: Head = await this.#read(source);
      // A page that does not exist is often the first one again.
      if (this.#stale > before && (next.isGuessed || this.#stale >= patience)) return;
      const older = olderOf(head, source.address);
      next = older && this.#atWorker(older);
    }
  }

  #atWorker(older: Older): Older {
    const { askedAt } = this.#options;
    return askedAt ? { ...older, address: askedAt(older.address) } : older;
  }

  /** @param isGuessed whether an answer 404 is the end @returns undefined at that end */
  async #open(what: string, isGuessed = false): Promise<Source | undefined> {
    this.#options.listener.document(what);
    if (!/^https?:\/\//i.test(what)) return this.#openFile(what);
    if (!URL.canParse(what))
      throw new CliError(
        exitCodes.usage,
        `${what} is no address. Write one like https://example.com/feed.xml.`,
      );
    this.#seen.add(new URL(what).href);
    const file = join(this.#folder, String(this.#documents));
    const saved = await this.#save(what, file);
    if ('reason' in saved) {
      if (isGuessed && (saved.code === 404 || saved.code === 410)) return undefined;
      throw new CliError(exitCodes.unreachable, `${what} cannot be read: ${saved.reason}. ${this.#remedy}`);
    }
    this.#bytes += saved.bytes;
    if (this.#bytes > limits.compareBytes)
      throw this.#refusal(`has more than ${formatBytes(limits.compareBytes)}`);
    this.#seen.add(saved.address);
    return { file, address: saved.address };
  }

  /** Long walks outlast the moment in which a server is busy. */
  async #save(address: string, file: string): Promise<Saved | Failed> {
    const { downloads, stop } = this.#options;
    for (let tries = 1; ; tries++) {
      const saved = await downloads.save(address, file, { accept, maxBytes: limits.importBytes });
      const isBusy = 'reason' in saved && [429, 502, 503, 504].includes(saved.code ?? 0);
      if (!isBusy || this.#documents === 0 || tries > pauses.length) return saved;
      await setTimeout(pauses[tries - 1], undefined, { signal: stop });
    }
  }

  #openFile(file: string): Source {
    if (existsSync(file) && statSync(file).isFile()) return { file };
    throw new CliError(exitCodes.usage, `${file}: no such file. Name a file, or an address with https://.`);
  }

  get #remedy(): string {
    if (this.#documents > 0) return `It has older entries of ${this.#what}, so nothing was compared.`;
    const { remedy = 'Where only a browser gets it, save it there, and compare the file.' } = this.#options;
    return `Nothing was compared. ${remedy}`;
  }

  #refusal(what: string): CliError {
    return new CliError(exitCodes.usage, `${this.#what} ${what}, more than are read. Nothing was compared.`);
  }

  async #read(source: Source): Promise<Head> {
    const { listener, stop } = this.#options;
    this.#documents++;
    const { head, entries } = await readDocument(source, listener);
    if (source.address !== undefined) rmSync(source.file);
    stop.throwIfAborted();
    let fresh = 0;
    for (const entry of entries) if (listener.entry(entryOf(entry), this.#documents)) fresh++;
    this.#stale = fresh > 0 ? 0 : this.#stale + 1;
    return head;
  }
}

interface Older {
  address: string;
  /** Nothing says that the document exists. */
  isGuessed: boolean;
}

/** Of an archive (RFC 5005, 4), or the next page (RFC 5005, 3; JSON Feed, `next_url`), or what WordPress has. */
function olderOf({ links, generator }: Head, address: string | undefined): Older | undefined {
  const named = links['prev-archive'] ?? links['next'];
  if (named !== undefined) return { address: withoutHash(named), isGuessed: false };
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
