/** The order of pushes: after a newer push has been registered, an older one changes nothing. */

import { outdatedBy } from '../../publish/rules.ts';
import type { Batch } from '../../publish/protocol.ts';
import { encodeBatch } from './batches.ts';
import type { Client } from '../client/client.ts';
import { outdated } from '../client/errors.ts';
import { guardDeletions, suspiciousDeletions } from './guard.ts';
import { isCurrent, prepare, type Prepared } from './publish.ts';

/**
 * Asks for confirmation of deletions, then registers the push. In this order, since a push that is not confirmed must not
 * block an older one.
 * @param push absent for files on disk, which have no order
 * @returns the plan, or a new one if another publish has come in between
 * @throws CliError when a newer push is live, or the deletions are not confirmed
 */
export async function confirm(
  prepared: Prepared,
  client: Client,
  push: Batch['push'],
  force: boolean,
): Promise<Prepared> {
  const { source } = prepared;
  const ancestors = (push && (await source.ancestors?.())) ?? [];
  const placed = push && { ...push, ...(ancestors.length > 0 && { ancestors }) };
  await guard(prepared, client, placed, force);
  if (!placed) return prepared;
  // `more` holds back the worker's writes until the last batch. Later batches need no ancestors: the push is registered.
  await client.publish(encodeBatch([], prepared.plan.steps.length > 0, placed));
  if (await isCurrent(prepared, client)) return prepared;
  const updated = await prepare(source, client);
  await guard(updated, client, placed, force);
  return updated;
}

async function guard(prepared: Prepared, client: Client, push: Batch['push'], force: boolean): Promise<void> {
  if (force) return;
  // What an old commit deletes may be what a newer one has added: refuse it without a question.
  if (push && suspiciousDeletions(prepared)) {
    const { push: newest } = await client.status();
    // Only the worker can order times in the future.
    const later = newest && newest.time > push.time && (newest.time <= Date.now() || push.time > Date.now());
    if (later && !push.ancestors?.includes(newest.commit)) throw outdated(outdatedBy(newest));
  }
  await guardDeletions(prepared);
}
