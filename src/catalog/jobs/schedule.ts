/** Articles that change by themselves: what was scheduled is published at its moment, what expires is taken back. */

import { ChangeSet } from '../batch/changeset.ts';
import { liveness } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';

/** Articles that one transaction changes. */
export const wokenAtOnce = 500;

/** Changes those whose moment has come; call inside a transaction. @param now ms @param most how many at most */
export function wake(tables: Tables, now: number, most = wokenAtOnce): void {
  const due = tables.articles.due(now, most);
  if (due.length === 0) return;
  const changes = new ChangeSet();
  for (const entry of due) {
    changes.article(entry, { ...entry, ...liveness(entry.article, now), changedAt: now });
  }
  changes.apply(tables, now);
}
