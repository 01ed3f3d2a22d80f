import { expect, it } from 'vitest';
import { Memo } from '../../src/http/memo.ts';

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
