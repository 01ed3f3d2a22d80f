import { expect, it } from 'vitest';
import { Memo } from '../../../src/http/answer/memory-cache.ts';

const value = (name: string, size = 40) => ({ name, size });

it('remembers until the moment that was said, and not after it', () => {
  const memo = new Memo<{ name: string; size: number }>(100);
  memo.set('a', value('a'), 1000, 5000);
  expect(memo.get('a', 999)?.name).toBe('a');
  expect(memo.get('a', 1000)).toBeUndefined();
});

it('still gives what is out of date to who asks for that, but not for ever', () => {
  const memo = new Memo<{ name: string; size: number }>(100);
  memo.set('a', value('a'), 1000, 5000);
  expect(memo.get('a', 1000)).toBeUndefined();
  expect(memo.stale('a', 4999)?.name).toBe('a');
  expect(memo.stale('a', 5000)).toBeUndefined();
  memo.delete('a');
  expect(memo.stale('a', 1000)).toBeUndefined();
});

it('forgets what was not used for longest when it grows too large', () => {
  const memo = new Memo<{ name: string; size: number }>(100);
  memo.set('a', value('a'), 1000, 5000);
  memo.set('b', value('b'), 1000, 5000);
  memo.get('a', 0);
  memo.set('c', value('c'), 1000, 5000);
  expect([memo.get('a', 0)?.name, memo.get('b', 0)?.name, memo.get('c', 0)?.name]).toEqual([
    'a',
    undefined,
    'c',
  ]);
});

it('counts a key once, and does not take what would fill it alone', () => {
  const memo = new Memo<{ name: string; size: number }>(100);
  for (let i = 0; i < 10; i++) memo.set('a', value(`a${i}`), 1000, 5000);
  memo.set('b', value('b'), 1000, 5000);
  expect([memo.get('a', 0)?.name, memo.get('b', 0)?.name]).toEqual(['a9', 'b']);
  memo.set('huge', value('huge', 101), 1000, 5000);
  expect(memo.get('huge', 0)).toBeUndefined();
  expect(memo.get('a', 0)?.name).toBe('a9');
});

it('counts its keys too, so that no number of them fills memory', () => {
  const memo = new Memo<{ name: string; size: number }>(10_000);
  const keys = Array.from({ length: 50 }, (_, i) => `${i}`.padStart(1000, '0'));
  for (const key of keys) memo.set(key, value(key, 0), 1000, 5000);
  expect(keys.filter((key) => memo.get(key, 0))).toEqual(keys.slice(-10));
});

it('counts a value as large as it has become', () => {
  const memo = new Memo<{ name: string; size: number }>(100);
  const growing = value('a');
  memo.set('a', growing, 1000, 5000);
  memo.set('b', value('b'), 1000, 5000);
  growing.size = 80;
  expect([memo.get('a', 0)?.name, memo.get('b', 0)]).toEqual(['a', undefined]);
  growing.size = 101;
  memo.get('a', 0);
  expect(memo.get('a', 0)).toBeUndefined();
});

it('does not believe for a day what was set while the clock was a day ahead', () => {
  const memo = new Memo<{ name: string; size: number }>(100);
  const day = 86_400_000;
  memo.set('a', value('a'), day + 10_000, 2 * day, day);
  expect(memo.get('a', 5000)).toBeUndefined();
  expect(memo.get('a', day + 5000)?.name).toBe('a');
});
