import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/exit.ts';

it('docs/publishing.md has a row for each exit code', () => {
  const docs = readFileSync('docs/publishing.md', 'utf8');
  const [, section = ''] = docs.split('\n## Exit codes\n');
  const [table = ''] = section.split('\n## ');
  const codes = Array.from(table.matchAll(/^\| (\d+) +\| \S/gm), ([, code]) => Number(code));
  expect(codes).toEqual(Object.values(exitCodes).sort((a, b) => a - b));
});
