/** The page about the API has every operation of the contract, in both languages. */

import { expect, it } from 'vitest';
import { publishOperations } from '../../src/http/api/operations.ts';
import { operations } from '../../src/http/v1/openapi.ts';
import { readOperations } from '../../src/http/v1/operations.ts';
import { apiZh } from '../../src/pages/wording/api/zh.ts';
import { get } from '../http/publish.ts';

const pageIn = async (language: string): Promise<string> => {
  const response = await get('/v1/', { headers: { 'Accept-Language': language } });
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  return response.text();
};

it.each(['en', 'zh'])(
  'has each operation, its parameters, an example and the shape of its answer (%s)',
  async (language) => {
    const html = await pageIn(language);
    for (const { name, path, query, example } of readOperations) {
      const section = html.slice(html.indexOf(`<h2 id="${name}">`)).split('</section>')[0]!;
      expect(section).toContain(`<code>${path}</code>`);
      expect(section).toContain(`curl &#39;https://feeds.example${example!.replaceAll('&', '&amp;')}&#39;`);
      for (const parameter of Object.keys(query.entries))
        expect(section).toContain(`<code>${parameter}</code>`);
    }
    expect(html).toContain('content_html?: string;');
    for (const { path } of publishOperations) expect(html).toContain(path);
    expect(html).toContain('href="/v1/openapi.json"');
  },
);

it('is in Chinese for those who read it, and nothing of it is stale', async () => {
  const html = await pageIn('zh-CN');
  const parameters = readOperations.flatMap(({ name, query, places = {} }) =>
    [...Object.keys(query.entries), ...Object.keys(places)].map((each) => [`${name}.${each}`, each]),
  );
  expect(operations.map(({ name }) => name).toSorted()).toEqual(Object.keys(apiZh.summaries).toSorted());
  const written: Readonly<Record<string, string>> = apiZh.parameters;
  expect(parameters.filter((names) => !names.some((name) => name in written))).toEqual([]);
  const used = new Set(parameters.map((names) => names.find((name) => name in written)));
  expect(Object.keys(written).filter((name) => !used.has(name))).toEqual([]);
  for (const { summary } of readOperations) expect(html).not.toContain(summary);
});

it.each(['en', 'zh'])('weighs 30 KiB at most, like every page (%s)', async (language) => {
  expect(Buffer.byteLength(await pageIn(language))).toBeLessThanOrEqual(30 * 1024);
});

it('is where /v1 leads', async () => {
  const response = await get('/v1');
  expect([response.status, response.headers.get('Location')]).toEqual([308, 'https://feeds.example/v1/']);
});
