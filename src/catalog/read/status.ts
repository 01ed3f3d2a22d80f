/** The status for the site's owner: what the catalog holds, what waits, and what fails. */

import { platformLimitOf, type PlatformLimit } from '../../publish/platform-limits.ts';
import type { Failure, Status } from '../../publish/protocol.ts';
import { heldUntil } from '../outbox/hold.ts';
import { importStatus } from '../sync/sync.ts';
import { pauseAt } from '../outbox/pause.ts';
import { newestPush } from '../batch/pushes.ts';
import type { Tables } from '../tables/tables.ts';

/** @param now ms @param met the limit of the plan that the last change met */
export function statusOf(tables: Tables, now: number, met?: PlatformLimit): Status {
  const { files, articles, listings, tallies, outbox, backlog, settings } = tables;
  const terms = { category: 0, tag: 0, author: 0, ...Object.fromEntries(tallies.of('terms')) };
  const lastPublish = settings.get('last_publish');
  const push = newestPush(settings);
  const github = importStatus(tables);
  const pause = pauseAt(settings, now);
  const held = heldUntil(settings, now);
  const paced = outbox.paced(now);
  const unsearchable = backlog.count();
  const failures = outbox.failures();
  const refused = tables.refusals.all();
  const restore = settings.get('restore');
  const limit = current(met, now) ?? limitIn(failures, now);
  return {
    files: files.count(),
    articles: { live: listings.countIn({ kind: 'all' }).count, ...articles.unseen() },
    terms,
    outbox: outbox.count(),
    failures,
    ...(limit && { limit }),
    ...(pause && { pausedUntil: new Date(pause.until).toISOString() }),
    ...(held !== undefined && { heldUntil: new Date(held).toISOString() }),
    ...(paced > 0 && { paced }),
    ...(unsearchable > 0 && { unsearchable }),
    ...(restore && { restore: { done: sumOf(restore.done), of: sumOf(restore.rows) } }),
    ...(refused.length > 0 && { refused }),
    ...(push && { push }),
    ...(github && { github }),
    ...(lastPublish !== undefined && { lastPublish: new Date(lastPublish).toISOString() }),
  };
}

const sumOf = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

/** A limit until it is reset. */
function current(limit: PlatformLimit | undefined, now: number): PlatformLimit | undefined {
  return limit?.resetsAt !== undefined && Date.parse(limit.resetsAt) <= now ? undefined : limit;
}

/** The limit of KV that the outbox waits for. */
function limitIn(failures: readonly Failure[], now: number): PlatformLimit | undefined {
  for (const { error } of failures) {
    const limit = platformLimitOf(error, now);
    if (limit) return limit;
  }
  return undefined;
}
