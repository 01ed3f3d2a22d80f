/** docs/api.md: each answer below a line of curl is the one that the example site gives. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import docs from '../../docs/api.md?raw';
import { urlNamespace, uuidOf } from '../../src/article/uuid.ts';
import { TestSite } from '../e2e/site.ts';

/** The address of the site in the docs, at which `npm start` serves it. */
const shown = 'http://127.0.0.1:8787';

const examples = Array.from(
  docs.matchAll(/```sh\ncurl '?([^'\n]+)'?\n```\s+```json\n([^`]+)```/g),
  ([, url = '', answer = '']) => ({ url, answer }),
);

let site: TestSite;

beforeAll(async () => {
  // Ids that the catalog mints depend on it, and so does the order of /v1/changes.
  site = await TestSite.start({ SITE_ID: uuidOf(shown, urlNamespace) });
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

/** The value of a row of the table for n8n, between its braces. */
const expressionOf = (field: string): string =>
  new RegExp(`^\\| ${field} +\\| \`\\{\\{ (.+?) \\}\\}\``, 'm').exec(docs)![1]!;

const n8n = {
  'User-Agent': 'n8n',
  Accept:
    'application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7',
};

interface Response {
  headers: Record<string, string>;
  body: { articles: { id: string }[]; changes: unknown[] };
}

async function ask(url: string, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(url, { headers });
  expect(response.status).toBe(200);
  return {
    headers: Object.fromEntries(response.headers),
    body: (await response.json()) as Response['body'],
  };
}

test('the expressions for n8n lead through all articles', async () => {
  const [next, complete] = [expressionOf('Next URL'), expressionOf('Complete Expression')];
  const ids = new Set<string>();
  for (let url = `${site.url}/v1/articles?limit=3`; ;) {
    const $response = await ask(url, n8n);
    for (const { id } of $response.body.articles) ids.add(id);
    if (runInNewContext(complete, { $response })) break;
    url = runInNewContext(next, { $response }) as string;
  }
  expect(ids.size).toBe(8);
});

test('the expressions for n8n lead through all changes', async () => {
  const [, since = '', complete = ''] =
    /`since` is\s+`\{\{ (.+?) \}\}`, and it is complete when `\{\{ (.+?) \}\}`/.exec(docs) ?? [];
  let count = 0;
  let $response: Response | undefined;
  do {
    // n8n has no answer yet when it makes the first request.
    const cursor = runInNewContext(since, { $response: $response ?? { body: {} } }) as string;
    $response = await ask(`${site.url}/v1/changes?limit=3&since=${cursor}`, n8n);
    count += $response.body.changes.length;
  } while (!runInNewContext(complete, { $response }));
  expect(count).toBeGreaterThanOrEqual(8);
});

test('Zapier and Home Assistant find what their settings name', async () => {
  const { body } = await ask(`${site.url}/v1/articles?limit=100`, { 'User-Agent': 'Zapier', Accept: '*/*' });
  expect(body.articles.every(({ id }) => id.startsWith('urn:'))).toBe(true);
  const resource = /resource: https:\/\/feeds\.example\.com(\S+)/.exec(docs)![1]!;
  const sensor = await ask(site.url + resource, {
    'User-Agent': 'HomeAssistant/2026.11 httpx/0.28',
    Accept: '*/*',
  });
  expect(sensor.body.articles).toEqual([
    {
      id: body.articles[0]!.id,
      title: expect.any(String),
      url: expect.any(String),
      date_published: expect.any(String),
    },
  ]);
});
