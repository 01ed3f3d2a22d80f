/** The order of pushes: an older commit never replaces what a newer one has published. */

import type { OrderedPush, Push } from '../../publish/protocol.ts';
import type { Facts, Settings } from '../tables/settings.ts';

/** The last moment of the year 9999, ms: later ones have no ISO date. Earlier versions stored any number. */
const lastMoment = Date.UTC(10_000, 0) - 1;

/** The newest push so far. */
export function newestPush(settings: Settings): Push | undefined {
  const newest = settings.get('push');
  return newest && { commit: newest.commit, time: Math.min(newest.time, lastMoment) };
}

/**
 * Makes a push the newest one, inside the transaction of its batch, unless a newer one has been published.
 * @param now ms
 * @returns that newer push; the batch must then write nothing
 */
export function recordPush(settings: Settings, push: OrderedPush, now: number): Push | undefined {
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
  // Commits of the same second have no order: git has whole seconds, and a rebase makes many commits in one. Two times in
  // the future probably come from the same clock, so they can be compared.
  if (time > now) return time < newest.time;
  // A clock that was ahead must not shut out every later push, so `enteredAt` counts instead. Earlier versions did not
  // store it.
  if (newest.enteredAt !== undefined) return time < newest.enteredAt;
  return newest.time <= now && time < newest.time;
}
