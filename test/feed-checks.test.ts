import { expect, it } from 'vitest';
import docs from '../docs/feed-checks.md?raw';

const tests = import.meta.glob<string>('./**/*.test.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

it('numbers in titles of tests are those of docs/feed-checks.md', () => {
  const listed = [...docs.matchAll(/^- \*\*(\d+)\*\*/gm)].map(([, number]) => Number(number));
  expect(listed).toEqual(Array.from({ length: 63 }, (_, i) => i + 1));
  const named = Object.values(tests).flatMap((source) =>
    [...source.matchAll(/\(checks? ([\d, ]+)\)|['`](\d+(?:, \d+)*): /g)].flatMap(([, behind, before]) =>
      (behind ?? before)!.split(',').map(Number),
    ),
  );
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((number) => !listed.includes(number))).toEqual([]);
});
