import type { Site } from '../site/config.ts';
import type { Blobs } from '../store/blobs/blobs.ts';
import type { DocumentStore } from '../store/store.ts';
import type { Tables } from './tables/tables.ts';

/** The context of every function that writes to the catalog. */
export interface CatalogContext {
  tables: Tables;
  site: Site;
  /** ms since 1970; a function, since waiting for KV or GitHub takes time */
  now: () => number;
  transaction: <T>(write: () => T) => T;
}

/** The context of every function that writes to KV. */
export interface FlushContext extends CatalogContext {
  store: DocumentStore;
  /** The bytes of files. */
  blobs: Blobs;
}
