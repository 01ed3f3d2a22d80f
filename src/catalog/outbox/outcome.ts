/** How writing a piece of work ends. */

import type { StoredDocument } from '../tables/documents.ts';

/** A piece of work that succeeded: the documents that KV holds now, and the keys that it no longer holds. */
export interface Written {
  operations: number;
  documents?: StoredDocument[];
  deleted?: string[];
  /** Of an article: its id, and those of the related ones that its page shows. */
  related?: { by: string; ids: string[] };
  /** Of a feed: in which formats readers get something else than before; see feed/change-key.ts. */
  news?: readonly string[];
  /** Why the document must be written again later: of an article, a file whose text belongs on the page is not there yet. */
  lacking?: string;
}

/** KV takes no write of one of the keys until this moment, ms. */
export class TooSoon {
  readonly until: number;

  constructor(until: number) {
    this.until = until;
  }
}

export type Outcome = PromiseSettledResult<Written | TooSoon>;
