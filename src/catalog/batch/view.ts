/** The catalog as `decide` sees it: what it held before the batch, overlaid with what has been decided so far. */

import type { QueryForm } from '../../article/query-address.ts';
import type { AddressRow } from '../tables/address-row.ts';
import type { CatalogEntry, Change } from '../tables/entry.ts';
import type { ShowRows } from './shows/show-rows.ts';
import type { ParsedPut } from './parsed-batch.ts';
import type { WithdrawnIds } from './articles/withdrawn-ids.ts';

export interface View {
  /** Whether the path already holds this source. */
  isUnchanged(put: ParsedPut): boolean;
  /** Whether the manifest has the path. */
  isKnown(path: string): boolean;
  /** The blob of a file that is published as it is, as the catalog has it. */
  assetAt(path: string): string | undefined;
  /** Whether the bytes of a blob are stored. */
  isStored(blob: string): boolean;
  /** The article from this path, one of the batch. */
  at(path: string): Change | undefined;
  /** The article with this id, one of the batch. */
  withId(id: string): Change | undefined;
  /** The article with this id, of the batch or not. One that the batch has removed still counts: its id is not free yet. */
  holderOf(id: string): CatalogEntry | undefined;
  /** The id of an article without one of its own that is first seen at a path. */
  firstId(path: string): string | undefined;
  /** Where the address leads. */
  address(address: string): AddressRow | undefined;
  /** The parameters that former addresses of a path have. */
  formsOf(path: string): QueryForm[];
  /** Every address that led to the article before the batch, without those that another article has taken since. */
  addressesOf(id: string): AddressRow[];
  /** Whether the article is the same as before, body and all. */
  isSame(entry: Change, before: Change): boolean;
  readonly shows: ShowRows;
  readonly withdrawn: WithdrawnIds;
  set(entry: Change): void;
  remove(entry: CatalogEntry): void;
  setAddress(row: AddressRow): void;
}
