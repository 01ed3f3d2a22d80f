import { expect, it } from 'vitest';
import { articleUrl, encodePath } from '../../src/article/address.ts';

it('encodes each segment of an address once, in NFC', () => {
  expect(encodePath('社交媒体/a b+c')).toBe('%E7%A4%BE%E4%BA%A4%E5%AA%92%E4%BD%93/a%20b%2Bc');
  expect(encodePath('cafe\u0301')).toBe('caf%C3%A9');
});

it('puts articles below /articles/', () => {
  expect(articleUrl('https://feeds.example', 'a/b')).toBe('https://feeds.example/articles/a/b');
});
