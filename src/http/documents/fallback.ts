/** Where documents come from when one of the places that hold them does not answer. */

import { log, reasonOf } from '../../log.ts';
import { Overloaded } from './call-queue.ts';

/** A place to look: what it is called in the log, and how it is asked. */
export type Source<T> = readonly [name: 'kv' | 'catalog', ask: () => Promise<T | null>];

/** Nobody has the document, but somebody who may have it did not answer. */
class Unavailable extends Error {
  override name = 'Unavailable';
}

/**
 * Asks one source after the other until one has the document. One that fails is passed over: KV and the catalog hold
 * the same, so either can stand in for the other.
 * @returns null when there is no such document: only the catalog knows that, since KV may still be waiting for one
 * @throws Unavailable when none has it and the catalog did not answer
 */
export async function firstOf<T>(...sources: readonly Source<T>[]): Promise<T | null> {
  const failed: string[] = [];
  for (const [name, ask] of sources) {
    try {
      const found = await ask();
      if (found !== null) return found;
    } catch (error) {
      // The catalog is up, its queue is full.
      if (error instanceof Overloaded) throw error;
      failed.push(name);
      log('error', 'source', { source: name, error: reasonOf(error) });
    }
  }
  if (failed.includes('catalog')) throw new Unavailable(`no answer from ${failed.join(' and ')}`);
  return null;
}
