/** Deciding whether a push that the webhook tells of is to be imported. */

import type { PushEvent } from '../../github/push.ts';
import { enter, newestPush } from '../pushes.ts';
import type { Tables } from '../tables.ts';

/** `known`: the delivery was heard before, or its commit is being imported. `older`: a newer push came before it. */
export type Verdict = 'accepted' | 'known' | 'older';

/** Takes in a push, inside a transaction. Webhooks may arrive twice, late, and in any order. @param now ms */
export function accept(
  { deliveries, imports, settings, work }: Tables,
  push: PushEvent,
  now: number,
): Verdict {
  if (!deliveries.add(push.delivery)) return 'known';
  const last = imports.last();
  if (last?.commit === push.commit && last.tryAt !== null) return 'known';
  // The successor of what was published is newer whatever its commit says: a branch may be set back.
  const force = push.before === newestPush(settings)?.commit;
  // The predecessor of what was published is older, even if both were made in one second.
  if (!force && push.commit === last?.before) return 'older';
  if (enter(settings, { commit: push.commit, time: push.time, force })) return 'older';
  work.clear();
  work.addTree({ path: '', sha: push.commit });
  imports.begin(push, now);
  return 'accepted';
}
