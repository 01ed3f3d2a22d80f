/**
 * The record of an import: what was written for which entry, so that a second run changes only what changed, and leaves
 * alone what its author has edited, moved or deleted. It lies in the folder of the articles and is committed with them;
 * a name with a dot in front is never published.
 */

import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, exitCodes } from '../../exit.ts';
import { makeFolder } from '../../folders.ts';
import { detached } from '../detached.ts';

export interface Kept {
  /** Relative to the folder, with `/`. */
  path: string;
  /** Of the file as it was written. */
  digest: string;
  /** The format of the source that it came from. */
  from: string;
}

const name = '.edgefeed-import.json';

export const digestOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 32);

export class ImportRecord {
  readonly #file: string;
  readonly #entries: Map<string, Kept>;
  /** The paths of downloaded files by their addresses. */
  readonly files: Map<string, string>;
  #saved: string;

  /** @throws CliError if the record is unreadable */
  constructor(folder: string) {
    this.#file = join(folder, name);
    const text = readIfThere(this.#file) ?? '{}';
    try {
      const { entries = [], files = [] } = JSON.parse(text) as {
        entries?: [string, string, string, string][];
        files?: [string, string][];
      };
      this.#entries = new Map(entries.map(([key, path, digest, from]) => [key, { path, digest, from }]));
      this.files = new Map(files);
    } catch (error) {
      const why = `${this.#file} is not readable as the record of an import`;
      const remedy = 'Restore it from git, or delete it: then every file that is there is kept as it is';
      throw new CliError(exitCodes.usage, `${why}. ${remedy}.`, { cause: error });
    }
    this.#saved = text;
  }

  of(key: string): Kept | undefined {
    return this.#entries.get(key);
  }

  set(key: string, kept: Kept): void {
    this.#entries.set(detached(key), { ...kept, path: detached(kept.path) });
  }

  get paths(): string[] {
    return Array.from(this.#entries.values(), ({ path }) => path);
  }

  /** Writes it in one step: a run that is killed leaves the old one or the new one. */
  save(): void {
    const entries = Array.from(this.#entries, ([key, { path, digest, from }]) => [key, path, digest, from]);
    const lines = (rows: readonly unknown[]): string =>
      rows.map((row) => `\n    ${JSON.stringify(row)}`).join(',');
    const text = `{\n  "entries": [${lines(entries)}\n  ],\n  "files": [${lines([...this.files])}\n  ]\n}\n`;
    if (text === this.#saved || (entries.length === 0 && this.files.size === 0)) return;
    makeFolder(dirname(this.#file));
    const draft = `${this.#file}.new`;
    try {
      writeFileSync(draft, text);
      renameSync(draft, this.#file);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    this.#saved = text;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'ENOTDIR') throw error;
    const why = `${dirname(file)} is no folder, and lies in none. Name a folder with --to.`;
    throw new CliError(exitCodes.usage, why, { cause: error });
  }
}
