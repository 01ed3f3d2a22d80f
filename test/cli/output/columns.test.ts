import { expect, test } from 'vitest';
import { columns } from '../../../src/cli/output/columns.ts';

test('columns line up behind Chinese characters, which take two columns each', () => {
  expect(
    columns([
      ['知乎', 'a'],
      ['edgefeed', 'b'],
    ]),
  ).toEqual(['知乎      a', 'edgefeed  b']);
});
