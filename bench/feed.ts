/** Time to render a feed of 50 articles of 6 KB in workerd. */

import { print } from './table.ts';
import { median, sample, withWorker } from './worker.ts';

const plan = { rounds: 21, times: 50 };
/** Tasks of feed.worker.ts: name, description and target, ms. */
const tasks: readonly [name: string, what: string, goal?: number][] = [
  ['rss', 'RSS', 3],
  ['atom', 'Atom', 3],
  ['json', 'JSON Feed', 3],
  ['budget', 'how many articles fit'],
  ['machine', 'this machine: the same articles from JSON and back'],
];

export default async function feed(): Promise<void> {
  await withWorker('feed', async (measure) => {
    const names = tasks.map(([name]) => name);
    const medians = (await sample(measure, names, plan)).map(median);
    const machine = medians.at(-1)!;
    const rows = tasks.map(([, what, goal = NaN], k) => [what, medians[k]!, goal, medians[k]! / machine]);
    print(['', 'median ms', 'goal', '× this machine'], rows);
  });
}
