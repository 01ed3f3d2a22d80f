/** The order of pushes: what an older commit says never replaces what a newer one has said. */

import type { OrderedPush, Push } from '../../publish/protocol.ts';
import type { Facts, Settings } from '../tables/settings.ts';

/** Ms of the last moment that a date can be written of; earlier versions stored any number. */
const lastMoment = Date.UTC(10_000, 0) - 1;

/** The newest push so far. */
export function newestPush(settings: Settings): Push | undefined {
  const newest = settings.get('push');
  return newest && { commit: newest.commit, time: Math.min(newest.time, lastMoment) };
}

/**
 * Takes part in the order, inside the transaction of the batch.
 * @param now ms
 * @returns the newer push that stands in the way; nothing may be written then
 */
export function enter(settings: Settings, push: OrderedPush, now: number): Push | undefined {
  const { commit, time, force = false, ancestors = [] } = push;
  const newest = settings.get('push');
  if (newest?.commit === commit) return undefined;
  if (newest && !force && isOlder({ commit, time, ancestors }, newest, settings, now)) {
    return newestPush(settings);
  }
  // Whole seconds, as git counts them.
  settings.set('push', { commit, time, ...(time > now && { enteredAt: now - (now % 1000) }) });
  settings.set('push_ancestors', ancestors.join(' '));
  return undefined;
}

/** Ancestry comes first: clocks differ from one committer to the next. */
function isOlder(
  { commit, time, ancestors }: Push & { ancestors: readonly string[] },
  newest: Facts['push'],
  settings: Settings,
  now: number,
): boolean {
  if (ancestors.includes(newest.commit)) return false;
  if (settings.get('push_ancestors')?.includes(commit)) return true;
  // Commits of one second are equals: git counts no finer, and a rebase makes many in one. Where both clocks are ahead,
  // it is probably one clock.
  if (time > now) return time < newest.time;
  // A clock that was ahead must not keep out all who come after it. When it was that it took its place earlier versions
  // did not say.
  if (newest.enteredAt !== undefined) return time < newest.enteredAt;
  return newest.time <= now && time < newest.time;
}
