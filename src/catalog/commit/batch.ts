/** Committing a batch: the order of pushes, what the batch changes, and the work that this causes, in one transaction. */

import type { BatchResult, FileResult, OrderedPush, Push } from '../../publish/protocol.ts';
import { Commit, type CommitContext, type ParsedPut } from './commit.ts';
import type { CatalogContext } from '../context.ts';
import { keepIdentity } from './identity.ts';
import { noteBatch } from '../outbox/hold.ts';
import { noteLive } from '../outbox/mark-live.ts';
import { enter } from './pushes.ts';
import type { Tables } from '../tables/tables.ts';
import { TooMuch } from './too-much.ts';

/** What a publisher asks the catalog to commit, its files parsed. */
export interface ParsedBatch {
  put: ParsedPut[];
  delete: string[];
  /** Further batches follow at once. */
  more: boolean;
  /** The push that the batch is a part of. */
  push?: OrderedPush;
}

/** Why a batch was not committed: this newer push was there before it. */
export interface Outdated {
  outdatedBy: Push;
}

/** Why nothing is written: the database is that of a later version of edgefeed. */
export interface Locked {
  locked: string;
}

/** Why a batch was not committed: it takes more memory than the catalog has; a part of it would do. */
export interface Excessive {
  tooMuch: string;
}

/** @param record writes what else belongs into the transaction */
export function commitBatch(
  { tables, site, now: clock, transaction }: CatalogContext,
  batch: ParsedBatch,
  record: (results: readonly FileResult[]) => void = () => {},
): BatchResult | Outdated | Excessive {
  const now = clock();
  const { settings, publishes } = tables;
  const commit = decide(tables, batch, { now, siteId: site.id, siteUrl: site.url });
  if ('tooMuch' in commit) return commit;
  const newer = transaction(() => {
    const newer = batch.push && enter(settings, batch.push, now);
    if (newer) return newer;
    if (!commit.changes.empty) {
      keepIdentity(site, settings);
      commit.changes.apply(tables, now);
      settings.set('last_publish', now);
    }
    noteBatch(settings, batch.more, now);
    const refused = commit.results.filter(({ status }) => status === 'error').length;
    publishes.note({ ...commit.changes.tally(), refused }, batch.more, now);
    noteLive(tables, now);
    record(commit.results);
    return undefined;
  });
  return newer ? { outdatedBy: newer } : { files: commit.results };
}

function decide(tables: Tables, batch: ParsedBatch, context: CommitContext): Commit | Excessive {
  try {
    return new Commit(tables, batch.put, batch.delete, context);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return {
      tooMuch: 'The articles that this batch changes take more memory than a worker has; send fewer files.',
    };
  }
}
