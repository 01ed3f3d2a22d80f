import { expect, it } from 'vitest';
import { marked } from '../../src/pages/search.tsx';
import { markup } from './markup.ts';

const html = (text: string, words: string[]): string => markup(<>{marked(text, words)}</>);

it('marks words without regard to case, the longest first', () => {
  expect(html('Feeds and feed', ['feed', 'feeds'])).toBe('<mark>Feeds</mark> and <mark>feed</mark>');
  expect(html('订阅与订阅源', ['订阅'])).toBe('<mark>订阅</mark>与<mark>订阅</mark>源');
});

it('escapes what it marks and what stands around', () => {
  expect(html('<b>&amp; <i>', ['<i>', '&'])).toBe('&lt;b&gt;<mark>&amp;</mark>amp; <mark>&lt;i&gt;</mark>');
});

it('takes characters of expressions as they are', () => {
  expect(html('C++ (a|b) x', ['c++', '(a|b)', '.'])).toBe('<mark>C++</mark> <mark>(a|b)</mark> x');
});
