/** Deciding what a batch does to the catalog: identities, addresses, and what is refused. */

import type { Article, ParsedArticle } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import { articleUrl } from '../../article/address.ts';
import type { ParseResult } from '../../article/parse.ts';
import { wholeFile, type Problem } from '../../article/problem.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { AddressRow } from '../tables/addresses.ts';
import { ChangeSet } from './changeset.ts';
import { bytesOf } from '../tables/chunks.ts';
import { liveness, type CatalogEntry, type Change } from '../tables/entry.ts';
import { mintId } from './identity.ts';
import type { Tables } from '../tables/tables.ts';

/** A file of a batch, parsed. */
export interface ParsedPut {
  path: string;
  /** Git blob id of the source. */
  blob: string;
  movedFrom?: string;
  parsed: ParseResult;
}

export interface CommitContext {
  /** The moment of the commit, ms. */
  now: number;
  siteId: string;
  siteUrl: string;
}

type ArticlePut = ParsedPut & { parsed: { article: ParsedArticle } };

/** Decides about one batch. The catalog is only read here; what is to be written ends up in `changes`. */
export class Commit {
  readonly changes = new ChangeSet();
  readonly results: FileResult[] = [];
  readonly #context: CommitContext;
  readonly #tables: Tables;
  readonly #deleted: ReadonlySet<string>;
  // The catalog as it is after what has been decided so far, as far as the batch touches it.
  readonly #byPath: Map<string, Change>;
  readonly #byId: Map<string, Change>;
  readonly #addresses: Map<string, AddressRow>;
  // What was asked of the catalog at once for the whole batch: what it did not find need not be asked for again.
  readonly #soughtIds: ReadonlySet<string>;
  readonly #absentIds: ReadonlySet<string>;
  readonly #soughtAddresses: ReadonlySet<string>;
  readonly #addressesById: ReadonlyMap<string, AddressRow[]>;
  /** The id that a path gives to an article first seen at it, unless another one has it already. */
  readonly #firstIds: ReadonlyMap<string, string>;

  constructor(
    tables: Tables,
    puts: readonly ParsedPut[],
    deleted: readonly string[],
    context: CommitContext,
  ) {
    this.#context = context;
    this.#tables = tables;
    this.#deleted = new Set(deleted);
    const known = tables.files.find([...puts.map((put) => put.path), ...deleted]);
    const changed = puts.filter((put) => !this.#unchanged(put, known.get(put.path)?.blob));

    const published = changed.filter((put): put is ArticlePut => put.parsed.status === 'article');
    this.#byPath = tables.articles.atPaths([
      ...puts.flatMap((put) => [put.path, put.movedFrom ?? put.path]),
      ...deleted,
    ]);
    const nameless = published.filter(({ parsed }) => parsed.article.id === undefined);
    this.#firstIds = new Map(nameless.map(({ path }) => [path, mintId(context.siteId, path)]));
    const ids = [...published.flatMap(({ parsed }) => parsed.article.id ?? []), ...this.#firstIds.values()];
    this.#byId = tables.articles.withIds(ids);
    this.#absentIds = new Set(ids.filter((id) => !this.#byId.has(id)));
    for (const entry of this.#byPath.values()) this.#byId.set(entry.article.id, entry);
    this.#soughtIds = new Set([...ids, ...this.#byId.keys()]);
    this.#addressesById = Map.groupBy(tables.addresses.of([...this.#soughtIds]), ({ id }) => id);
    this.#soughtAddresses = new Set(
      published.flatMap(({ parsed }) => [parsed.article.address, ...parsed.article.aliases]),
    );
    this.#addresses = tables.addresses.find([...this.#soughtAddresses]);

    const moved = new Set(published.map((put) => this.#previous(put)?.article.path));
    // Files that moved and are in error at their new path: what was published stays, where it was.
    const staying = new Set(
      changed.flatMap(({ parsed, movedFrom }) => (parsed.status === 'error' ? (movedFrom ?? []) : [])),
    );
    for (const path of deleted) {
      if (staying.has(path) && !moved.has(path)) {
        this.results.push({ path, status: 'unchanged', problems: [] });
        continue;
      }
      const entry = this.#byPath.get(path);
      if (entry && !moved.has(path)) this.#unpublish(entry);
      if (known.has(path)) this.changes.removeFile(path);
      this.results.push({ path, status: 'deleted', problems: [] });
    }
    for (const put of changed) if (put.parsed.status !== 'article') this.#withdraw(put);
    this.#publishAll(published);
  }

  #unchanged(put: ParsedPut, blob: string | undefined): boolean {
    if (blob !== put.blob) return false;
    this.results.push({ path: put.path, status: 'unchanged', problems: put.parsed.problems });
    return true;
  }

  /** A file that is no article (any more): what was published from it ends. Errors leave everything as it is. */
  #withdraw({ path, blob, parsed: { status, problems } }: ParsedPut): void {
    this.results.push({ path, status, problems });
    if (status !== 'draft' && status !== 'skip') return;
    const entry = this.#byPath.get(path);
    if (entry) this.#unpublish(entry);
    this.changes.file({ path, blob, status });
  }

  /** Publishes in rounds: an article may want the address that another one of the batch has yet to leave. */
  #publishAll(puts: readonly ArticlePut[]): void {
    const publish = (puts: readonly ArticlePut[]): { put: ArticlePut; problem: Problem }[] =>
      puts.flatMap((put) => {
        const problem = this.#publish(put);
        return problem ? [{ put, problem }] : [];
      });
    let refused = publish(puts);
    for (let before = puts.length; refused.length > 0 && refused.length < before;) {
      before = refused.length;
      refused = publish(refused.map(({ put }) => put));
    }
    for (const { put, problem } of refused) {
      // A move that is refused leaves its article where it was: forgotten, nobody could delete it any more.
      const previous = this.#previous(put);
      if (previous) this.changes.keepFile(previous.article.path);
      this.results.push({ path: put.path, status: 'error', problems: [...put.parsed.problems, problem] });
    }
  }

  /** @returns what stands in the way, if anything does */
  #publish(put: ArticlePut): Problem | undefined {
    const conflict = this.#conflict(put);
    if (conflict) return conflict;
    const { path, blob, parsed } = put;
    const { now, siteUrl } = this.#context;
    const previous = this.#previous(put);
    const { html, ...article } = this.#identify(parsed.article, previous);
    const json = JSON.stringify(article);
    // The parser says so first, but of an article without its id and its dates.
    if (bytesOf(json, limits.articleBytes) + bytesOf(html, limits.articleBytes) > limits.articleBytes) {
      return wholeFile('too-large', 'the article is over 1.9 MB as HTML; split it, or link to its parts');
    }
    const entry: Change = { article, stored: { json, html }, ...liveness(article, now), changedAt: now };
    const addresses = this.#addressesOf(entry, previous);
    if (!previous || !this.#isStored(entry, previous)) {
      if (previous) this.#forget(previous);
      this.changes.article(previous, entry);
      this.#byPath.set(path, entry);
      this.#byId.set(article.id, entry);
    }
    for (const row of addresses.rows) this.#setAddress(row);
    this.changes.file({ path, blob, status: 'article' });
    this.results.push({
      path,
      status: entry.live ? 'article' : entry.wakeAt === null ? 'expired' : 'scheduled',
      url: articleUrl(siteUrl, article.address),
      problems: [...parsed.problems, ...addresses.problems],
    });
    return undefined;
  }

  /** The article that the file was before this batch: at its path, at the path it moved from, or with its id. */
  #previous({ path, movedFrom, parsed }: ArticlePut): Change | undefined {
    const same = parsed.article.id === undefined ? undefined : this.#byId.get(parsed.article.id);
    if (same && this.#deleted.has(same.article.path)) return same;
    const origin = movedFrom !== undefined && this.#deleted.has(movedFrom) ? movedFrom : undefined;
    return this.#byPath.get(path) ?? (origin === undefined ? undefined : this.#byPath.get(origin));
  }

  #identify(parsed: ParsedArticle, previous: CatalogEntry | undefined): Article {
    // An id that was once given stays, also when the author takes it out of the front matter again.
    const id = parsed.id ?? previous?.article.id ?? this.#mint(parsed.path);
    const published = parsed.published ?? previous?.article.published ?? this.#context.now;
    return { ...parsed, id, published, updated: Math.max(published, parsed.updated ?? published) };
  }

  #mint(path: string): string {
    let id = this.#firstIds.get(path)!;
    // An article may have moved away from the path and kept the id that the path gave it.
    for (let attempt = 1; this.#entry(id); attempt++) id = mintId(this.#context.siteId, path, attempt);
    return id;
  }

  /** Whether an article is what it was before. What the batch itself has written is not in the catalog yet. */
  #isStored({ article, stored }: Change, previous: Change): boolean {
    if (article.id !== previous.article.id) return false;
    const { json, html } = stored!;
    if (previous.stored) return previous.stored.json === json && previous.stored.html === html;
    return this.#tables.articles.holds(article.id, json, html);
  }

  /** What keeps an article from being published, as far as other articles are concerned. */
  #conflict(put: ArticlePut): Problem | undefined {
    const { article } = put.parsed;
    const previous = this.#previous(put);
    const same = article.id === undefined ? undefined : this.#byId.get(article.id);
    if (same && same.article.path !== put.path && same !== previous) {
      return wholeFile(
        'duplicate-id',
        `${same.article.path} has the id "${article.id}" already; give one of the two another id`,
      );
    }
    const row = this.#addresses.get(article.address);
    const owner = row?.state === 'article' ? this.#entry(row.id) : undefined;
    if (owner && owner.article.path !== put.path && owner !== previous) {
      return wholeFile(
        'duplicate-address',
        `${owner.article.path} is published at /articles/${article.address} already; give one of the two a slug of its own`,
      );
    }
    return undefined;
  }

  /** The addresses of an article after its publication: its own, those it had, and its aliases. */
  #addressesOf(
    { article }: CatalogEntry,
    previous: CatalogEntry | undefined,
  ): { rows: AddressRow[]; problems: Problem[] } {
    const rows: AddressRow[] = [{ address: article.address, id: article.id, state: 'article' }];
    const problems: Problem[] = [];
    const ids = new Set([article.id, previous?.article.id ?? article.id]);
    const former = [...ids].flatMap((id) => this.#addressesOfId(id));
    for (const { address } of former) rows.push({ address, id: article.id, state: 'moved' });
    for (const address of article.aliases) {
      const row = this.#addresses.get(address);
      if (row?.state === 'article' && row.id !== article.id) {
        problems.push({
          ...wholeFile('alias', `the alias "${address}" is the address of another article; take it out`),
          severity: 'warning',
        });
      } else {
        rows.push({ address, id: article.id, state: 'moved' });
      }
    }
    return { rows: rows.filter((row, i) => i === 0 || row.address !== article.address), problems };
  }

  #unpublish(entry: CatalogEntry): void {
    this.#forget(entry);
    this.changes.article(entry, undefined);
    for (const row of this.#addressesOfId(entry.article.id)) this.#setAddress({ ...row, state: 'gone' });
  }

  #forget({ article }: CatalogEntry): void {
    this.#byPath.delete(article.path);
    this.#byId.delete(article.id);
  }

  /** Collects an address, unless it leads there already. */
  #setAddress(row: AddressRow): void {
    const now = this.#addresses.get(row.address) ?? this.#addressInCatalog(row.address);
    if (now && now.id === row.id && now.state === row.state) return;
    this.#addresses.set(row.address, row);
    this.changes.address(row);
  }

  /** An article that the batch may not touch otherwise. */
  #entry(id: string): CatalogEntry | undefined {
    const known = this.#byId.get(id);
    if (known || this.#absentIds.has(id)) return known;
    return this.#tables.articles.head(id);
  }

  /** Every address that led to an article before the batch. */
  #addressesOfId(id: string): AddressRow[] {
    if (this.#soughtIds.has(id)) return this.#addressesById.get(id) ?? [];
    return this.#tables.addresses.of([id]);
  }

  #addressInCatalog(address: string): AddressRow | undefined {
    if (this.#soughtAddresses.has(address)) return undefined;
    return this.#tables.addresses.find([address]).get(address);
  }
}
