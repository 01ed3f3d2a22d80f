import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { cutToBudget, documentBytes } from '../../src/feed/budget.ts';
import { formats } from '../../src/feed/formats.ts';
import { article, articles, feedOf } from './sample.ts';

const bytesOf = (list: readonly Article[]): number =>
  Math.max(...Object.values(formats).map(({ render }) => Buffer.byteLength(render(feedOf(list)))));

/** Texts that grow when they are escaped, or encoded. */
const text = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', '热', '&', '"', '\n', ']]>', '😀'), maxLength, size: 'max' });
const heavy = fc
  .record({
    address: text(100).map((rest) => `a${rest}`),
    title: text(200),
    summary: text(400),
    html: fc.oneof(text(20), text(12_000)),
    categories: fc.uniqueArray(text(20), { maxLength: 12 }),
    authors: fc.array(
      fc.record({ name: text(20), url: text(30).map((rest) => `https://x.example/${rest}`) }),
      { maxLength: 4 },
    ),
    media: fc.array(
      fc.record({
        url: text(30).map((rest) => `https://x.example/${rest}`),
        type: fc.constant('audio/mpeg'),
        length: fc.nat(),
      }),
      {
        maxLength: 4,
      },
    ),
    externalUrl: text(60).map((rest) => `https://x.example/${rest}`),
  })
  .map((fields, i = 0) => article({ ...fields, id: `urn:test:${i}` }));

describe('a document', () => {
  it('holds 50 articles at most, and all there are when they are few', () => {
    expect(cutToBudget(articles(51))).toBe(50);
    expect(cutToBudget(articles(50))).toBe(50);
    expect(cutToBudget(articles(3))).toBe(3);
    expect(cutToBudget([])).toBe(0);
  });

  it('holds more, or fewer, when it is told to', () => {
    expect(cutToBudget(articles(80), 60)).toBe(60);
    expect(cutToBudget(articles(80), 5)).toBe(5);
  });

  it('holds at least ten articles, whatever they weigh', () => {
    expect(cutToBudget(articles(12, { html: 'x'.repeat(documentBytes) }))).toBe(10);
  });

  it('stays within 256 KiB in every format when it holds more than ten', () => {
    fc.assert(
      fc.property(fc.array(heavy, { minLength: 11, maxLength: 60, size: 'max' }), (list) => {
        const held = cutToBudget(list);
        expect(held).toBeGreaterThanOrEqual(10);
        if (held > 10 && bytesOf(list.slice(0, held)) > documentBytes)
          throw new Error(`${held} articles are too heavy`);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['Latin', 'The quick brown fox jumps over the lazy dog. '],
    ['Chinese', '微信可直接打开淘宝页面并用支付宝完成支付'],
    ['marked-up', '<p class="x">a <a href="https://feeds.example/">b</a></p>\n'],
  ])('gives at most a tenth of its 256 KiB away for not measuring: %s articles of 8 KB', (_, words) => {
    const list = articles(50, { html: words.repeat(8000 / Buffer.byteLength(words)) });
    const held = cutToBudget(list);
    expect(bytesOf(list.slice(0, held))).toBeLessThanOrEqual(documentBytes);
    expect(bytesOf(list.slice(0, held))).toBeGreaterThan(documentBytes * 0.9);
  });
});
