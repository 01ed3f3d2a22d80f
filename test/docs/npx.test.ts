/** `npx NAME` in a folder without that package asks the registry, and runs what a stranger published under the name. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';

const project = join(import.meta.dirname, '../..');

/** Others wrote what is in these: packages, state, and sources of other blogs. */
const notOurs = new Set(['node_modules', '.git', '.edgefeed', '.wrangler', 'dist', 'fixtures']);
const text =
  /\.(?:md|ts|tsx|js|mjs|json|jsonc|toml|ya?ml|sh|html)$|^(?:run|post-receive|\.npmrc|\.dev\.vars\.example)$/;

function* textsBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(join(project, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !notOurs.has(entry.name)) yield* textsBelow(path);
    else if (entry.isFile() && text.test(entry.name)) yield path;
  }
}

/** The package that a command would run: `npx --no edgefeed` may download nothing, and `npx -y edgefeed` may. */
const command = /\b(?:npx|npm exec|npm x)(?<options>(?: +-[\w=-]+)*) +(?<name>[@\w][\w@./-]*)/g;

/** The commands of a text that may download a package. */
function downloads(source: string): string[] {
  return Array.from(source.matchAll(command))
    .filter(({ groups }) => !/ --no(?: |$)/.test(groups!['options']!))
    .map(([found]) => found);
}

test.each([
  ['npx edgefeed publish', ['npx edgefeed']],
  ['`npx wrangler tail` and npx --yes create-edgefeed', ['npx wrangler', 'npx --yes create-edgefeed']],
  ['npx --node-options=x edgefeed', ['npx --node-options=x edgefeed']],
  ['npm exec edgefeed', ['npm exec edgefeed']],
  ['EDGEFEED_TOKEN=… npx --no edgefeed publish', []],
  ['npx --no -- edgefeed --version', []],
  ['`npx` asks the registry', []],
])('%s may download %j', (source, found) => {
  expect(downloads(source)).toEqual(found);
});

it('no text tells people to run a package that may come from the registry', () => {
  const own = join('test/docs', 'npx.test.ts');
  const texts = Array.from(textsBelow('.')).filter((path) => path !== own && path !== 'package-lock.json');
  expect(texts.length).toBeGreaterThan(500);
  const found = texts.flatMap((path) =>
    downloads(readFileSync(join(project, path), 'utf8')).map((line) => ({ path, line })),
  );
  expect(found).toEqual([]);
});
