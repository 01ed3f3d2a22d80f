/** `/status`: counts, recent publishes and pending writes; `/status.json`: the same as JSON. */

import { statusPage } from '../../pages/status.tsx';
import type { PublicStatus } from '../../publish/public-status.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { page } from '../answer/page.ts';
import type { Answer } from '../answer/representation.ts';
import { text } from '../answer/text.ts';
import { changedAt, type AppContext } from '../context.ts';
import { publicStatus } from '../documents/documents.ts';

export async function serveStatusPage(c: AppContext): Promise<Answer> {
  const status = await publicStatus(c);
  return page(c, {
    lastModified: lastChange(status),
    render: (view) => statusPage(view, status),
    headers: { 'Cache-Control': cacheControl.status },
  });
}

export async function serveStatusJson(c: AppContext): Promise<Answer> {
  const status = await publicStatus(c);
  const lastModified = changedAt(c, lastChange(status));
  return text(JSON.stringify(status), 'application/json', cacheControl.status, lastModified);
}

/** When the numbers last changed, ms. Sometimes too early: writes to KV change them too, and leave no time. */
function lastChange({ lastPublish, publishes: [newest] }: PublicStatus): number {
  return Math.max(
    lastPublish ? Date.parse(lastPublish) : 0,
    newest ? Date.parse(newest.at) + (newest.ms ?? 0) : 0,
  );
}
