import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { encodePath } from '../../src/article/address.ts';
import { iri } from '../../src/pages/iri.ts';

it('writes letters of any script out, and leaves alone what means something in an address', () => {
  expect(iri('/tags/%E6%96%B0%E9%97%BB%2F%3Fq%23/')).toBe('/tags/新闻%2F%3Fq%23/');
  expect(iri('/a%20b%25')).toBe('/a%20b%25');
  // An ideographic space, an override of direction, and what is no UTF-8.
  expect(iri('/%E3%80%80/%E2%80%AE/%FF')).toBe('/%E3%80%80/%E2%80%AE/%FF');
});

it('leads where the encoded address leads', () => {
  assert(
    property(string({ unit: 'grapheme' }), (address) => {
      const path = `/articles/${encodePath(address)}`;
      const at = (url: string) => new URL(url, 'https://feeds.example').href;
      expect(at(iri(path))).toBe(at(path));
    }),
  );
});
