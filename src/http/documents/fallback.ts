/** Reading a document from the first source that has it, so that KV and the catalog stand in for each other. */

import { log, reasonOf } from '../../log.ts';
import { isRestoring } from '../../publish/backup/protocol.ts';
import { Declined } from './declined.ts';

/** A place to read from: its name in the log, and the read. */
export type Source<T> = readonly [name: 'kv' | 'catalog', read: () => Promise<T | null>];

/** No source has the document, and the catalog, which decides, failed. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/**
 * Reads from each source in turn until one has the document. A source that fails is skipped and logged.
 * @returns null if there is no such document, which only the catalog can tell: KV may lag behind it
 * @throws Unavailable if no source has it and the catalog failed; Declined
 */
export async function firstOf<T>(...sources: readonly Source<T>[]): Promise<T | null> {
  const failed: string[] = [];
  for (const [name, read] of sources) {
    try {
      const found = await read();
      if (found !== null) return found;
    } catch (error) {
      // The catalog is up: its queue is full, this client has asked for too much, or a backup is being restored.
      if (error instanceof Declined || isRestoring(error)) throw error;
      failed.push(name);
      log('error', 'source', { source: name, error: reasonOf(error) });
    }
  }
  if (failed.includes('catalog')) throw new Unavailable(`no answer from ${failed.join(' and ')}`);
  return null;
}
