import { reset } from 'cloudflare:test';
import * as fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { briefOf, decideFirst } from '../../../src/catalog/batch/first-publish.ts';
import { parseArticle } from '../../../src/article/parse.ts';
import { publish, site } from '../../http/publish.ts';

beforeEach(async () => reset());

const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** Files that are likely to want each other's addresses and ids. */
const folder = fc.dictionary(
  fc.constantFrom(
    'a.md',
    'b.md',
    'en/a.md',
    'zh/a.md',
    '2020-01-01-a.md',
    '2021-01-01-a.md',
    '2021-01-01-a.html',
    'a.fr.md',
    'a/index.md',
    '2020-01-02-a.md',
  ),
  fc.record({
    date: maybe(['2020-01-01', '2024-05-06', 'nonsense']),
    slug: maybe(['a', 'b', '2020-01-01-a']),
    id: maybe(['https://old.example/1', 'https://old.example/2']),
    lang: maybe(['en', 'zh']),
    aliases: maybe(['[/articles/a]', '[/old]']),
    draft: maybe(['true']),
  }),
  { minKeys: 2, maxKeys: 6 },
);

it('check and a first publish say the same of any folder', async () => {
  await fc.assert(
    fc.asyncProperty(folder, async (files) => {
      await reset();
      const sources = Object.fromEntries(
        Object.entries(files).map(([path, fields]) => {
          const lines = Object.entries(fields).flatMap(([key, value]) => (value ? [`${key}: ${value}`] : []));
          return [path, `---\ntitle: T\n${lines.join('\n')}\n---\nText of ${path}\n`];
        }),
      );
      const options = { siteUrl: site, timezone: 'Asia/Shanghai' };
      const checked = Object.entries(sources).map(([path, source]) => ({
        path,
        result: parseArticle({ path, source }, options),
      }));
      const more = decideFirst(
        checked.flatMap(({ path, result }) => (result.status === 'article' ? [briefOf(path, result)] : [])),
        { url: site, id: '', timezone: 'Asia/Shanghai' },
      );
      const verdicts = new Map(
        checked.map(({ path, result: { status, problems } }) => {
          const said = more.find((result) => result.path === path);
          const codes = [...problems, ...(said?.problems ?? [])].map(({ code }) => code);
          return [path, [status === 'error' || said?.status === 'error' ? 'error' : status, ...codes]];
        }),
      );
      const published = Object.values(await publish(sources)).map(
        ({ path, status, problems }) => [path, [status, ...problems.map(({ code }) => code)]] as const,
      );
      expect(new Map(published)).toEqual(verdicts);
    }),
    { numRuns: 60 },
  );
});
