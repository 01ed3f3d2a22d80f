/** The catalog as a batch sees it: rows read at once for the whole batch, overlaid with what has been decided so far. */

import { addressOf } from '../../article/location.ts';
import type { QueryForm } from '../../article/query-address.ts';
import type { AddressRow } from '../tables/address-row.ts';
import { assetAddress } from '../tables/asset-address.ts';
import type { Asset } from '../tables/asset-row.ts';
import type { CatalogEntry, Change } from '../tables/entry.ts';
import type { ManifestFile } from '../tables/manifest-file.ts';
import type { Tables } from '../tables/tables.ts';
import { Forms } from './articles/forms.ts';
import { mintId } from './articles/mint-id.ts';
import { ShowRows } from './shows/show-rows.ts';
import type { View } from './view.ts';
import { WithdrawnIds } from './articles/withdrawn-ids.ts';
import { isArticle, isAsset, type ParsedBatch, type ParsedPut } from './parsed-batch.ts';

type Files = Pick<ParsedBatch, 'put' | 'delete'>;

/** The rows. A key that was asked for and is in no map does not exist, so it need not be asked for again. */
interface Read {
  files: ReadonlyMap<string, ManifestFile>;
  assets: ReadonlyMap<string, Asset>;
  /** Blobs whose bytes are stored. */
  stored: ReadonlySet<string>;
  byPath: Map<string, Change>;
  byId: Map<string, Change>;
  askedIds: ReadonlySet<string>;
  /** Ids that no article had before the batch. */
  absentIds: ReadonlySet<string>;
  addresses: Map<string, AddressRow>;
  askedAddresses: ReadonlySet<string>;
  addressesById: ReadonlyMap<string, AddressRow[]>;
  /** By path: the id of an article first seen at it, unless another article has that id. */
  firstIds: ReadonlyMap<string, string>;
}

export class Snapshot implements View {
  readonly #tables: Tables;
  readonly #read: Read;
  readonly #forms = new Forms();
  readonly shows: ShowRows;
  readonly withdrawn: WithdrawnIds;

  /** @throws TooMuch */
  constructor(tables: Tables, batch: Files, siteId: string) {
    this.#tables = tables;
    this.shows = new ShowRows(tables.shows);
    this.withdrawn = new WithdrawnIds(tables.withdrawn);
    this.#read = read(tables, batch, siteId);
  }

  /** Whether the path already holds this source. */
  isUnchanged(put: ParsedPut): boolean {
    const { path, blob } = put;
    return isAsset(put) ? this.assetAt(path) === blob : this.#read.files.get(path)?.blob === blob;
  }

  assetAt(path: string): string | undefined {
    return this.#read.assets.get(path)?.blob;
  }

  /** Whether the bytes of a blob are stored. */
  isStored(blob: string): boolean {
    return this.#read.stored.has(blob);
  }

  /** Whether the manifest has the path. */
  isKnown(path: string): boolean {
    return this.#read.files.has(path);
  }

  /** The article from this path, one of the batch. */
  at(path: string): Change | undefined {
    return this.#read.byPath.get(path);
  }

  /** The article with this id, one of the batch. */
  withId(id: string): Change | undefined {
    return this.#read.byId.get(id);
  }

  /** The article with this id, of the batch or not. One that the batch has removed still counts: its id is not free yet. */
  holderOf(id: string): CatalogEntry | undefined {
    const known = this.#read.byId.get(id);
    if (known || this.#read.absentIds.has(id)) return known;
    return this.#tables.articles.head(id);
  }

  /** The id of an article without one of its own that is first seen at a path. */
  firstId(path: string): string | undefined {
    return this.#read.firstIds.get(path);
  }

  /** Where the address leads. */
  address(address: string): AddressRow | undefined {
    const known = this.#read.addresses.get(address);
    if (known || this.#read.askedAddresses.has(address)) return known;
    return this.#tables.addresses.find([address]).get(address);
  }

  /** The parameters that former addresses of a path have. */
  formsOf(path: string): QueryForm[] {
    return this.#forms.of(path, () => this.#tables.queryForms.of([path]).get(path) ?? []);
  }

  /** Every address that led to the article before the batch, without those that another article has taken since. */
  addressesOf(id: string): AddressRow[] {
    const { askedIds, addressesById } = this.#read;
    const rows = askedIds.has(id) ? (addressesById.get(id) ?? []) : this.#tables.addresses.of([id]);
    return rows.filter(({ address }) => this.address(address)?.id === id);
  }

  /** Whether the article is the same as before, body and all. */
  isSame({ article, stored }: Change, before: Change): boolean {
    if (article.id !== before.article.id) return false;
    const { json, html } = stored!;
    // What this batch has decided is not in the catalog yet.
    if (before.stored) return before.stored.json === json && before.stored.html === html;
    return this.#tables.articles.holds(article.id, json, html);
  }

  set(entry: Change): void {
    this.#read.byPath.set(entry.article.path, entry);
    this.#read.byId.set(entry.article.id, entry);
  }

  remove(entry: CatalogEntry): void {
    const { path, id } = entry.article;
    // Another article may have its place already.
    if (this.#read.byPath.get(path) === entry) this.#read.byPath.delete(path);
    if (this.#read.byId.get(id) === entry) this.#read.byId.delete(id);
  }

  setAddress(row: AddressRow): void {
    this.#read.addresses.set(row.address, row);
    this.#forms.add(row.address);
  }
}

/** A handful of statements, however many files the batch has. */
function read(tables: Tables, { put, delete: deleted }: Files, siteId: string): Read {
  const sources = put.filter((file) => !isAsset(file));
  const files = tables.files.find([...sources.map(({ path }) => path), ...deleted]);
  const assetPuts = put.filter(isAsset);
  const assets = tables.assets.find([...assetPuts.map(({ path }) => path), ...deleted]);
  const stored = new Set(tables.blobs.find(assetPuts.map(({ blob }) => blob)).keys());
  const articles = put.filter(({ path, blob }) => files.get(path)?.blob !== blob).filter(isArticle);
  const byPath: Map<string, Change> = tables.articles.atPaths([
    ...sources.flatMap(({ path, movedFrom }) => [path, movedFrom ?? path]),
    ...deleted,
  ]);
  const nameless = articles.filter(({ parsed }) => parsed.article.id === undefined);
  const firstIds = new Map(nameless.map(({ path }) => [path, mintId(siteId, path)]));
  const ids = [...articles.flatMap(({ parsed }) => parsed.article.id ?? []), ...firstIds.values()];
  const byId: Map<string, Change> = tables.articles.withIds(ids);
  const absentIds = new Set(ids.filter((id) => !byId.has(id)));
  for (const entry of byPath.values()) byId.set(entry.article.id, entry);
  const askedIds = new Set([...ids, ...byId.keys()]);
  const held = tables.addresses.of([...askedIds]);
  const addressesById = Map.groupBy(held, ({ id }) => id);
  const askedAddresses = new Set(
    articles.flatMap(({ path, parsed: { article, byName } }) => [
      article.address,
      ...article.aliases,
      ...(byName === undefined ? [addressOf(path)] : []),
    ]),
  );
  for (const path of [...assetPuts.map(({ path }) => path), ...assets.keys()])
    askedAddresses.add(assetAddress(path));
  const addresses = tables.addresses.find([...askedAddresses]);
  for (const row of held) addresses.set(row.address, row);
  return {
    files,
    assets,
    stored,
    byPath,
    byId,
    askedIds,
    absentIds,
    addresses,
    askedAddresses,
    addressesById,
    firstIds,
  };
}
