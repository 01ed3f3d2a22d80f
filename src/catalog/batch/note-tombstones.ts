/** Notes which articles were removed from which feeds, for Atom. Each of these feeds is written again in any case. */

import type { ArticleChange } from '../tables/changes.ts';
import { isListed, termsOf, type CatalogEntry } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';
import type { Placing } from '../tables/tombstones.ts';
import { remembered } from '../jobs/forget-removals.ts';

interface Noted {
  changes: readonly ArticleChange[];
  before: readonly CatalogEntry[];
  after: readonly CatalogEntry[];
}

/** Call inside the transaction that makes the changes, after the terms have been counted. @param now ms */
export function noteTombstones(
  { tombstones }: Pick<Tables, 'tombstones'>,
  { changes, before, after }: Noted,
  now: number,
): void {
  const removed = new Set(changes.filter(({ change }) => change === 'removed').map(({ id }) => id));
  if (removed.size === 0 && tombstones.isEmpty) return;
  const were = placingsOf(before);
  const are = placingsOf(after);
  tombstones.remove(are);
  tombstones.add(
    were.filter(({ id }) => removed.has(id)),
    now,
  );
  // Only together with a change of the feed: a moment alone changes no document.
  const touched = new Map(
    [...were, ...are].map(({ kind, name }) => [JSON.stringify([kind, name]), { kind, name }]),
  );
  tombstones.forget([...touched.values()], now - remembered);
}

const placingsOf = (entries: readonly CatalogEntry[]): Placing[] =>
  entries
    .filter(isListed)
    .flatMap(({ article }) => termsOf(article).map((term) => ({ ...term, id: article.id })));
