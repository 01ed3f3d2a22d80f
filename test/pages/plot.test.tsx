import { expect, it } from 'vitest';
import { Plot, type PlotPoint } from '../../src/pages/plot.tsx';
import { markup } from './markup.ts';

const drawn = (points: PlotPoint[]): string => markup(<Plot points={points} label="Articles" />);

it('draws a single month, and numbers that grow over years, without a gap in the numbers', () => {
  for (const points of [
    [{ month: '2026-11', value: 1 }],
    [
      { month: '1999-01', value: 3 },
      { month: '2026-11', value: 12_345 },
    ],
  ]) {
    expect(drawn(points)).not.toMatch(/NaN|Infinity|undefined/);
  }
});

it('marks the scale by numbers that are easily read, the highest above all values', () => {
  const scale = (value: number) =>
    Array.from(drawn([{ month: '2026-01', value }]).matchAll(/text-anchor="end">(\d+)</g), ([, n]) =>
      Number(n),
    );
  expect(scale(1)).toEqual([0, 1, 2]);
  expect(scale(7)).toEqual([0, 4, 8]);
  expect(scale(962)).toEqual([0, 500, 1000]);
  expect(scale(1001)).toEqual([0, 1000, 2000]);
});

it('names years below, and months where there are few', () => {
  const long = drawn([
    { month: '2009-03', value: 1 },
    { month: '2026-11', value: 2 },
  ]);
  for (const year of ['2010', '2013', '2025']) expect(long).toContain(`>${year}</text>`);
  const short = drawn([
    { month: '2026-09', value: 1 },
    { month: '2026-11', value: 2 },
  ]);
  expect(short).toContain('>2026-09</text>');
  expect(short).toContain('>2026-11</text>');
});
