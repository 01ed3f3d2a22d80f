import { describe, expect, it } from 'vitest';
import docs from '../../docs/front-matter.md?raw';
import { fieldKeys } from '../../src/article/keys.ts';
import { parseArticle } from '../../src/article/parse.ts';
import { problemCodes } from '../../src/article/problem.ts';

describe('docs/front-matter.md', () => {
  it.each(
    [...docs.matchAll(/^`([^`\n]+)`\n\n```text\n(.*?)^```$/gms)].map(([, path, source]) => [path!, source!]),
  )('shows an article without problems: %s', (path, source) => {
    const result = parseArticle({ path, source }, { siteUrl: 'https://feeds.example', timezone: 'UTC' });
    expect(result).toMatchObject({ status: 'article', problems: [] });
  });

  it.each(Object.values(fieldKeys).flat())('documents the key %s', (key) => {
    // A key of several words is documented in one of its spellings.
    const plain = (text: string): string => text.toLowerCase().replace(/[ _-]/g, '');
    expect(plain(docs)).toContain(`\`${plain(key)}`);
  });

  it('has the same table of problem codes as the source', () => {
    const [, problems = ''] = docs.split('## Problems');
    const rows = [...problems.matchAll(/^\| `([a-z-]+)` +\| (\w+) +\| (.*?) +\|$/gm)];
    expect(
      Object.fromEntries(
        rows.map(([, code, severity, means]) => [
          code,
          { severity, means: means!.replace('[Dates](#dates)', 'Dates') },
        ]),
      ),
    ).toEqual(problemCodes);
  });
});
