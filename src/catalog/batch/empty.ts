/** A catalog that holds nothing yet: `edgefeed check` decides about a folder as its first publish would. */

import type { QueryForm } from '../../article/query-address.ts';
import type { AddressRow } from '../tables/address-row.ts';
import type { CatalogEntry, Change } from '../tables/entry.ts';
import { Forms } from './articles/forms.ts';
import { ShowRows } from './shows/show-rows.ts';
import type { View } from './view.ts';
import { WithdrawnIds } from './articles/withdrawn-ids.ts';

export class EmptyCatalog implements View {
  readonly #byPath = new Map<string, Change>();
  readonly #byId = new Map<string, Change>();
  readonly #addresses = new Map<string, AddressRow>();
  readonly #forms = new Forms();
  readonly shows: ShowRows = new ShowRows();
  readonly withdrawn: WithdrawnIds = new WithdrawnIds();

  isUnchanged(): boolean {
    return false;
  }

  isKnown(): boolean {
    return false;
  }

  assetAt(): undefined {
    return undefined;
  }

  isStored(): boolean {
    return true;
  }

  at(path: string): Change | undefined {
    return this.#byPath.get(path);
  }

  withId(id: string): Change | undefined {
    return this.#byId.get(id);
  }

  holderOf(id: string): CatalogEntry | undefined {
    return this.#byId.get(id);
  }

  firstId(): undefined {
    return undefined;
  }

  address(address: string): AddressRow | undefined {
    return this.#addresses.get(address);
  }

  formsOf(path: string): QueryForm[] {
    return this.#forms.of(path, () => []);
  }

  addressesOf(): AddressRow[] {
    return [];
  }

  isSame(): boolean {
    return false;
  }

  set(entry: Change): void {
    this.#byPath.set(entry.article.path, entry);
    this.#byId.set(entry.article.id, entry);
  }

  remove(entry: CatalogEntry): void {
    const { path, id } = entry.article;
    // Another article may have its place already.
    if (this.#byPath.get(path) === entry) this.#byPath.delete(path);
    if (this.#byId.get(id) === entry) this.#byId.delete(id);
  }

  setAddress(row: AddressRow): void {
    this.#addresses.set(row.address, row);
    this.#forms.add(row.address);
  }
}
