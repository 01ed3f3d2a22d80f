import { expect, it } from 'vitest';
import docs from '../../docs/websub.md?raw';

const sources = import.meta.glob<string>('../{outbound,http,e2e}/*.test.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The titles of all tests; `%s` and `$label` stand for any text. */
const titles = Object.values(sources).flatMap((source) =>
  Array.from(
    // What a function follows, or its options.
    source.matchAll(/^ *(?:\]\)|it|test|it\.each.*)?\(?(['"`])(.+?)\1,\s*(?:async )?[({]/gm),
    ([, , title = '']) =>
      new RegExp(
        `^${title
          .split(/%[si]|\$\w+/)
          .map((part) => RegExp.escape(part))
          .join('.+')}$`,
      ),
  ),
);

it('docs/websub.md names tests that there are', () => {
  const named = Array.from(docs.matchAll(/^\| \d.*\| (.+?) +\|$/gm), ([, title = '']) => title);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !titles.some((title) => title.test(name)))).toEqual([]);
});
