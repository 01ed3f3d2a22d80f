import { expect, it } from 'vitest';
import docs from '../docs/http.md?raw';

const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const call = /\blog\(\s*'(?:info|warn|error)',\s*'(\w+)'/g;
/** The rows below the head of the table. */
const rows = /^## The log\n.*?^\| -.*?\n(.*)/ms.exec(docs)?.[1] ?? '';

it('docs/http.md lists every event of the log, and no other', () => {
  const logged = Object.values(sources).flatMap((source) =>
    Array.from(source.matchAll(call), ([, event = '']) => event),
  );
  const documented = Array.from(rows.matchAll(/^\| `(\w+)` +\|/gm), ([, event = '']) => event);
  expect(documented.toSorted()).toEqual([...new Set(logged)].sort());
});
