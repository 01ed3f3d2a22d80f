/** Deciding whether to import a push that the webhook reports. */

import type { PushEvent } from '../../github/push.ts';
import { recordPush } from '../batch/pushes.ts';
import type { Tables } from '../tables/tables.ts';

/** `known`: a repeated delivery, or its commit is being imported already. `older`: a newer push has been published. */
export type Verdict = 'accepted' | 'known' | 'older';

/** Call inside a transaction. Webhooks may arrive twice, late, and in any order. @param now ms */
export function accept(
  { deliveries, imports, importAssets, settings, steps }: Tables,
  push: PushEvent,
  now: number,
): Verdict {
  if (!deliveries.add(...namesOf(push))) return 'known';
  const last = imports.last();
  if (last?.commit === push.commit && last.tryAt !== null) return 'known';
  // A push is newer than the commit that the branch was at before, whatever their times, even if it resets the branch.
  const { commit, time, before } = push;
  if (recordPush(settings, { commit, time, ancestors: [before] }, now)) return 'older';
  steps.clear();
  importAssets.clear();
  steps.addTree({ path: '', sha: commit });
  imports.begin(push, now);
  return 'accepted';
}

/** The names by which a repeated call is recognised. */
export const namesOf = ({ delivery, digest }: Pick<PushEvent, 'delivery' | 'digest'>): string[] =>
  digest === undefined ? [delivery] : [delivery, digest];
