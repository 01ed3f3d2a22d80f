/** The folder of an existing blog. Nothing in it is run. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { formatBytes } from '../../output/numbers.ts';

export class BlogFolder {
  readonly path: string;
  /** Names of the files that were read, in order. */
  readonly filesRead = new Set<string>();

  /** @param path as messages name it */
  constructor(path: string) {
    this.path = path;
  }

  /** @param name relative, with `/`, here and below */
  hasFile(name: string): boolean {
    return this.#stat(name)?.isFile() ?? false;
  }

  hasFolder(name: string): boolean {
    return this.#stat(name)?.isDirectory() ?? false;
  }

  /** The first of these files that is there. */
  firstFile(names: readonly string[]): string | undefined {
    return names.find((name) => this.hasFile(name));
  }

  /** The first of these folders that is there. */
  firstFolder(names: readonly string[]): string | undefined {
    return names.find((name) => this.hasFolder(name));
  }

  /** The names in a folder, sorted; none if it can't be read. */
  names(folder: string): string[] {
    try {
      return readdirSync(join(this.path, folder)).sort();
    } catch {
      return [];
    }
  }

  /** The text of a file, without a BOM. @throws CliError when it is too large, or not UTF-8 */
  read(name: string): string {
    this.filesRead.add(name);
    const size = this.#stat(name)?.size ?? 0;
    if (size > limits.blogConfigBytes) {
      const most = formatBytes(limits.blogConfigBytes);
      throw this.unreadable(name, `it has ${formatBytes(size)}, and a configuration ${most} at most`);
    }
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(
        readFileSync(join(this.path, name)),
      );
    } catch (error) {
      const isEncoding = error instanceof TypeError;
      throw this.unreadable(name, isEncoding ? 'it is not UTF-8' : (error as Error).message);
    }
  }

  /** @param at the place in the file: `12:3` */
  unreadable(name: string, why: string, at?: string): CliError {
    const place = [posix.join(this.path, name), ...(at === undefined ? [] : [at])].join(':');
    const remedy = 'Mend it, or add --no-from to take nothing over.';
    return new CliError(exitCodes.usage, `${place} can't be read: ${why}. ${remedy}`);
  }

  #stat(name: string) {
    try {
      return statSync(join(this.path, name), { throwIfNoEntry: false });
    } catch {
      return undefined; // a file in place of a folder, or a folder that can't be entered
    }
  }
}
