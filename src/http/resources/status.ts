/** `/status`: what is published, and whether it is all written, for whoever is curious; `/status.json` in numbers. */

import { statusPage } from '../../pages/status.tsx';
import type { PublicStatus } from '../../publish/public-status.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { catalogOf, changedAt, queued, type AppContext } from '../context.ts';
import { page } from '../answer/page.ts';
import type { Answer } from '../answer/representation.ts';
import { text } from '../answer/text.ts';

/** When the numbers last changed, ms. Work that is written changes them too, so now and then this is too early. */
function momentOf({ lastPublish, publishes: [newest] }: PublicStatus): number {
  return Math.max(
    lastPublish ? Date.parse(lastPublish) : 0,
    newest ? Date.parse(newest.at) + (newest.ms ?? 0) : 0,
  );
}

const readStatus = async (c: AppContext): Promise<PublicStatus> =>
  queued(c, 'status', '', async () => catalogOf(c).publicStatus());

export async function serveStatusPage(c: AppContext): Promise<Answer> {
  const status = await readStatus(c);
  return page(c, {
    lastModified: momentOf(status),
    render: (view) => statusPage(view, status),
    headers: { 'Cache-Control': cacheControl.status },
  });
}

export async function serveStatusJson(c: AppContext): Promise<Answer> {
  const status = await readStatus(c);
  return text(
    JSON.stringify(status),
    'application/json',
    cacheControl.status,
    changedAt(c, momentOf(status)),
  );
}
