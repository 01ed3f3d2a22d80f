/** The place of a push in the order of pushes: an older one changes nothing once a newer one has taken its place. */

import { outdatedBy } from '../../publish/rules.ts';
import type { Batch } from '../../publish/protocol.ts';
import { encodeBatch } from './batches.ts';
import type { Client } from '../client/client.ts';
import { outdated } from '../client/errors.ts';
import { guardDeletions, suspiciousDeletions } from './guard.ts';
import { isCurrent, prepare, type Prepared } from './publish.ts';

/**
 * Has the deletions agreed to, and then takes the push's place. In this order: a push that publishes nothing must not
 * keep an older one from publishing.
 * @param push absent for a work tree, which has no place
 * @returns the plan, made anew should somebody have published meanwhile
 * @throws CliError when a newer push is there, or nobody agrees to the deletions
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
  // What waits at the worker is held back only where more follows. Once the place is taken its batches need not say why.
  await client.publish(encodeBatch([], prepared.plan.steps.length > 0, placed));
  if (await isCurrent(prepared, client)) return prepared;
  const anew = await prepare(source, client);
  await guard(anew, client, placed, force);
  return anew;
}

async function guard({ plan }: Prepared, client: Client, push: Batch['push'], force: boolean): Promise<void> {
  if (force) return;
  // What an old commit would delete may be what a newer one has added: nobody should be asked about that.
  if (push && suspiciousDeletions(plan)) {
    const { push: newest } = await client.status();
    // Of times of the future only the worker knows what they mean.
    const later = newest && newest.time > push.time && (newest.time <= Date.now() || push.time > Date.now());
    if (later && !push.ancestors?.includes(newest.commit)) throw outdated(outdatedBy(newest));
  }
  await guardDeletions(plan);
}
