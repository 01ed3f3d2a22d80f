/** Publishing a batch: the order of pushes, the changes, and the work that they cause, in one transaction. */

import type { FileResult } from '../../publish/protocol.ts';
import type { CatalogContext } from '../context.ts';
import { noteBatch } from '../outbox/hold.ts';
import { markLive } from '../outbox/mark-live.ts';
import type { Tables } from '../tables/tables.ts';
import { TooMuch } from '../tables/too-much.ts';
import { apply } from './apply.ts';
import { decide } from './decide.ts';
import { keepIdentity } from './identity.ts';
import type { BatchOutcome } from './outcome.ts';
import type { ParsedBatch } from './parsed-batch.ts';
import { recordPush } from './pushes.ts';
import { Snapshot } from './snapshot.ts';

const tooMuch: BatchOutcome = {
  status: 'too-much',
  why: 'The articles that this batch changes take more memory than a worker has; send fewer files.',
};

/** @param record writes more in the same transaction */
export function publishBatch(
  { tables, site, now: clock, transaction }: CatalogContext,
  batch: ParsedBatch,
  record: (results: readonly FileResult[]) => void = () => {},
): BatchOutcome {
  const now = clock();
  const { settings, publishes, refusals } = tables;
  const snapshot = snapshotOf(tables, batch, site.id);
  if (!snapshot) return tooMuch;
  const { changes, results } = decide(snapshot, batch, {
    now,
    siteId: site.id,
    siteUrl: site.url,
    timezone: site.timezone,
  });
  return transaction(() => {
    const newest = batch.push && recordPush(settings, batch.push, now);
    if (newest) return { status: 'outdated', newest };
    if (!changes.empty) {
      keepIdentity(site, settings);
      apply(changes, tables, now);
      settings.set('last_publish', now);
    }
    noteBatch(settings, batch.more, now);
    const refused = results.filter(({ status }) => status === 'error').length;
    publishes.note({ ...changes.tally(), refused }, batch.more, now);
    refusals.note(results, now);
    markLive(tables, now);
    record(results);
    return { status: 'published', files: results };
  });
}

/** @returns undefined if the articles that the batch touches do not fit into memory */
function snapshotOf(tables: Tables, batch: ParsedBatch, siteId: string): Snapshot | undefined {
  try {
    return new Snapshot(tables, batch, siteId);
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}
