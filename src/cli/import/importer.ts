/** Takes entries of one source or several, and writes each as an article once. */

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { limits } from '../../limits.ts';
import { absolute } from './body/absolute.ts';
import { detached } from './detached.ts';
import type { Downloads } from './download/downloads.ts';
import { Files, filesOf } from './download/files.ts';
import { nameOf, type Entry } from './entry.ts';
import { articleOf } from './write/article.ts';
import type { Taker } from './run.ts';
import type { ImportRecord } from './write/record.ts';
import { Writer, type Result, type Status } from './write/writer.ts';

export interface ImporterOptions {
  /** Where articles are written. */
  folder: string;
  record: ImportRecord;
  /** Of the new site. */
  site: { url: string; timezone: string };
  dryRun: boolean;
  markdown: boolean;
  files?: { downloads: Downloads; maxBytes: number } | undefined;
  listener: ImporterListener;
}

export interface ImporterListener {
  wrote(entry: Entry, result: Result): void;
  warned(entry: string, message: string): void;
  /** A file that cannot be had. */
  missed(address: string, reason: string): void;
}

export interface Totals {
  statuses: Record<Status, number>;
  /** Entries that were there twice. */
  repeated: number;
  drafts: number;
  pages: number;
  /** Bodies that stayed HTML, since Markdown would lose something of them. */
  stayedHtml: number;
  /** Files that are to be downloaded. */
  files: number;
}

/** Entries whose files are downloaded side by side. */
const together = 32;

interface Ready {
  key: string;
  from: string;
  entry: Entry;
  html: string;
  path: string;
  markdown: string | undefined;
  files: Set<string>;
}

export class Importer implements Taker {
  readonly #options: ImporterOptions;
  readonly #writer: Writer;
  readonly #files: Files;
  readonly #waiting: Ready[] = [];
  /** What was taken of each id: its link and its content. */
  readonly #taken = new Map<string, { link: string | undefined; content: string }>();
  readonly #addresses = new Set<string>();
  readonly totals: Totals = {
    statuses: { new: 0, updated: 0, unchanged: 0, edited: 0, deleted: 0, refused: 0 },
    repeated: 0,
    drafts: 0,
    pages: 0,
    stayedHtml: 0,
    files: 0,
  };

  constructor(options: ImporterOptions) {
    const { folder, record, listener } = options;
    this.#options = options;
    this.#writer = new Writer(options);
    this.#files = new Files({
      folder,
      saved: record.files,
      failed: (address, reason) => listener.missed(address, reason),
    });
  }

  /**
   * @param folder below that of the import; empty: that one
   * @param from the format of the source
   * @returns whether the entry was new to this run
   */
  async add(written: Entry, folder: string, from: string): Promise<boolean> {
    const { listener } = this.#options;
    const entry = this.#settled(written);
    const content = hashOf([entry.title, entry.html, entry.published]);
    const id = detached(entry.id ?? `\0${entry.published ?? ''}\0${entry.title}`);
    const link = entry.link === undefined ? undefined : detached(entry.link);
    let key = id;
    for (let copy = 2; ; copy++) {
      const before = this.#taken.get(key);
      if (!before) break;
      if (before.content === content || (entry.link !== undefined && before.link === link)) {
        this.totals.repeated++;
        return false;
      }
      key = `${id}\0${copy}`;
    }
    this.#taken.set(key, { link, content });
    const isCopy = key !== id;
    if (isCopy && entry.id !== undefined)
      listener.warned(
        nameOf(entry),
        `another entry has its id ${entry.id}, so this one was written without an id, and edgefeed gives it one`,
      );
    const { id: _, ...nameless } = entry;
    await this.#prepare(key, isCopy ? nameless : entry, folder, from);
    return true;
  }

  /** Writes what is waiting. */
  async finish(): Promise<void> {
    const ready = this.#waiting.splice(0);
    const { files, dryRun } = this.#options;
    if (files && !dryRun)
      await this.#files.save(new Map(ready.map(({ path, files }) => [path, files])), files);
    for (const one of ready) await this.#write(one);
  }

  /** What edgefeed could not keep is left out here, with a word. */
  #settled(entry: Entry): Entry {
    const { listener } = this.#options;
    const name = nameOf(entry);
    let settled = entry;
    // What was no entry of the old feeds may be without.
    const isPublic = entry.heldBack === undefined;
    if (entry.published === undefined && isPublic) {
      listener.warned(
        name,
        'it has no date that can be read, so it was written as a draft; add a date, and remove draft',
      );
      settled = { ...settled, heldBack: 'undated' };
    }
    if (entry.id === undefined && isPublic)
      listener.warned(
        name,
        'it has neither an id nor a link, so edgefeed gives it an id, and readers will see it as new',
      );
    else if (entry.id !== undefined && entry.id.length > limits.idLength) {
      listener.warned(
        name,
        `its id has more than ${limits.idLength} characters, so edgefeed gives it another one, and readers will see it as new`,
      );
      const { id: _, ...nameless } = settled;
      settled = nameless;
    }
    return settled;
  }

  async #prepare(key: string, entry: Entry, folder: string, from: string): Promise<void> {
    const { files } = this.#options;
    const html = absolute(entry.html, entry.base);
    const wanted = files ? filesOf(entry, html) : new Set<string>();
    for (const address of wanted) this.#addresses.add(detached(address));
    this.totals.files = this.#addresses.size;
    const markdown = await this.#markdownOf(html);
    if (this.#options.markdown && markdown === undefined) this.totals.stayedHtml++;
    const ending = markdown === undefined ? '.html' : '.md';
    const path = this.#writer.pathFor(key, entry, folder, ending, wanted.size > 0);
    this.#waiting.push({ key, from, entry, html, path, markdown, files: wanted });
    if (this.#waiting.length >= (files ? together : 1)) await this.finish();
  }

  async #markdownOf(html: string): Promise<string | undefined> {
    if (!this.#options.markdown) return undefined;
    const { markdownOf } = await import('./body/markdown.ts');
    return markdownOf(html);
  }

  async #write({ key, from, entry, html, path, markdown }: Ready): Promise<void> {
    const { listener } = this.#options;
    const { totals } = this;
    const local = this.#files.localised(entry, html, path);
    const converted = markdown === undefined ? undefined : ((await this.#markdownOf(local.html)) ?? markdown);
    const written = articleOf(local.entry, local.html, entry.slug ?? basename(path), converted);
    const result = this.#writer.write(key, entry, path, written, from);
    totals.statuses[result.status]++;
    if (entry.heldBack) totals.drafts++;
    if (entry.isPage) totals.pages++;
    listener.wrote(entry, result);
  }
}

const hashOf = (values: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('base64');
