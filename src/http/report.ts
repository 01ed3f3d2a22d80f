/** `/status`: what is published, and whether it is all written, for whoever is curious; `/status.json` in numbers. */

import { statusPage } from '../pages/status.tsx';
import type { Report } from '../publish/report.ts';
import { cacheControl } from './caching.ts';
import { catalogOf, changedAt, type AppContext } from './context.ts';
import { page } from './page.ts';
import type { Answer } from './representation.ts';
import { text } from './text.ts';

/** When the numbers last changed; work that is written changes them without a publish, so now and then it is too early. */
const momentOf = ({ lastPublish }: Report): number => (lastPublish ? Date.parse(lastPublish) : 0);

export async function serveReport(c: AppContext): Promise<Answer> {
  const report = await catalogOf(c).report();
  return page(c, {
    lastModified: momentOf(report),
    render: (view) => statusPage(view, report),
    headers: { 'Cache-Control': cacheControl.status },
  });
}

export async function serveReportJson(c: AppContext): Promise<Answer> {
  const report = await catalogOf(c).report();
  return text(
    JSON.stringify(report),
    'application/json',
    cacheControl.status,
    changedAt(c, momentOf(report)),
  );
}
