/** The order of pushes: what an older commit says never replaces what a newer one has said. */

import type { OrderedPush, Push } from '../publish/protocol.ts';
import type { Settings } from './settings.ts';

/** The newest push so far. @param now ms; earlier versions stored times of the future, too */
export function newestPush(settings: Settings, now: number): Push | undefined {
  const newest = stored(settings);
  return newest && { ...newest, time: Math.min(newest.time, now) };
}

/**
 * Takes part in the order, inside the transaction of the batch.
 * @param now ms
 * @returns the newer push that stands in the way; nothing may be written then
 */
export function enter(settings: Settings, push: OrderedPush, now: number): Push | undefined {
  const { commit, force = false, ancestors = [] } = push;
  const newest = stored(settings);
  if (newest?.commit === commit) return undefined;
  // A clock that is ahead must not keep out all who come after it. Whole seconds, as git counts them.
  const time = Math.min(push.time, now - (now % 1000));
  if (newest && !force && isOlder({ commit, time, ancestors }, newest, settings, now)) {
    return newestPush(settings, now);
  }
  settings.set('push', JSON.stringify({ commit, time } satisfies Push));
  settings.set('push_ancestors', ancestors.join(' '));
  return undefined;
}

/** Ancestry comes first: clocks differ from one committer to the next. */
function isOlder(
  { commit, time, ancestors }: Push & { ancestors: readonly string[] },
  newest: Push,
  settings: Settings,
  now: number,
): boolean {
  if (ancestors.includes(newest.commit)) return false;
  if (settings.get('push_ancestors')?.includes(commit)) return true;
  // A time that has not come yet, as earlier versions stored it, tells nothing about the order.
  if (newest.time > now) return false;
  // Commits of one second are equals: git counts no finer, and a rebase makes many in one.
  return time < newest.time;
}

function stored(settings: Settings): Push | undefined {
  const push = settings.get('push');
  return push === undefined ? undefined : (JSON.parse(push) as Push);
}
