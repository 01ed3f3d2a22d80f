/** Writes entries as files, and leaves alone what its author has changed. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseArticle } from '../../../article/parse.ts';
import { cleanText } from '../../../article/text.ts';
import { makeFolder } from '../../folders.ts';
import { replaceFile } from '../../remote/replace-file.ts';
import type { Entry } from '../entry.ts';
import type { Written } from './article.ts';
import { Names } from './names.ts';
import { articlesIn } from './present.ts';
import { digestOf, type ImportRecord, type Kept } from './record.ts';

export type Status =
  | 'new'
  | 'updated'
  | 'unchanged'
  /** The author has edited the file, which stays as it is. `changed`: the entry has changed, too. */
  | 'edited'
  /** The author has deleted the file, and it stays deleted. */
  | 'deleted'
  /** The article would be in error. */
  | 'refused';

export interface Result {
  status: Status;
  /** Relative to the folder, with `/`. */
  path: string;
  /** Of a file that stays: the entry has changed since it was written. */
  isBehind?: boolean;
  /** Why it is refused. */
  message?: string;
}

interface Options {
  folder: string;
  record: ImportRecord;
  site: { url: string; timezone: string };
  dryRun: boolean;
}

export class Writer {
  readonly #options: Options;
  readonly #names: Names;
  readonly #present: ReadonlyMap<string, string>;

  constructor(options: Options) {
    this.#options = options;
    const { byId, paths } = articlesIn(options.folder);
    this.#present = byId;
    this.#names = new Names(options.folder);
    for (const path of [...paths, ...options.record.paths]) this.#names.take(path);
  }

  /** Where the entry is, or will be. @param folder below the folder of the import; empty: that one */
  pathFor(key: string, entry: Entry, folder: string, ending: Written['ending'], isBundle: boolean): string {
    const known = this.#pathOf(key, entry);
    if (known !== undefined) return known.replace(/\.(?:html|md)$/, ending);
    return this.#names.next(folder, entry, isBundle ? `/index${ending}` : ending);
  }

  /** @param path by `pathFor` @param from the format of the source */
  write(key: string, entry: Entry, path: string, { source }: Written, from: string): Result {
    const { record } = this.#options;
    const kept = record.of(key);
    const there = this.#pathOf(key, entry) ?? path;
    const before = this.#read(there);
    const digest = digestOf(source);
    // A feed says less of an entry than the export that brought it.
    if (kept && kept.from !== from) return { status: before ? 'unchanged' : 'deleted', path: there };
    if (before === undefined) {
      if (kept) return { status: 'deleted', path: there, isBehind: kept.digest !== digest };
      return this.#checked(path, source) ?? this.#create(key, source, { path, digest, from });
    }
    if (before.equals(Buffer.from(source)) && there === path) {
      record.set(key, { path, digest, from });
      return { status: 'unchanged', path };
    }
    // Without a record, a file that is there may be the author's own.
    if (kept === undefined || digestOf(before) !== kept.digest)
      return { status: 'edited', path: there, isBehind: kept !== undefined && kept.digest !== digest };
    return this.#checked(path, source) ?? this.#replace(key, there, before, source, { path, digest, from });
  }

  #pathOf(key: string, { id }: Entry): string | undefined {
    const kept = this.#options.record.of(key)?.path;
    if (kept !== undefined && this.#read(kept) !== undefined) return kept;
    // A file that was moved keeps its id.
    const moved = id === undefined ? undefined : this.#present.get(cleanText(id).trim());
    return moved ?? kept;
  }

  #read(path: string): Buffer | undefined {
    try {
      return readFileSync(join(this.#options.folder, path));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  }

  /** The refusal of a file that edgefeed would not read as an article. */
  #checked(path: string, source: string): Result | undefined {
    const { url: siteUrl, timezone } = this.#options.site;
    const result = parseArticle({ path, source }, { siteUrl, timezone });
    const problem = result.problems.find(({ severity }) => severity === 'error');
    if (problem) return { status: 'refused', path, message: problem.message };
    if (result.status === 'article' || result.status === 'draft') return undefined;
    return {
      status: 'refused',
      path,
      message: `edgefeed would not read ${posix.basename(path)} as an article`,
    };
  }

  #create(key: string, source: string, kept: Kept): Result {
    const { path } = kept;
    if (!this.#options.dryRun) {
      const file = join(this.#options.folder, path);
      makeFolder(dirname(file));
      writeNew(file, source);
    }
    this.#options.record.set(key, kept);
    return { status: 'new', path };
  }

  #replace(key: string, there: string, before: Buffer, source: string, kept: Kept): Result {
    const { path } = kept;
    const { folder, dryRun, record } = this.#options;
    if (!dryRun) {
      if (there === path) {
        const why = replaceFile(join(folder, path), before, Buffer.from(source));
        if (why !== undefined) return { status: 'refused', path, message: why };
      } else {
        // HTML has become Markdown, or the other way round.
        writeNew(join(folder, path), source);
        rmSync(join(folder, there));
      }
    }
    record.set(key, kept);
    return { status: 'updated', path };
  }
}

/** Writes a file that is not there: all of it, or none. */
function writeNew(file: string, source: string): void {
  try {
    writeFileSync(file, source, { flag: 'wx' });
  } catch (error) {
    // A full disk takes a part of it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(file, { force: true });
    throw error;
  }
}
