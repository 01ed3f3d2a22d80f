import { afterEach, describe, expect, it, vi } from 'vitest';
import { formats } from '../../src/feed/formats.ts';
import { articles, feedOf } from './sample.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe.each(Object.entries(formats))('%s', (_, { render }) => {
  it.each([
    ['articles', feedOf(articles(3))],
    ['no articles', feedOf([])],
  ])('6, 40: gives the same bytes at any time, with %s', (_, feed) => {
    const before = render(feed);
    vi.setSystemTime(new Date('2099-12-31T23:59:59Z'));
    expect(render(feed)).toBe(before);
    expect(before).not.toContain('2099');
  });
});
