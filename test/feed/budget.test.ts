import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { cutToBudget } from '../../src/feed/budget.ts';
import { formats } from '../../src/feed/formats.ts';
import type { JsonFeed } from '../../src/feed/json.ts';
import { limits } from '../../src/limits.ts';
import { articles, feedOf } from './sample.ts';

const bytesOf = (list: readonly Article[]): number =>
  Math.max(
    ...Object.values(formats).map(({ render }) => Buffer.byteLength(withoutFacts(render(feedOf(list))))),
  );

/** A document without what the size model leaves out: `_edgefeed` of each item of a JSON Feed. */
function withoutFacts(document: string): string {
  if (!document.startsWith('{')) return document;
  const feed = JSON.parse(document) as JsonFeed;
  return JSON.stringify({ ...feed, items: feed.items.map(({ _edgefeed, ...item }) => item) });
}

const many = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const url = (path: string): string => `https://x.example/${path}`;

/** Articles that are heavy by one thing alone. */
const heavy: Record<string, Partial<Article>> = {
  'a long address, which an image repeats': { address: '热'.repeat(500) },
  'a title': { title: ']]>'.repeat(700) },
  'a title that is the summary too': { title: '"'.repeat(1200), summary: '' },
  'a summary of markup': { summary: '<&>"'.repeat(500) },
  'a summary of ]]>': { summary: ']]>'.repeat(700) },
  'a body of ]]>': { html: ']]>'.repeat(700) },
  'a body of quotes': { html: '"\n\\'.repeat(2000) },
  'a body of emoji': { html: '😀'.repeat(2000) },
  'short terms': { categories: Array.from({ length: 250 }, (_, i) => String(i)) },
  'long terms': { tags: Array.from({ length: 20 }, (_, i) => `${i}${'&'.repeat(100)}`) },
  'short authors': { authors: many(90, { name: 'a', url: url(''), email: 'a@b' }) },
  'long authors': { authors: many(20, { name: '热'.repeat(50), url: url('热'.repeat(50)) }) },
  'short media': { media: many(80, { url: url(''), type: 'audio/mpeg', length: 1e9, duration: 1e5 }) },
  'long media': { media: many(8, { url: url('热&'.repeat(100)), type: 'audio/mpeg' }) },
  'an address elsewhere': { externalUrl: url('热&'.repeat(900)) },
  'its images alone': { html: '', summary: 's', categories: [], tags: [], authors: [] },
};

describe('a document', () => {
  it('holds 50 articles at most, and all there are when they are few', () => {
    expect(cutToBudget(articles(51))).toBe(50);
    expect(cutToBudget(articles(50))).toBe(50);
    expect(cutToBudget(articles(3))).toBe(3);
    expect(cutToBudget([])).toBe(0);
  });

  it('accepts another maximum', () => {
    expect(cutToBudget(articles(80), 60)).toBe(60);
    expect(cutToBudget(articles(80), 5)).toBe(5);
  });

  it('holds at least ten large articles', () => {
    expect(cutToBudget(articles(12, { html: 'x'.repeat(limits.documentBytes) }))).toBe(10);
  });

  it.each(Object.entries(heavy))(
    'stays within 256 KiB in every format when articles are heavy by %s',
    (_, changes) => {
      // More than a feed holds, so that light things are weighed too.
      const list = articles(300, changes);
      const held = cutToBudget(list, 300);
      expect(held).toBeGreaterThan(10);
      expect(held).toBeLessThan(300);
      expect(bytesOf(list.slice(0, held))).toBeLessThanOrEqual(limits.documentBytes);
      expect(bytesOf(list.slice(0, held))).toBeGreaterThan(limits.documentBytes * 0.3);
    },
  );

  it.each(Object.entries(heavy))(
    'has no more of _edgefeed than addresses and terms take, with articles that are heavy by %s',
    (_, changes) => {
      const list = articles(50, changes);
      const whole = formats.json.render(feedOf(list));
      const facts = Buffer.byteLength(whole) - Buffer.byteLength(withoutFacts(whole));
      const repeated = list.map(({ address, categories, tags }) => [address, ...categories, ...tags]);
      expect(facts).toBeLessThan(Buffer.byteLength(JSON.stringify(repeated)) + 80 * list.length);
    },
  );

  it.each([
    ['Latin', 'The quick brown fox jumps over the lazy dog. '],
    ['Chinese', '微信可直接打开淘宝页面并用支付宝完成支付'],
    ['marked-up', '<p class="x">a <a href="https://feeds.example/">b</a></p>\n'],
  ])('gives at most a tenth of its 256 KiB away for not measuring: %s articles of 8 KB', (_, words) => {
    const list = articles(50, { html: words.repeat(8000 / Buffer.byteLength(words)) });
    const held = cutToBudget(list);
    expect(bytesOf(list.slice(0, held))).toBeLessThanOrEqual(limits.documentBytes);
    expect(bytesOf(list.slice(0, held))).toBeGreaterThan(limits.documentBytes * 0.9);
  });
});
