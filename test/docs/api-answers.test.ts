/** docs/api.md: each answer below a line of curl is the one that the example site gives. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import docs from '../../docs/api.md?raw';
import { TestSite } from '../e2e/site.ts';

/** The address of the site in the docs, at which `npm start` serves it. */
const shown = 'http://127.0.0.1:8787';

const examples = Array.from(
  docs.matchAll(/```sh\ncurl '?([^'\n]+)'?\n```\s+```json\n([^`]+)```/g),
  ([, url = '', answer = '']) => ({ url, answer }),
);

let site: TestSite;

beforeAll(async () => {
  site = await TestSite.start();
  const paths = readdirSync('content', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.md'),
  );
  await site.publish(
    Object.fromEntries(paths.map((path) => [path, readFileSync(join('content', path), 'utf8')])),
  );
});

afterAll(async () => site[Symbol.asyncDispose]());

const beginning = (text: string): unknown => expect.stringContaining(text.slice(0, -1));

/** A text that the docs end with … is a beginning, since it is long or differs from site to site. */
function shortened(expected: unknown): unknown {
  if (typeof expected === 'string' && expected.endsWith('…')) return beginning(expected);
  if (Array.isArray(expected)) return expected.map(shortened);
  if (typeof expected !== 'object' || expected === null) return expected;
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, shortened(value)]));
}

test('there are answers of each route', () => {
  const routes = examples.map(({ url }) => new URL(url).pathname.replace(/^(\/v1\/articles)\/.*/, '$1/{id}'));
  expect([...new Set(routes)].toSorted()).toEqual([
    '/v1/articles',
    '/v1/articles/{id}',
    '/v1/changes',
    '/v1/search',
    '/v1/site',
    '/v1/terms',
  ]);
});

test.for(examples)('$url', async ({ url, answer }) => {
  await expect
    .poll(
      async () => {
        const text = await (await fetch(url.replace(shown, site.url))).text();
        return JSON.parse(text.replaceAll(site.url, shown)) as unknown;
      },
      { timeout: 20_000 },
    )
    .toEqual(shortened(JSON.parse(answer)));
});
