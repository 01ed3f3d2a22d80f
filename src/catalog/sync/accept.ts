/** Deciding whether a push that the webhook tells of is to be imported. */

import type { PushEvent } from '../../github/push.ts';
import { enter } from '../batch/pushes.ts';
import type { Tables } from '../tables/tables.ts';

/** `known`: the delivery was heard before, or its commit is being imported. `older`: a newer push came before it. */
export type Verdict = 'accepted' | 'known' | 'older';

/** Takes in a push, inside a transaction. Webhooks may arrive twice, late, and in any order. @param now ms */
export function accept(
  { deliveries, imports, settings, steps }: Tables,
  push: PushEvent,
  now: number,
): Verdict {
  if (!deliveries.add(...namesOf(push))) return 'known';
  const last = imports.last();
  if (last?.commit === push.commit && last.tryAt !== null) return 'known';
  // Whatever the times of the commits say, a push is newer than what the branch was at before it, even if it set the
  // branch back.
  const { commit, time, before } = push;
  if (enter(settings, { commit, time, ancestors: [before] }, now)) return 'older';
  steps.clear();
  steps.addTree({ path: '', sha: commit });
  imports.begin(push, now);
  return 'accepted';
}

/** What a call is known by when it comes again. */
export const namesOf = ({ delivery, digest }: Pick<PushEvent, 'delivery' | 'digest'>): string[] =>
  digest === undefined ? [delivery] : [delivery, digest];
