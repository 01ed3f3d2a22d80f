/** `fields` leaves out what is not asked for, and changes nothing of the rest: at each address that takes it. */

import { reset } from 'cloudflare:test';
import { beforeAll, expect, it } from 'vitest';
import { partialArticle } from '../../src/http/v1/contract.ts';
import { get, indexed, publish, site } from './publish.ts';

type Part = Record<string, unknown> & { id: string };

const source = (title: string, fields: string, body: string): string =>
  `---\ntitle: ${title}\ndate: 2026-01-01T00:00:00Z\n${fields}\n---\n${body}`;

beforeAll(async () => {
  await reset();
  await publish({
    'shown.md': source(
      'Shown words',
      'image: https://else.example/a.png',
      '![A](https://else.example/a.png)',
    ),
    'apart.md': source('Apart words', 'image: https://else.example/b.png\ntags: [x]\nlang: fr', 'Text'),
    'empty.md': source('Empty words', 'guid: "#1"\nverbatim_id: true\naudio: /a.mp3\nauthor: Ann', ''),
    'linked.md': source('Linked words', 'external_url: https://else.example/\ncategories: [C]', 'Text'),
  });
  await indexed();
});

/** The articles of an answer of any shape. */
async function articlesOf(path: string): Promise<Map<string, Part>> {
  const document = await (
    await get(path)
  ).json<{
    articles?: Part[];
    article?: Part;
    matches?: { article: Part }[];
    changes?: { article: Part }[];
  }>();
  const { articles = [], article, matches = [], changes = [] } = document;
  const found = [
    ...articles,
    ...(article ? [article] : []),
    ...[...matches, ...changes].map((one) => one.article),
  ];
  return new Map(found.map((one) => [one.id, one]));
}

it('every field has the value that it has among all of them', async () => {
  const whole = await articlesOf('/v1/articles');
  expect(whole.size).toBe(4);
  const [id] = whole.keys();
  const paths = [
    '/v1/articles?',
    '/v1/articles?q=words&',
    '/v1/search?q=words&',
    '/v1/changes?',
    `/v1/articles/${encodeURIComponent(id!)}?`,
    ...[...whole.values()].map(({ url }) => `/v1/articles?address=${encodeURIComponent(url as string)}&`),
  ];
  for (const path of paths) {
    expect([...(await articlesOf(path.slice(0, -1))).keys()].length).toBeGreaterThan(0);
    for (const field of Object.keys(partialArticle.entries)) {
      const parts = await articlesOf(`${path}fields=${field}`);
      expect(parts.size).toBeGreaterThan(0);
      for (const [of, part] of parts) {
        const all = whole.get(of)!;
        expect([path, part]).toEqual([path, { id: of, ...(field in all && { [field]: all[field] }) }]);
      }
    }
  }
});

it('a picture in the body keeps its own address', async () => {
  const images = [...(await articlesOf('/v1/articles?fields=image')).values()].map(({ image }) => image);
  expect(new Set(images)).toEqual(
    new Set(['https://else.example/a.png', `${site}/thumbnails/apart`, undefined]),
  );
});
