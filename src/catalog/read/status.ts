/** The status for the site's owner: what the catalog holds, what waits, and what fails. */

import type { Status } from '../../publish/protocol.ts';
import { heldUntil } from '../outbox/hold.ts';
import { importStatus } from '../sync/sync.ts';
import { pauseAt } from '../outbox/pause.ts';
import { newestPush } from '../batch/pushes.ts';
import type { Tables } from '../tables/tables.ts';

/** @param now ms */
export function statusOf(tables: Tables, now: number): Status {
  const { files, articles, listings, tallies, outbox, outbound, backlog, settings } = tables;
  const terms = { category: 0, tag: 0, author: 0, ...Object.fromEntries(tallies.of('terms')) };
  const lastPublish = settings.get('last_publish');
  const push = newestPush(settings);
  const github = importStatus(tables);
  const pause = pauseAt(settings, now);
  const held = heldUntil(settings, now);
  const paced = outbox.paced(now);
  const unsearchable = backlog.count();
  const unreached = outbound.failing();
  return {
    files: files.count(),
    articles: { live: listings.countIn({ kind: 'all' }).count, ...articles.unseen() },
    terms,
    outbox: outbox.count(),
    failures: outbox.failures(),
    ...(pause && { pausedUntil: new Date(pause.until).toISOString() }),
    ...(held !== undefined && { heldUntil: new Date(held).toISOString() }),
    ...(paced > 0 && { paced }),
    ...(unsearchable > 0 && { unsearchable }),
    ...(unreached.length > 0 && {
      outbound: unreached.map(({ tryAt, ...target }) => ({
        ...target,
        nextTry: new Date(tryAt).toISOString(),
      })),
    }),
    ...(push && { push }),
    ...(github && { github }),
    ...(lastPublish !== undefined && { lastPublish: new Date(lastPublish).toISOString() }),
  };
}
