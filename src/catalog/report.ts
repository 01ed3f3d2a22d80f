/** What everybody may know about the site, counted. */

import type { Month, Report } from '../publish/report.ts';
import type { Tables } from './tables.ts';

export function reportOf({ listings, outbox, settings, publishes }: Tables): Report {
  const { feed, article, index, failing } = outbox.count();
  const lastPublish = settings.get('last_publish');
  return {
    articles: listings.countIn({ kind: 'all' }),
    // That of everything is there without an article, too.
    feeds: 1 + listings.terms().filter(({ kind }) => kind !== 'all').length,
    waiting: feed + article + index,
    failing,
    ...(lastPublish && { lastPublish: new Date(Number(lastPublish)).toISOString() }),
    publishes: publishes.newest(),
    months: monthsOf(listings.perMonth(), listings.termsPerMonth()),
  };
}

function monthsOf(articles: ReadonlyMap<string, number>, feeds: ReadonlyMap<string, number>): Month[] {
  const months = [...new Set([...articles.keys(), ...feeds.keys()])].sort();
  return months.map((month) => ({
    month,
    articles: articles.get(month) ?? 0,
    feeds: feeds.get(month) ?? 0,
  }));
}
