/** Reads a feed whole: its document, and those with older entries that it leads to. */

import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import { fetchDocument } from '../import/download/documents.ts';
import type { Downloads } from '../import/download/downloads.ts';
import { olderOf, walk, type Page } from '../import/download/walk.ts';
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
  /** Its own id: atom:id. */
  id: string | undefined;
  /** The page of the site that it names. */
  home: string | undefined;
  documents: number;
  /** Older entries that were left: a file leads to an address. */
  left?: string;
}

/** @param what a file or an address @throws CliError if a part of it cannot be read */
export async function walkFeed(what: string, options: WalkOptions): Promise<FeedFacts> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-compare-'));
  try {
    return await new FeedWalk(what, folder, options).all();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class FeedWalk {
  readonly #what: string;
  readonly #folder: string;
  readonly #options: WalkOptions;
  #documents = 0;

  constructor(what: string, folder: string, options: WalkOptions) {
    this.#what = what;
    this.#folder = folder;
    this.#options = options;
  }

  async all(): Promise<FeedFacts> {
    const { stop, onlyFirst } = this.#options;
    const first = await this.#open(this.#what);
    let facts: Omit<FeedFacts, 'documents'> | undefined;
    const read = async (source: Source): Promise<Page> => {
      const { head, fresh } = await this.#read(source);
      const { format, id } = head;
      const older = olderOf(head.links, head.generator, source.address);
      const isFile = source.address === undefined;
      facts ??= {
        format,
        at: source.address ?? source.file,
        self: head.links['self'],
        id,
        home: head.links['alternate'],
        ...(isFile && older && { left: older.address }),
      };
      return { older: onlyFirst || isFile ? undefined : older && this.#atWorker(older), fresh };
    };
    const open = (address: string): Promise<Source> => this.#open(address);
    const asked = first.address === undefined ? undefined : this.#what;
    const { documents, left } = await walk(first, { most: limits.comparePages, stop, open, read }, asked);
    if (left !== undefined)
      throw new CliError(
        exitCodes.usage,
        `${this.#what} has more than ${left.excess}, more than are read. Nothing was compared.`,
      );
    return { ...facts!, documents };
  }

  #atWorker(older: NonNullable<Page['older']>): NonNullable<Page['older']> {
    const { askedAt } = this.#options;
    return askedAt ? { ...older, address: askedAt(older.address) } : older;
  }

  async #open(what: string): Promise<Source> {
    const { downloads, listener } = this.#options;
    listener.document(what);
    if (!/^https?:\/\//i.test(what)) return this.#openFile(what);
    const file = join(this.#folder, String(this.#documents));
    const said = (reason: string): string => `${what} cannot be read: ${reason}. ${this.#remedy}`;
    return await fetchDocument(downloads, what, file, said);
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

  async #read(source: Source): Promise<{ head: Head; fresh: number }> {
    const { listener, stop } = this.#options;
    this.#documents++;
    const { head, entries } = await readDocument(source, listener);
    if (source.address !== undefined) rmSync(source.file);
    stop.throwIfAborted();
    let fresh = 0;
    for (const entry of entries) if (listener.entry(entryOf(entry), this.#documents)) fresh++;
    return { head, fresh };
  }
}
