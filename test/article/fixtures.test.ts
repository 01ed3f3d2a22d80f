import { describe, expect, it } from 'vitest';
import type { ParsedArticle } from '../../src/article/article.ts';
import { parseArticle } from '../../src/article/parse.ts';
import type { Problem } from '../../src/article/problem.ts';

declare global {
  interface ImportMeta {
    /** Vite's: the files that match a pattern, by their paths. */
    glob: <T>(
      pattern: string,
      options: { query?: '?raw'; import: 'default'; eager: true },
    ) => Record<string, T>;
  }
}

/** What must come out of the source.md beside it. */
interface Expected {
  /** The path that the source is parsed under. */
  path: string;
  status: string;
  /** Some fields: dates as ISO 8601, null for a field that must be absent. */
  article?: Record<string, unknown>;
  /** All problems, without their messages. */
  problems: Omit<Problem, 'message'>[];
}

const sources = import.meta.glob<string>('../fixtures/article/*/source.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const expectations = import.meta.glob<Expected>('../fixtures/article/*/expected.json', {
  import: 'default',
  eager: true,
});

const options = { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai' };

describe('each fixture', () => {
  it.each(Object.entries(sources).map(([file, source]) => ({ trap: file.split('/').at(-2), file, source })))(
    '$trap parses to its expected result',
    ({ file, source }) => {
      const expected = expectations[file.replace('source.md', 'expected.json')]!;
      const result = parseArticle({ path: expected.path, source }, options);
      const problems = result.problems.map(({ severity, code, line, column }) => ({
        severity,
        code,
        line,
        column,
      }));
      expect({ status: result.status, problems }).toEqual({
        status: expected.status,
        problems: expected.problems,
      });
      for (const { message } of result.problems) expect(message).toMatch(/^.{20,}[^.]$/);
      if (!expected.article) return;
      expect('article' in result && fieldsOf(result.article, Object.keys(expected.article))).toEqual(
        expected.article,
      );
    },
  );
});

function fieldsOf(article: ParsedArticle, names: string[]): Record<string, unknown> {
  const dates = ['published', 'updated', 'expires'];
  return Object.fromEntries(
    names.map((name) => {
      const value = article[name as keyof ParsedArticle] ?? null;
      return [
        name,
        dates.includes(name) && typeof value === 'number' ? new Date(value).toISOString() : value,
      ];
    }),
  );
}
