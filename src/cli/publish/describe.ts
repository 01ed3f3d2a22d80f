/** What to tell the worker of files that are published as they are: blob id, type, length, size, duration. */

import { typeOf } from '../../asset/content-type.ts';
import type { AssetPut } from '../../publish/protocol.ts';
import { factsOf, type BlobFacts } from '../source/asset-facts.ts';
import { blobOf, emptyFile, tooLarge, type AssetFile, type OpenAsset } from '../source/asset-file.ts';
import { FactsCache } from '../source/facts-cache.ts';
import { fileProblem, type FileProblem } from '../source/file-problem.ts';
import { readProblem } from '../source/source-file.ts';

/** `missing`: deleted since the scan. */
export type Described =
  | { status: 'ready'; put: AssetPut }
  | { status: 'error'; problem: FileProblem }
  | { status: 'missing' };

/** Times that a file is read which changes meanwhile. */
const tries = 3;

export class Describer {
  readonly #open: OpenAsset;
  readonly #maxBytes: number;
  readonly #cache = new FactsCache();

  /** @param maxBytes of a file, by the settings of the site */
  constructor(open: OpenAsset, maxBytes: number) {
    this.#open = open;
    this.#maxBytes = maxBytes;
  }

  /** @param blob of the file when it was scanned; absent: it has changed since */
  async describe(path: string, blob?: string): Promise<Described> {
    const known = blob === undefined ? undefined : this.#cache.get(blob);
    if (blob !== undefined && known) return this.#judge(path, blob, known);
    for (let tried = 0; tried < tries; tried++) {
      const opened = await this.#open(path);
      if (opened.status !== 'open') return opened;
      const { file } = opened;
      try {
        if (file.size > this.#maxBytes) return refuse(tooLarge(path, file.size, this.#maxBytes));
        const read = await this.#read(file);
        if (read) return this.#judge(path, read.blob, read.facts);
      } catch (error) {
        return refuse(readProblem(path, error));
      } finally {
        file.close();
      }
    }
    return refuse(changing(path));
  }

  /** Keeps what was read for the next publish. */
  save(): void {
    this.#cache.save();
  }

  /** @returns undefined if the file changes while it is read */
  async #read(file: AssetFile): Promise<{ blob: string; facts: BlobFacts } | undefined> {
    const { blob, isWhole } = await blobOf(file);
    const facts = this.#cache.get(blob) ?? (await factsOf(file));
    if (!isWhole || file.hasChanged()) return undefined;
    this.#cache.set(blob, facts);
    return { blob, facts };
  }

  #judge(path: string, blob: string, { content, ...facts }: BlobFacts): Described {
    if (facts.bytes === 0) return refuse(emptyFile(path));
    if (facts.bytes > this.#maxBytes) return refuse(tooLarge(path, facts.bytes, this.#maxBytes));
    const type = typeOf(path, content);
    if ('why' in type) return refuse(fileProblem(path, type.code, type.why));
    return { status: 'ready', put: { path, blob, ...type, ...facts } };
  }
}

const refuse = (problem: FileProblem): Described => ({ status: 'error', problem });

/** The problem of a file that another program is writing. */
export const changing = (path: string): FileProblem =>
  fileProblem(path, 'read', 'the file changes while it is read; publish again once it is complete');
