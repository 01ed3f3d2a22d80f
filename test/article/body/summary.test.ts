import { describe, expect, it } from 'vitest';

import { summarise } from '../../../src/article/body/summary.ts';

describe('a summary', () => {
  it('is the text itself if it is short enough', () => {
    expect(summarise('short', 5)).toBe('short');
  });

  it('counts characters as people do', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(summarise(family.repeat(3), 3)).toBe(family.repeat(3));
    expect(summarise(family.repeat(4), 3)).toBe(`${family.repeat(2)}…`);
    expect(summarise('e\u0301'.repeat(4), 3)).toBe(`${'e\u0301'.repeat(2)}…`);
  });

  it('ends with a whole word', () => {
    expect(summarise('one two three four', 12)).toBe('one two…');
    expect(summarise('one two three four', 14)).toBe('one two three…');
  });

  it('cuts a word that is longer than half of the summary', () => {
    expect(summarise('a incomprehensibilities', 10)).toBe('a incompr…');
  });

  it('cuts Chinese anywhere, even after an English word', () => {
    expect(summarise('微信可直接打开淘宝页面', 6)).toBe('微信可直接…');
    expect(summarise('打开淘宝页面 微信可直接', 9)).toBe('打开淘宝页面 微…');
  });
});
