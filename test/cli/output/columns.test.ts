import { expect, test } from 'vitest';
import { columns } from '../../../src/cli/output/columns.ts';

test('columns are aligned after Chinese characters, which are two columns wide', () => {
  expect(
    columns([
      ['知乎', 'a'],
      ['edgefeed', 'b'],
    ]),
  ).toEqual(['知乎      a', 'edgefeed  b']);
});
