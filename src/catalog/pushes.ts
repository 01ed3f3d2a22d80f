/** The order of pushes: what an older commit says never replaces what a newer one has said. */

import type { Push } from '../publish/protocol.ts';
import type { Settings } from './settings.ts';

/** The newest push so far. */
export function newestPush(settings: Settings): Push | undefined {
  const push = settings.get('push');
  return push === undefined ? undefined : (JSON.parse(push) as Push);
}

/**
 * Takes part in the order, inside the transaction of the batch.
 * @returns the newer push that stands in the way; nothing may be written then
 */
export function enter(settings: Settings, { force, ...push }: Push & { force?: boolean }): Push | undefined {
  const newest = newestPush(settings);
  // Commits of one second are equals: git counts no finer, and a rebase makes many in one.
  if (newest && push.time < newest.time && !force) return newest;
  if (newest?.commit !== push.commit) settings.set('push', JSON.stringify(push));
  return undefined;
}
