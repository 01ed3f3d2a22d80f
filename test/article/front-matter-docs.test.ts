import { describe, expect, it } from 'vitest';
import docs from '../../docs/front-matter.md?raw';
import { names } from '../../src/article/fields/names.ts';
import { parseArticle } from '../../src/article/parse.ts';

const sources = import.meta.glob<string>('../../src/article/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('docs/front-matter.md', () => {
  it.each(
    [...docs.matchAll(/^`([^`\n]+)`\n\n```text\n(.*?)^```$/gms)].map(([, path, source]) => [path!, source!]),
  )('shows an article that is read without a problem: %s', (path, source) => {
    const result = parseArticle({ path, source }, { siteUrl: 'https://feeds.example', timezone: 'UTC' });
    expect(result).toMatchObject({ status: 'article', problems: [] });
  });

  it.each(Object.values(names).flat())('tells of the key %s', (key) => {
    expect(docs.toLowerCase()).toContain(`\`${key}`);
  });

  it('tells of every code of a problem, and of none that there is not', () => {
    const raised = Object.values(sources).flatMap((source) =>
      [
        ...source.matchAll(/(?:\b(?:warn|fail|Refusal)\(|report\.add\('error', |\bcode: )\s*'([a-z-]+)'/g),
      ].map(([, code]) => code),
    );
    const [, problems = ''] = docs.split('## Problems');
    const told = [...problems.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code);
    expect(told).toEqual([...new Set(raised)].sort((a, b) => (a! < b! ? -1 : 1)));
  });
});
