import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findingCodes } from '../../src/cli/doctor/finding.ts';

test('docs/deploying.md has a row for each finding of edgefeed doctor, with its kind', () => {
  const docs = readFileSync('docs/deploying.md', 'utf8');
  const [, section = ''] = docs.split('\n## `edgefeed doctor`\n');
  const [table = ''] = section.split('\n## ');
  const rows = Array.from(table.matchAll(/^\| `([\w-]+)` +\| (error|advice) +\|/gm), ([, code, kind]) => [
    code,
    kind,
  ]);
  expect(rows).toEqual(Object.entries(findingCodes));
});
