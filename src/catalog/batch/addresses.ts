/** Ids and addresses of articles, none of which two articles may share. */

import { wholeFile, type Problem } from '../../article/problem.ts';
import type { AddressRow } from '../tables/addresses.ts';
import type { CatalogEntry } from '../tables/entry.ts';
import type { ChangeSet } from './changeset.ts';
import type { ArticlePut } from './parsed-batch.ts';
import type { Snapshot } from './snapshot.ts';

/** The conflict with another article that has the same id or address. @param previous the article that the file was before */
export function conflictOf(
  snapshot: Snapshot,
  { path, parsed: { article } }: ArticlePut,
  previous: CatalogEntry | undefined,
): Problem | undefined {
  const isOther = (entry: CatalogEntry | undefined): entry is CatalogEntry =>
    entry !== undefined && entry.article.path !== path && entry !== previous;
  const same = article.id === undefined ? undefined : snapshot.withId(article.id);
  if (isOther(same)) {
    return wholeFile(
      'duplicate-id',
      `${same.article.path} has the id "${article.id}" already; give one of the two another id`,
    );
  }
  const row = snapshot.address(article.address);
  const owner = row?.state === 'article' ? snapshot.holderOf(row.id) : undefined;
  if (isOther(owner)) {
    return wholeFile(
      'duplicate-address',
      `${owner.article.path} is published at /articles/${article.address} already; give one of the two a slug of its own`,
    );
  }
  return undefined;
}

/** The addresses of an article after its publication: its own, its former ones, and its aliases. */
export function addressesAfter(
  snapshot: Snapshot,
  { article }: CatalogEntry,
  previous: CatalogEntry | undefined,
): { rows: AddressRow[]; problems: Problem[] } {
  const { address, id } = article;
  const problems: Problem[] = [];
  const ids = new Set([id, previous?.article.id ?? id]);
  const others = [...ids].flatMap((id) => snapshot.addressesOf(id)).map((row) => row.address);
  for (const alias of article.aliases) {
    const row = snapshot.address(alias);
    if (row?.state !== 'article' || row.id === id) others.push(alias);
    else {
      problems.push({
        ...wholeFile('alias', `the alias "${alias}" is the address of another article; take it out`),
        severity: 'warning',
      });
    }
  }
  const moved = others.filter((other) => other !== address);
  return {
    rows: [
      { address, id, state: 'article' },
      ...moved.map((address): AddressRow => ({ address, id, state: 'moved' })),
    ],
    problems,
  };
}

/** Records what an address leads to, unless it leads there already. */
export function setAddress(snapshot: Snapshot, changes: ChangeSet, row: AddressRow): void {
  const before = snapshot.address(row.address);
  if (before && before.id === row.id && before.state === row.state) return;
  snapshot.setAddress(row);
  changes.address(row);
}
