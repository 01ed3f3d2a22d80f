import type { Site } from '../site/config.ts';
import type { Tables } from './tables/tables.ts';

/** What every part of the catalog that writes works on. */
export interface CatalogContext {
  tables: Tables;
  site: Site;
  /** ms since 1970; a function, since waiting for KV or GitHub takes time */
  now: () => number;
  transaction: <T>(write: () => T) => T;
}
