/** Reads a source to its end: its documents one after the other, and the feeds of a list. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError, exitCodes } from '../exit.ts';
import { fetchDocument, Unreachable, Walk } from './download/documents.ts';
import type { Downloads } from './download/downloads.ts';
import type { Entry, Listener, SiteFacts, Source } from './entry.ts';
import { formatOf } from './readers/formats.ts';
import { feedsOf } from './readers/opml.ts';
import { folderName } from './write/names.ts';

/** Takes the entries of a run. */
export interface Taker {
  /**
   * @param folder below that of the import; empty: that one
   * @param from the format of the source
   * @returns whether the entry was new to this run
   */
  add(entry: Entry, folder: string, from: string): Promise<boolean>;
  /** A document is at its end. */
  finish(): Promise<void>;
}

export interface RunOptions {
  taker: Taker;
  downloads: Downloads;
  /** The address of the old site, as the user says it. */
  site?: string | undefined;
  stop: AbortSignal;
  listener: RunListener;
}

export interface RunListener extends Pick<Listener, 'skipped' | 'leftOut' | 'warned'> {
  /** @param folder of the feed, if there are several */
  site(facts: SiteFacts, folder: string): void;
  /** A document was read. @param entries that were new */
  read(document: string, entries: number): void;
  /** A document cannot be read; the others are. */
  failed(error: CliError): void;
}

/** @param what a file, a folder or an address @throws CliError if nothing of it can be read */
export async function importAll(what: string, options: RunOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-import-'));
  try {
    await new Run(folder, options).all(what);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Run {
  readonly #folder: string;
  readonly #options: RunOptions;
  #documents = 0;

  /** @param folder for documents */
  constructor(folder: string, options: RunOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  async all(what: string): Promise<void> {
    const source = await this.#open(what);
    const { read } = await formatOf(source);
    if (read !== 'list of feeds') {
      await this.#walk(source, '');
      return;
    }
    const { stop, listener } = this.#options;
    const folders = new Set<string>();
    for (const { title, address } of await feedsOf(source)) {
      if (stop.aborted) return;
      const name = folderName(title || new URL(address).hostname);
      let folder = name;
      for (let number = 2; folders.has(folder.toLowerCase()); number++) folder = `${name}-${number}`;
      folders.add(folder.toLowerCase());
      try {
        await this.#walk(await this.#open(address), folder);
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        if (stop.aborted) return;
        listener.failed(error);
      }
    }
  }

  async #open(what: string): Promise<Source> {
    const { downloads, site } = this.#options;
    const more = site === undefined ? {} : { site };
    if (/^https?:\/\//i.test(what)) {
      if (!URL.canParse(what))
        throw new CliError(
          exitCodes.usage,
          `${what} is no address. Write one like https://example.com/feed.xml.`,
        );
      return { ...(await fetchDocument(downloads, what, this.#folder, this.#documents++)), ...more };
    }
    if (existsSync(what)) return { file: what, ...more };
    throw new CliError(
      exitCodes.usage,
      `${what}: no such file. Name a file, a folder, or an address with https://.`,
    );
  }

  /** Reads a document, and those with older entries that it leads to: none twice, and not without end. */
  async #walk(first: Source, folder: string): Promise<void> {
    const { listener, stop } = this.#options;
    const walk = new Walk();
    let source = first;
    if (first.address !== undefined) walk.mayRead(first.address);
    for (let page = 1; ; page++) {
      const { found, older } = await this.#read(source, folder, page === 1);
      listener.read(source.address ?? source.file, found);
      // A page that has nothing new is the first one again.
      if (older === undefined || stop.aborted || found === 0) return;
      const may = walk.mayRead(older);
      if (may === 'seen') return;
      if (may === 'too many') {
        const why = `the feed has more than ${page} pages; the older ones were left out`;
        listener.failed(new CliError(exitCodes.refused, `${older}: ${why}.`));
        return;
      }
      try {
        source = await this.#open(older);
        await formatOf(source);
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        if (stop.aborted) return;
        // WordPress says so where its last page is behind.
        if (error instanceof Unreachable && error.code === 404 && older.includes('paged=')) return;
        listener.failed(error);
        return;
      }
    }
  }

  async #read(
    source: Source,
    folder: string,
    isFirst: boolean,
  ): Promise<{ found: number; older: string | undefined }> {
    const { taker, listener, stop } = this.#options;
    const { name, read } = await formatOf(source);
    if (read === 'list of feeds')
      throw new CliError(
        exitCodes.usage,
        `${source.address ?? source.file}: a list of feeds in place of a feed.`,
      );
    const entries = read(source, {
      skipped: (kind) => listener.skipped(kind),
      leftOut: (entry, why) => listener.leftOut(entry, why),
      warned: (entry, message) => listener.warned(entry, message),
      site: (facts) => isFirst && listener.site(facts, folder),
    });
    let found = 0;
    try {
      for (;;) {
        const next = await entries.next();
        if (next.done) return { found, older: next.value };
        if (await taker.add(next.value, folder, name)) found++;
        if (stop.aborted) return { found, older: undefined };
      }
    } finally {
      await taker.finish();
    }
  }
}
