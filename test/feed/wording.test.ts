import { describe, expect, it } from 'vitest';
import type { Scope } from '../../src/site/scope.ts';
import { descriptionOf, titleOf } from '../../src/feed/wording.ts';
import { site } from './sample.ts';

const scopes: Record<string, Scope> = {
  everything: { kind: 'all' },
  'a category': { kind: 'category', names: ['知乎热榜'] },
  'three categories': { kind: 'category', names: ['a', 'b', 'c'] },
  'a tag': { kind: 'tag', name: '支付' },
  'an author': { kind: 'author', name: 'Ada' },
};

describe('the wording of a feed', () => {
  it.each([
    ['everything', '热榜 & Co', 'What people read', 'What people read'],
    ['a category', '知乎热榜 — 热榜 & Co', 'The latest articles in 知乎热榜', '「知乎热榜」的最新文章'],
    [
      'three categories',
      'a · b · c — 热榜 & Co',
      'The latest articles in a, b, and c',
      '「a」、「b」和「c」共有的最新文章',
    ],
    ['a tag', '支付 — 热榜 & Co', 'The latest articles tagged 支付', '带有「支付」标签的最新文章'],
    ['an author', 'Ada — 热榜 & Co', 'The latest articles by Ada', 'Ada的最新文章'],
  ])('names %s in its title and describes it in the language of the site', (key, title, english, chinese) => {
    const scope = scopes[key]!;
    expect(titleOf(site, scope)).toBe(title);
    expect(descriptionOf({ ...site, language: 'en-GB' }, scope)).toBe(english);
    expect(descriptionOf({ ...site, language: 'zh-Hant' }, scope)).toBe(chinese);
    expect(descriptionOf({ ...site, language: 'fr' }, scope)).toBe(english);
  });
});
