import { expect, it } from 'vitest';
import {
  blobId,
  bucketCount,
  bucketOf,
  emptyDigest,
  fileDigest,
  rootDigest,
  toggle,
} from '../../src/publish/manifest.ts';

it('computes blob ids as git does', () => {
  // `printf 'hello\n' | git hash-object --stdin`
  expect(blobId(new TextEncoder().encode('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
  expect(blobId(new Uint8Array())).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
});

it('spreads paths evenly over the buckets', () => {
  const sizes = new Map<number, number>();
  for (let i = 0; i < 102_400; i++) {
    const bucket = bucketOf(`社交媒体/知乎/知乎热榜/article-${i}.md`);
    sizes.set(bucket, (sizes.get(bucket) ?? 0) + 1);
  }
  expect(sizes.size).toBe(bucketCount);
  expect(Math.max(...sizes.values())).toBeLessThan(200);
});

it('digests a set in any order, and removes members', () => {
  const [a, b] = [fileDigest('a.md', 'x'), fileDigest('b.md', 'y')];
  const there = emptyDigest();
  for (const member of [a, b]) toggle(there, member);
  const back = emptyDigest();
  for (const member of [b, a]) toggle(back, member);
  expect(there).toEqual(back);
  toggle(there, a);
  toggle(there, b);
  expect(there).toEqual(emptyDigest());
});

it('distinguishes a path from its content', () => {
  expect(fileDigest('ab', 'c')).not.toEqual(fileDigest('a', 'bc'));
});

it('gives equal roots to equal buckets only', () => {
  expect(rootDigest({ 1: 'aa', 2: 'bb' })).toBe(rootDigest({ 2: 'bb', 1: 'aa' }));
  expect(rootDigest({ 1: 'aa' })).not.toBe(rootDigest({ 1: 'aa', 2: 'bb' }));
});
