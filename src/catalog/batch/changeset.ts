/** What one commit changes, collected first and then written at once, together with the work that it causes. */

import { scopeKey, scopeOf } from '../../site/scope.ts';
import type { ArticleHead } from '../../article/article.ts';
import type { AddressRow } from '../tables/addresses.ts';
import { termsOf, type CatalogEntry, type Change } from '../tables/entry.ts';
import { mainTermOf } from '../../site/scope.ts';
import type { ManifestFile } from '../tables/files.ts';
import type { Tables } from '../tables/tables.ts';

export class ChangeSet {
  readonly #files = new Map<string, ManifestFile>();
  readonly #removedFiles = new Set<string>();
  readonly #replaced = new Map<string, CatalogEntry>();
  readonly #entries = new Map<string, Change>();
  readonly #addresses = new Map<string, AddressRow>();
  readonly #dirtyFeeds = new Set<string>();
  readonly #dirtyAddresses = new Set<string>();
  /** Where articles came, went or changed their titles, so that those beside them show other neighbours. */
  readonly #disturbed: ArticleHead[] = [];

  /** The path holds this from now on. */
  file(row: ManifestFile): void {
    this.#removedFiles.delete(row.path);
    this.#files.set(row.path, row);
  }

  /** Takes a removal back: what was published from the path stays, and so does the memory of it. */
  keepFile(path: string): void {
    this.#removedFiles.delete(path);
  }

  removeFile(path: string): void {
    this.#files.delete(path);
    this.#removedFiles.add(path);
  }

  /** An article comes (no `before`), goes (no `after`) or changes. */
  article(before: CatalogEntry | undefined, after: Change | undefined): void {
    for (const entry of [before, after]) {
      if (!entry) continue;
      this.#dirtyAddresses.add(entry.article.address);
      if (!entry.live) continue;
      for (const term of termsOf(entry.article)) this.#dirtyFeeds.add(scopeKey(scopeOf(term)));
    }
    if (beside(before) !== beside(after)) {
      for (const entry of [before, after]) if (entry?.live) this.#disturbed.push(entry.article);
    }
    if (before) {
      // Within a batch an article may change twice: what the catalog holds is what it was at first.
      if (!this.#entries.delete(before.article.id)) this.#replaced.set(before.article.id, before);
    }
    if (after) this.#entries.set(after.article.id, after);
  }

  address(row: AddressRow): void {
    this.#addresses.set(row.address, row);
    this.#dirtyAddresses.add(row.address);
  }

  get empty(): boolean {
    return this.#files.size + this.#removedFiles.size === 0 && !this.#changesArticles;
  }

  get #changesArticles(): boolean {
    return this.#replaced.size + this.#entries.size + this.#addresses.size > 0;
  }

  /** What becomes of articles that readers see, or saw until now. */
  tally(): { added: number; changed: number; removed: number } {
    const sum = { added: 0, changed: 0, removed: 0 };
    for (const id of new Set([...this.#replaced.keys(), ...this.#entries.keys()])) {
      const before = this.#replaced.get(id)?.live ?? false;
      const after = this.#entries.get(id)?.live ?? false;
      if (before || after) sum[before && after ? 'changed' : after ? 'added' : 'removed']++;
    }
    return sum;
  }

  /**
   * Writes everything; call inside a transaction.
   * @param now of the commit, ms
   */
  apply(tables: Tables, now: number): void {
    tables.files.apply([...this.#files.values()], [...this.#removedFiles]);
    if (!this.#changesArticles) return;
    const gone = [...this.#replaced.values()];
    const entries = [...this.#entries.values()];
    tables.articles.replace(gone, entries);
    tables.articleTerms.replace(gone, entries);
    tables.backlog.add([...this.#replaced.keys(), ...this.#entries.keys()]);
    tables.addresses.set([...this.#addresses.values()]);
    const revision = tables.settings.nextRevision();
    const beside = tables.neighbours.addressesBeside(this.#disturbed);
    tables.outbox.add('article', new Set([...this.#dirtyAddresses, ...beside]), revision, now);
    if (this.#replaced.size > 0) tables.settings.set('last_removal', now);
    if (this.#dirtyFeeds.size === 0) return;
    tables.outbox.add('feed', this.#dirtyFeeds, revision, now);
    tables.outbox.add('index', [''], revision, now);
  }
}

/** What those beside an article show of it, and where it stands; the same text: nothing changes for them. */
function beside(entry: CatalogEntry | undefined): string {
  if (!entry?.live) return '';
  const { address, title, published, id } = entry.article;
  return JSON.stringify([address, title, published, id, mainTermOf(entry.article)]);
}
