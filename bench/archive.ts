/** Time to render a page in the Durable Object, from a catalog of 100,000 articles of 6 KB. */

import { print } from './table.ts';
import { median, sample, withWorker } from './worker.ts';

const articles = 100_000;
const plan = { rounds: 11, times: 20 };
/** Tasks of archive.worker.ts: name, description and target, ms. */
const tasks: readonly [name: string, what: string, goal?: number][] = [
  ['newest', 'archive page of everything, RSS: near the newest', 10],
  ['middle-rss', '… in the middle', 10],
  ['middle-atom', '… in the middle, Atom', 10],
  ['middle-json', '… in the middle, JSON Feed', 10],
  ['oldest', '… the oldest', 10],
  ['category', 'archive page of a category of 2,777', 10],
  ['intersection', '… of two categories at once', 10],
  ['subscription', 'subscription document of everything'],
  ['people', 'page of older articles for people'],
];

export default async function archive(): Promise<void> {
  await withWorker(
    'archive',
    async (measure) => {
      await measure('fill', articles);
      const names = tasks.map(([name]) => name);
      const medians = (await sample(measure, names, plan)).map(median);
      print(
        ['', 'median ms', 'goal'],
        tasks.map(([, what, goal = NaN], k) => [what, medians[k]!, goal]),
      );
    },
    'Archive',
  );
}
