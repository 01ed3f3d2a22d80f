/** `npm run bench [-- name …]`: what is measured, by name. Each prints the machine, the versions and a table. */

import { cpus, totalmem } from 'node:os';
import { createRequire } from 'node:module';

const benches = ['article', 'feed', 'serve'] as const;

const require = createRequire(import.meta.url);
const version = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
const [cpu] = cpus();

const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (benches.some((known) => known === name)) continue;
  console.error(`There is no bench "${name}"; there are: ${benches.join(', ')}.`);
  process.exit(2);
}
console.log(
  `${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.versions.node}, workerd ${version('workerd')}, wrangler ${version('wrangler')}`,
);
for (const name of benches) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n## ${name}\n`);
  const { default: run } = (await import(`./${name}.ts`)) as { default: () => Promise<void> };
  await run();
}
