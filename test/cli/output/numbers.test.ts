import { describe, expect, test } from 'vitest';
import { plural, formatDuration } from '../../../src/cli/output/numbers.ts';

describe('numbers', () => {
  test.each([
    [0, '0.00 s'],
    [432, '0.43 s'],
    [999, '1.0 s'],
    [9_960, '10 s'],
    [95_000, '1 min 35 s'],
  ])('%d ms is formatted as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test('plurals and large numbers are formatted as in English', () => {
    expect([plural(1, 'file'), plural(10_000, 'file')]).toEqual(['1 file', '10,000 files']);
  });
});
