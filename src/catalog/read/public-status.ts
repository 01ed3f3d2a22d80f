/** The status for readers, in numbers. */

import type { Month, PublicStatus } from '../../publish/public-status.ts';
import { heldUntil } from '../outbox/hold.ts';
import { pauseAt } from '../outbox/pause.ts';
import type { Tables } from '../tables/tables.ts';

/** @param now ms */
export function publicStatusOf(
  { listings, tallies, outbox, settings, publishes }: Tables,
  now: number,
): PublicStatus {
  const lastPublish = settings.get('last_publish');
  const pause = pauseAt(settings, now);
  const waitsFor =
    pause && pause.until > now ? 'storage' : heldUntil(settings, now) !== undefined ? 'publish' : undefined;
  return {
    articles: listings.countIn({ kind: 'all' }).count,
    // The feed of everything exists even without an article.
    feeds: 1 + tallies.sum('terms'),
    ...outbox.countSome(),
    ...(waitsFor && { waitsFor }),
    ...(lastPublish !== undefined && { lastPublish: new Date(lastPublish).toISOString() }),
    publishes: publishes.newest(),
    months: monthsOf(tallies.of('articles'), tallies.of('feeds')),
  };
}

function monthsOf(articles: ReadonlyMap<string, number>, feeds: ReadonlyMap<string, number>): Month[] {
  // Without articles whose year has no four digits: they have no month.
  const months = [...new Set([...articles.keys(), ...feeds.keys()])].filter(Boolean).sort();
  return months.map((month) => ({
    month,
    articles: articles.get(month) ?? 0,
    feeds: feeds.get(month) ?? 0,
  }));
}
