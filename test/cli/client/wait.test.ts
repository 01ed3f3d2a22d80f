import { expect, test } from 'vitest';
import { PollInterval } from '../../../src/cli/client/wait.ts';

/** The times of all polls of a worker that writes at a steady rate. @param total documents @param each ms per document */
function looks(total: number, each: number): number[] {
  const interval = new PollInterval();
  const moments: number[] = [];
  for (let now = 0; ;) {
    moments.push(now);
    const left = total - Math.min(total, Math.floor(now / each));
    if (left === 0) return moments;
    now += interval.next(left, now);
  }
}

test('polls soon at first, then at growing intervals', () => {
  const moments = looks(1, 1000);
  expect(moments.slice(0, 4)).toEqual([0, 10, 25, 47.5]);
  expect(moments.at(-1)! / 1000).toBeLessThan(1.5);
});

test.each([
  [88, 30],
  [4, 40],
  [264, 2],
  [10_000, 3],
])('polls soon after the last of %d documents that take %d ms each', (total, each) => {
  const end = total * each;
  const moments = looks(total, each);
  expect(moments.at(-1)! - end).toBeLessThan(20 + each);
  expect(moments.length).toBeLessThan(12 + (end / 500) * 2);
});

test('waits half a second at most, also when work is added', () => {
  const interval = new PollInterval();
  for (let now = 0; now < 10_000; now += 1000) interval.next(100, now);
  expect(interval.next(100, 10_000)).toBe(500);
  expect(interval.next(200, 11_000)).toBe(500);
  expect(interval.next(99, 12_000)).toBe(500);
});
