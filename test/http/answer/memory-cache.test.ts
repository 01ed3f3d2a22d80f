import { expect, it } from 'vitest';
import { MemoryCache } from '../../../src/http/answer/memory-cache.ts';

const value = (name: string, size = 40) => ({ name, size });

it('remembers until the moment that was said, and not after it', () => {
  const cache = new MemoryCache<{ name: string; size: number }>(100);
  cache.set('a', value('a'), 1000, 5000);
  expect(cache.get('a', 999)?.name).toBe('a');
  expect(cache.get('a', 1000)).toBeUndefined();
});

it('still gives what is out of date to who asks for that, but not for ever', () => {
  const cache = new MemoryCache<{ name: string; size: number }>(100);
  cache.set('a', value('a'), 1000, 5000);
  expect(cache.get('a', 1000)).toBeUndefined();
  expect(cache.stale('a', 4999)?.name).toBe('a');
  expect(cache.stale('a', 5000)).toBeUndefined();
  cache.delete('a');
  expect(cache.stale('a', 1000)).toBeUndefined();
});

it('forgets what was not used for longest when it grows too large', () => {
  const cache = new MemoryCache<{ name: string; size: number }>(100);
  cache.set('a', value('a'), 1000, 5000);
  cache.set('b', value('b'), 1000, 5000);
  cache.get('a', 0);
  cache.set('c', value('c'), 1000, 5000);
  expect([cache.get('a', 0)?.name, cache.get('b', 0)?.name, cache.get('c', 0)?.name]).toEqual([
    'a',
    undefined,
    'c',
  ]);
});

it('counts a key once, and does not take what would fill it alone', () => {
  const cache = new MemoryCache<{ name: string; size: number }>(100);
  for (let i = 0; i < 10; i++) cache.set('a', value(`a${i}`), 1000, 5000);
  cache.set('b', value('b'), 1000, 5000);
  expect([cache.get('a', 0)?.name, cache.get('b', 0)?.name]).toEqual(['a9', 'b']);
  cache.set('huge', value('huge', 101), 1000, 5000);
  expect(cache.get('huge', 0)).toBeUndefined();
  expect(cache.get('a', 0)?.name).toBe('a9');
});

it('counts its keys too, so that no number of them fills memory', () => {
  const cache = new MemoryCache<{ name: string; size: number }>(10_000);
  const keys = Array.from({ length: 50 }, (_, i) => `${i}`.padStart(1000, '0'));
  for (const key of keys) cache.set(key, value(key, 0), 1000, 5000);
  expect(keys.filter((key) => cache.get(key, 0))).toEqual(keys.slice(-10));
});

it('counts a value as large as it has become', () => {
  const cache = new MemoryCache<{ name: string; size: number }>(100);
  const growing = value('a');
  cache.set('a', growing, 1000, 5000);
  cache.set('b', value('b'), 1000, 5000);
  growing.size = 80;
  expect([cache.get('a', 0)?.name, cache.get('b', 0)]).toEqual(['a', undefined]);
  growing.size = 101;
  cache.get('a', 0);
  expect(cache.get('a', 0)).toBeUndefined();
});

it('does not believe for a day what was set while the clock was a day ahead', () => {
  const cache = new MemoryCache<{ name: string; size: number }>(100);
  const day = 86_400_000;
  cache.set('a', value('a'), day + 10_000, 2 * day, day);
  expect(cache.get('a', 5000)).toBeUndefined();
  expect(cache.get('a', day + 5000)?.name).toBe('a');
});
