/** Scheduled articles become visible at their moment; expired ones become invisible. */

import { apply } from '../batch/apply.ts';
import { ChangeSet } from '../batch/changeset.ts';
import { liveness } from '../../article/liveness.ts';
import type { Tables } from '../tables/tables.ts';

/** Articles changed in one transaction. */
export const changedAtOnce = 500;

/** Changes the articles that are due; call inside a transaction. @param now ms @param most articles at most */
export function applySchedule(tables: Tables, now: number, most = changedAtOnce): void {
  const due = tables.articles.due(now, most);
  if (due.length === 0) return;
  const changes = new ChangeSet();
  for (const entry of due) {
    changes.article(entry, { ...entry, ...liveness(entry.article, now), changedAt: now });
  }
  apply(changes, tables, now);
}
