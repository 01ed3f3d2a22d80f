/** The worker of bench/feed.ts: `/rss?times=50` renders the feed 50 times. */

import { cutToBudget } from '../src/feed/budget.ts';
import type { Feed } from '../src/feed/feed.ts';
import { formats } from '../src/feed/formats.ts';
import { record, site } from './records.ts';
import { workerFor } from './tasks.ts';

const articles = Array.from({ length: 50 }, (_, i) => record(i));
const feed: Feed = { site, scope: { kind: 'category', names: ['知乎热榜'] }, articles };
const sample = JSON.stringify(articles);

export default workerFor({
  rss: () => formats.rss.render(feed),
  atom: () => formats.atom.render(feed),
  json: () => formats.json.render(feed),
  budget: () => cutToBudget(articles),
  machine: () => JSON.stringify(JSON.parse(sample)),
});
