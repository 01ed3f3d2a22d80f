/** The changes of one transaction, collected first. apply.ts writes them. */

import { positionOf } from '../../site/cursor.ts';
import { mainTermOf, scopeKey, scopeOf } from '../../site/scope.ts';
import type { FileOrder } from '../../publish/protocol.ts';
import type { ArticleHead } from '../../article/article.ts';
import type { AddressRow } from '../tables/address-row.ts';
import { isListed, termsOf, type CatalogEntry, type Change } from '../tables/entry.ts';
import type { Rule } from '../../redirects/rule.ts';
import type { Asset } from '../tables/asset-row.ts';
import type { FormerPlaces } from '../tables/former-places.ts';
import type { ManifestFile } from '../tables/manifest-file.ts';
import type { Naming } from '../tables/naming.ts';
import type { ShowRow } from '../tables/show-row.ts';

export class ChangeSet {
  readonly #files = new Map<string, ManifestFile>();
  readonly #removedFiles = new Set<string>();
  /** By id: before-images, as the catalog holds them. */
  readonly #before = new Map<string, CatalogEntry>();
  /** By id: after-images. */
  readonly #after = new Map<string, Change>();
  readonly #addresses = new Map<string, AddressRow>();
  readonly #dirtyFeeds = new Set<string>();
  readonly #dirtyAddresses = new Set<string>();
  readonly #assets = new Map<string, Asset>();
  readonly #removedAssets = new Set<string>();
  /** By the id of the article. */
  readonly #namings = new Map<string, Naming>();
  /** By the id of the article. */
  readonly #oldAddresses = new Map<string, FormerPlaces>();
  /** By path; null: the row goes. */
  readonly #shows = new Map<string, ShowRow | null>();
  /** By path: the id of the article that was there; null: the row goes. */
  readonly #withdrawn = new Map<string, string | null>();
  /** Absent: they stay as they are. */
  #redirects?: readonly Rule[];

  /** Sets what a path holds. */
  file(row: ManifestFile): void {
    this.#removedFiles.delete(row.path);
    this.#files.set(row.path, row);
  }

  /** Undoes `removeFile`. */
  keepFile(path: string): void {
    this.#removedFiles.delete(path);
  }

  removeFile(path: string): void {
    this.#files.delete(path);
    this.#removedFiles.add(path);
  }

  /** Adds an article (no `before`), removes one (no `after`) or changes one. */
  article(before: CatalogEntry | undefined, after: Change | undefined): void {
    for (const entry of [before, after]) {
      if (!entry) continue;
      this.#dirtyAddresses.add(entry.article.address);
      if (!entry.live) continue;
      for (const term of termsOf(entry.article)) this.#dirtyFeeds.add(scopeKey(scopeOf(term)));
    }
    if (before) {
      const { id } = before.article;
      // An article may change twice in a batch: the before-image is the first one. Another may have taken its id already.
      if (this.#after.get(id) === before) this.#after.delete(id);
      else this.#before.set(id, before);
    }
    if (after) this.#after.set(after.article.id, after);
  }

  /** Sets what a path holds: a file that is published as it is. */
  asset(asset: Asset): void {
    this.#removedAssets.delete(asset.path);
    this.#assets.set(asset.path, asset);
  }

  removeAsset(path: string): void {
    this.#assets.delete(path);
    this.#removedAssets.add(path);
  }

  /** Sets which files an article names. */
  naming(naming: Naming): void {
    this.#namings.set(naming.id, naming);
  }

  /** Sets the addresses that an article had elsewhere. */
  oldAddresses(old: FormerPlaces): void {
    this.#oldAddresses.set(old.id, old);
  }

  /** Has an address written to KV, although it leads where it led before. */
  rewriteAddress(address: string): void {
    this.#dirtyAddresses.add(address);
  }

  /** Replaces the redirects of the site; none: it has no such file any more. */
  redirects(rules: readonly Rule[]): void {
    this.#redirects = rules;
  }

  /** Sets the row of a show. @param row null: it goes, with its guid */
  show(path: string, row: ShowRow | null): void {
    this.#shows.set(path, row);
  }

  /** Keeps the id of an unpublished article for the path of its file. @param id null: the path keeps none any more */
  withdrawn(path: string, id: string | null): void {
    this.#withdrawn.set(path, id);
  }

  /** Has a feed written again. @param key of its scope */
  dirtyFeed(key: string): void {
    this.#dirtyFeeds.add(key);
  }

  /** @param atEdge whether KV holds it too; otherwise readers who ask for it are answered by the catalog */
  address(row: AddressRow, atEdge: boolean): void {
    this.#addresses.set(row.address, row);
    if (atEdge) this.#dirtyAddresses.add(row.address);
  }

  get empty(): boolean {
    return this.#files.size + this.#removedFiles.size === 0 && !this.#changesAssets && !this.#changesArticles;
  }

  get #changesAssets(): boolean {
    return this.#assets.size + this.#removedAssets.size > 0;
  }

  get #changesArticles(): boolean {
    return this.#before.size + this.#after.size + this.#addresses.size + this.#dirtyAddresses.size > 0;
  }

  /**
   * Gives an arrival to each article that is listed for the first time: in the order of their moments if they were
   * scheduled, then of their paths, so that a content folder that is published again from nothing keeps its order.
   * @param next the arrival of the next one, by the place of its file
   */
  number(next: (order: FileOrder | undefined) => number): void {
    const momentOf = ({ article }: Change): number => this.#before.get(article.id)?.wakeAt ?? Infinity;
    const arrived = [...this.#after.values()]
      .filter((entry) => isListed(entry) && entry.article.arrival === undefined)
      .filter(({ article }) => !isListed(this.#before.get(article.id)))
      .sort((a, b) => momentOf(a) - momentOf(b) || (a.article.path < b.article.path ? -1 : 1));
    for (const entry of arrived) this.#after.set(entry.article.id, arriving(entry, next(entry.order)));
  }

  /** Articles that were added, removed or renamed, so the articles beside them have other neighbours. */
  get #disturbed(): ArticleHead[] {
    const ids = new Set([...this.#before.keys(), ...this.#after.keys()]);
    return [...ids].flatMap((id) => {
      const [before, after] = [this.#before.get(id), this.#after.get(id)];
      if (beside(before) === beside(after)) return [];
      return [before, after].flatMap((entry) => (isListed(entry) ? entry.article : []));
    });
  }

  /** Articles that readers see now or saw before. */
  tally(): { added: number; changed: number; removed: number } {
    const sum = { added: 0, changed: 0, removed: 0 };
    for (const id of new Set([...this.#before.keys(), ...this.#after.keys()])) {
      const before = this.#before.get(id)?.live ?? false;
      const after = this.#after.get(id)?.live ?? false;
      if (before || after) sum[before && after ? 'changed' : after ? 'added' : 'removed']++;
    }
    return sum;
  }

  /** Everything that is to be written. */
  get contents() {
    return {
      changesArticles: this.#changesArticles,
      files: [...this.#files.values()],
      removedFiles: [...this.#removedFiles],
      before: [...this.#before.values()],
      after: [...this.#after.values()],
      addresses: [...this.#addresses.values()],
      dirtyFeeds: this.#dirtyFeeds as ReadonlySet<string>,
      dirtyAddresses: this.#dirtyAddresses as ReadonlySet<string>,
      disturbed: this.#disturbed,
      redirects: this.#redirects,
      withdrawn: this.#withdrawn as ReadonlyMap<string, string | null>,
      shows: this.#shows as ReadonlyMap<string, ShowRow | null>,
      assets: [...this.#assets.values()],
      removedAssets: [...this.#removedAssets],
      namings: [...this.#namings.values()],
      oldAddresses: [...this.#oldAddresses.values()],
    };
  }
}

/** The entry with an arrival, also as it is stored. */
function arriving(entry: Change, arrival: number): Change {
  const article = { ...entry.article, arrival };
  return {
    ...entry,
    article,
    ...(entry.stored && { stored: { ...entry.stored, json: JSON.stringify(article) } }),
  };
}

/** Everything about an article that its neighbours depend on, as a text: if it stays equal, they stay unchanged. */
function beside(entry: CatalogEntry | undefined): string {
  if (!isListed(entry)) return '';
  const { address, title, id } = entry.article;
  return JSON.stringify([address, title, positionOf(entry.article), id, mainTermOf(entry.article)]);
}
