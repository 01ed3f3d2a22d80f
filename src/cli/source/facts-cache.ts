/**
 * A cache of the facts of files, by git blob id: a video is read for its duration once, whatever it is called. A damaged
 * cache counts as empty.
 */

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { codeDigest } from '../code-digest.ts';
import { cacheFolder } from '../folders.ts';
import type { BlobFacts } from './asset-facts.ts';

/** Entries that are kept, of some 100 bytes each; the oldest go first. */
const mostEntries = 50_000;

/** Bytes of the largest cache that is read. */
const maxBytes = 32 * 1024 * 1024;

/** Source files and packages that determine the facts. After a change of any, the cache is another one. */
const dependencies = [
  'asset-facts.ts',
  'media-facts.ts',
  '../../asset/content-type.ts',
  '../../asset/picture.ts',
  '../../../package.json',
];

export class FactsCache {
  readonly #folder: string;
  readonly #name: string;
  readonly #facts: Map<string, BlobFacts>;
  #isNew = false;

  constructor(folder: string = cacheFolder('facts')) {
    this.#folder = folder;
    this.#name = codeDigest(import.meta.dirname, dependencies).toString('hex');
    this.#facts = this.#load();
  }

  get(blob: string): BlobFacts | undefined {
    return this.#facts.get(blob);
  }

  set(blob: string, facts: BlobFacts): void {
    this.#facts.delete(blob);
    this.#facts.set(blob, facts);
    this.#isNew = true;
  }

  /** Saves new entries. Failures are ignored: the project may be read-only, or the disk full. */
  save(): void {
    if (!this.#isNew) return;
    // Another process may have saved other entries meanwhile.
    const all = [...new Map([...this.#load(), ...this.#facts])].slice(-mostEntries);
    const kept = serialize(all);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(kept));
    const draft = join(this.#folder, `${this.#name}.${process.pid}`);
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(draft, Buffer.concat([sum, kept]));
      renameSync(draft, join(this.#folder, this.#name));
      this.#isNew = false;
      for (const name of readdirSync(this.#folder))
        if (!name.startsWith(this.#name)) rmSync(join(this.#folder, name), { force: true });
    } catch {
      rmSync(draft, { force: true });
    }
  }

  #load(): Map<string, BlobFacts> {
    try {
      const path = join(this.#folder, this.#name);
      if (statSync(path).size > maxBytes) return new Map();
      const file = readFileSync(path);
      const kept = file.subarray(4);
      if (crc32(kept) !== file.readUInt32LE()) return new Map();
      return new Map(deserialize(kept) as [string, BlobFacts][]);
    } catch {
      return new Map();
    }
  }
}
