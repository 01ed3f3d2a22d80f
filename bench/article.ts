/** Articles of 6 KB parsed and rendered per second, on one core in workerd. */

import { hostile } from './hostile.ts';
import { print } from './table.ts';
import { median, sample, withWorker, type Measure } from './worker.ts';

const plan = { rounds: 15, times: 200 };
/** Tasks of article.worker.ts: name, description and target, articles per second. */
const tasks: readonly [name: string, what: string, goal?: number][] = [
  ['html', 'HTML in Chinese, as crawlers write it', 1000],
  ['html-body', 'its body alone'],
  ['markdown', 'Markdown in English', 1000],
  ['markdown-body', 'its body alone'],
  ['mixed', 'Markdown with HTML in it', 1000],
  ['mixed-body', 'its body alone'],
  ['machine', 'this machine: 120 KB of JSON read and written'],
];

export default async function articles(): Promise<void> {
  await withWorker('article', async (measure) => {
    const names = tasks.map(([name]) => name);
    const samples = await sample(measure, names, plan);
    const machine = median(samples.at(-1)!);
    const rows = tasks.map(([, what, goal = NaN], k) => {
      const [best, typical] = [samples[k]![0]!, median(samples[k]!)];
      return [what, 1000 / typical, goal, 1000 / best, typical / machine];
    });
    print(['', 'a second', 'goal', 'best round', '× this machine'], rows);
    console.log();
    await slowest(measure);
  });
}

/** The slowest of the hostile bodies. */
async function slowest(measure: Measure): Promise<void> {
  const rows: [string, number, number][] = [];
  for (const [i, { name, path }] of hostile.entries()) {
    const samples: number[] = [];
    for (let round = 0; round < 5; round++) samples.push(await measure(`hostile-${i}`, 1));
    rows.push([`${name} (${path})`, median(samples.sort((a, b) => a - b)), 100]);
  }
  rows.sort(([, a], [, b]) => b - a);
  print([`slowest of ${hostile.length} hostile bodies of 64 KiB`, 'median ms', 'at most'], rows.slice(0, 10));
}
