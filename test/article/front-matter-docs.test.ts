import { describe, expect, it } from 'vitest';
import docs from '../../docs/front-matter.md?raw';
import podcasts from '../../docs/podcasts.md?raw';
import {
  episodeFileKeys,
  episodeKeys,
  innerMediumKeys,
  sizeKeys,
} from '../../src/article/fields/episode/keys.ts';
import { fieldKeys } from '../../src/article/keys.ts';
import { visibilityKeys } from '../../src/article/fields/visibility-keys.ts';
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

it('docs/front-matter.md has every key that concerns visibility, and no others', () => {
  const [, rest = ''] = docs.split('\n## Who sees an article\n');
  const [section = ''] = rest.split('\n## ');
  const rows = section.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('| a folder'));
  const named = rows.flatMap((row) =>
    Array.from(row.split('|')[1]!.matchAll(/`([^` :]+)`/g), ([, key]) => key!),
  );
  const others = new Set(['page', 'static', 'link', '_posts']);
  expect(new Set(named.filter((key) => !others.has(key)))).toEqual(new Set(visibilityKeys));
});

describe('docs/podcasts.md', () => {
  const plain = (text: string): string => text.toLowerCase().replace(/[ _-]/g, '');
  const documented = plain(podcasts);
  const keys = [...Object.values(episodeKeys), ...Object.values(sizeKeys)].flatMap(({ inside, top }) => [
    ...inside,
    ...top,
  ]);

  it.each([...new Set([...keys, ...episodeFileKeys, ...innerMediumKeys])])('documents the key %s', (key) => {
    expect(documented).toContain(`\`${plain(key)}`);
  });

  it('shows an episode without problems', () => {
    const [, source = ''] = /^```text\n(.*?)^```$/ms.exec(podcasts)!;
    const result = parseArticle(
      { path: 'podcast/clouds.md', source },
      { siteUrl: 'https://feeds.example', timezone: 'UTC' },
    );
    expect(result).toMatchObject({
      status: 'article',
      problems: [],
      article: { episode: { number: { number: 12 } } },
    });
  });
});
