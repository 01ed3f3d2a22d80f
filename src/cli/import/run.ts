/** Reads a source to its end: its documents one after the other, and the feeds of a list. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import { exportIn } from './archive/export.ts';
import { fetchDocument } from './download/documents.ts';
import type { Downloads } from './download/downloads.ts';
import { walk, type Page } from './download/walk.ts';
import { documentName, type Entry, type Listener, type SiteFacts, type Source } from './entry.ts';
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
    const source = await exportIn(await this.#open(what), join(this.#folder, 'unpacked'));
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
      const file = join(this.#folder, String(this.#documents++));
      const said = (reason: string): string => `${what} cannot be imported: ${reason}.`;
      return { ...(await fetchDocument(downloads, what, file, said)), ...more };
    }
    if (existsSync(what)) return { file: what, ...more };
    throw new CliError(
      exitCodes.usage,
      `${what}: no such file. Name a file, a folder, or an address with https://.`,
    );
  }

  /** Reads a document, and those with older entries that it leads to. What was read stays where one of them fails. */
  async #walk(first: Source, folder: string): Promise<void> {
    const { listener, stop } = this.#options;
    let pages = 0;
    const read = async (source: Source): Promise<Page> => {
      const page = await this.#read(source, folder, pages === 0);
      pages++;
      listener.read(documentName(source), page.fresh);
      if (source.address !== undefined) rmSync(source.file, { force: true });
      return page;
    };
    const open = async (address: string): Promise<Source> => {
      const source = await this.#open(address);
      await formatOf(source);
      return source;
    };
    try {
      const { left } = await walk(first, { most: limits.importPages, stop, open, read });
      if (left === undefined) return;
      const why = `the feed has more than ${left.excess}; the older ones were left out`;
      listener.failed(new CliError(exitCodes.refused, `${left.address}: ${why}.`));
    } catch (error) {
      if (pages === 0 || !(error instanceof CliError)) throw error;
      if (!stop.aborted) listener.failed(error);
    }
  }

  async #read(source: Source, folder: string, isFirst: boolean): Promise<Page> {
    const { taker, listener, stop } = this.#options;
    const { name, read } = await formatOf(source);
    if (read === 'list of feeds')
      throw new CliError(exitCodes.usage, `${documentName(source)}: a list of feeds in place of a feed.`);
    const entries = read(source, {
      skipped: (kind) => listener.skipped(kind),
      leftOut: (entry, why) => listener.leftOut(entry, why),
      warned: (entry, message) => listener.warned(entry, message),
      site: (facts) => isFirst && listener.site(facts, folder),
    });
    let fresh = 0;
    try {
      for (;;) {
        const next = await entries.next();
        if (next.done) return { fresh, older: next.value };
        if (await taker.add(next.value, folder, name)) fresh++;
        if (stop.aborted) return { fresh, older: undefined };
      }
    } finally {
      await taker.finish();
    }
  }
}
