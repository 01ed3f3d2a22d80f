/** `/status`: what is published, and whether it is all written, for whoever is curious; `/status.json` in numbers. */

import { statusPage } from '../../pages/status.tsx';
import type { Report } from '../../publish/public-status.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { catalogOf, changedAt, queued, type AppContext } from '../context.ts';
import { page } from '../answer/page.ts';
import type { Answer } from '../answer/representation.ts';
import { text } from '../answer/text.ts';

/** When the numbers last changed, ms. Work that is written changes them too, so now and then this is too early. */
function momentOf({ lastPublish, publishes: [newest] }: Report): number {
  return Math.max(
    lastPublish ? Date.parse(lastPublish) : 0,
    newest ? Date.parse(newest.at) + (newest.ms ?? 0) : 0,
  );
}

const askReport = async (c: AppContext): Promise<Report> =>
  queued(c, 'status', '', async () => catalogOf(c).report());

export async function serveReport(c: AppContext): Promise<Answer> {
  const report = await askReport(c);
  return page(c, {
    lastModified: momentOf(report),
    render: (view) => statusPage(view, report),
    headers: { 'Cache-Control': cacheControl.status },
  });
}

export async function serveReportJson(c: AppContext): Promise<Answer> {
  const report = await askReport(c);
  return text(
    JSON.stringify(report),
    'application/json',
    cacheControl.status,
    changedAt(c, momentOf(report)),
  );
}
