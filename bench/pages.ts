/** Time to render a page in workerd, from the document in KV to the bytes of the answer. */

import { print } from './table.ts';
import { median, sample, withWorker } from './worker.ts';

const plan = { rounds: 15, times: 50 };
/** Tasks of pages.worker.ts: name, description and target, ms. */
const tasks: readonly [name: string, what: string, goal?: number][] = [
  ['home', 'home: 9 categories, 10 articles, 60 terms', 5],
  ['category', 'category: 24 articles out of a JSON Feed of 50', 5],
  ['article', 'article of 6 KB', 5],
  ['older', 'older articles: 24', 5],
  ['machine', 'this machine: 16 such articles from JSON and back'],
];

export default async function pages(): Promise<void> {
  await withWorker('pages', async (measure) => {
    const names = tasks.map(([name]) => name);
    const medians = (await sample(measure, names, plan)).map(median);
    const machine = medians.at(-1)!;
    const rows = tasks.map(([, what, goal = NaN], k) => [what, medians[k]!, goal, medians[k]! / machine]);
    print(['', 'median ms', 'goal', '× this machine'], rows);
  });
}
