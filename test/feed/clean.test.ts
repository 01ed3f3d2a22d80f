import { describe, expect, it } from 'vitest';
import { clean, cleanDate, cleanLanguage, cleanLine, cleanUrl } from '../../src/feed/clean.ts';

describe('a field of a document', () => {
  it('54: loses the characters that XML forbids and lone surrogates, and keeps all others', () => {
    expect(clean('a\u0000\u0008\u000b\u001f\ufffe\uffff\ud800b\udc00')).toBe('ab');
    expect(clean('\t\n \u007f\u0085\ufffd😀热')).toBe('\t\n \u007f\u0085\ufffd😀热');
  });

  it('has the line ends of an XML parser', () => {
    expect(clean('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });

  it('is on one line if it is a name', () => {
    expect(cleanLine(' a\n\t\u3000b\u0008 ')).toBe('a b');
  });

  it.each([
    ['https://知乎.example/人?q=汉', 'https://xn--djqu72h.example/%E4%BA%BA?q=%E6%B1%89'],
    ['https://a.example/%E4%BA%BA', 'https://a.example/%E4%BA%BA'],
    [' http://a.example/x y ', 'http://a.example/x%20y'],
    ['/relative', undefined],
    ['javascript:alert(1)', undefined],
    ['https://', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('15: has an address in ASCII or none: %j → %j', (url, expected) => {
    expect(cleanUrl(url)).toBe(expected);
  });

  it('13: has language tags in their canonical form, or none', () => {
    expect(['zh-cn', 'EN', 'x', '', undefined].map(cleanLanguage)).toEqual([
      'zh-CN',
      'en',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('4, 23: has dates that can be written with four digits of the year', () => {
    expect(cleanDate(Date.UTC(2021, 11, 1)).toISOString()).toBe('2021-12-01T00:00:00.000Z');
    expect(cleanDate(8.64e15).toISOString()).toBe('9999-12-31T00:00:00.000Z');
    expect(cleanDate(-8.64e15).toISOString()).toBe('1000-01-01T00:00:00.000Z');
    expect(cleanDate(Number.NaN).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  });
});
