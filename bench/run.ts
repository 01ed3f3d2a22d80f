/** `npm run bench [-- name [argument …]]`: prints the machine, the versions, and a table per benchmark. */

import { cpus, totalmem } from 'node:os';
import { createRequire } from 'node:module';

const benches = [
  'article',
  'feed',
  'pages',
  'archive',
  'serve',
  'files',
  'cpu',
  'publish',
  'backup',
  'hub',
  'api',
] as const;

const require = createRequire(import.meta.url);
const version = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
const [cpu] = cpus();

const [wanted, ...args] = process.argv.slice(2);
if (wanted !== undefined && !benches.some((name) => name === wanted)) {
  console.error(`There is no benchmark "${wanted}". Choose one of ${benches.join(', ')}.`);
  process.exit(2);
}
console.log(
  `${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.versions.node}, workerd ${version('workerd')}, wrangler ${version('wrangler')}`,
);
for (const name of wanted === undefined ? benches : [wanted]) {
  console.log(`\n## ${name}\n`);
  const { default: run } = (await import(`./${name}.ts`)) as { default: (args: string[]) => Promise<void> };
  await run(args);
}
