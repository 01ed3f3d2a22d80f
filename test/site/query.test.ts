import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { queryOf } from '../../src/site/query.ts';
import { limits } from '../../src/limits.ts';

it('folds white space, removes control characters, and ignores case and width', () => {
  expect(queryOf(' Feeds\u0000\t ＲＳＳ \ufffd知乎 feeds ')).toEqual({
    text: 'Feeds ＲＳＳ 知乎 feeds',
    words: ['feeds', 'rss', '知乎'],
  });
  expect(queryOf(' \n')).toEqual({ text: '', words: [] });
});

it('cuts to its limits, never inside a character', () => {
  expect(queryOf(`${' '.repeat(500)}a`).text).toBe('a');
  expect(queryOf('ab'.repeat(100)).text).toBe('ab'.repeat(limits.queryLength / 2));
  expect(queryOf(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' ')).words).toHaveLength(
    limits.queryWords,
  );
  const emoji = queryOf(`a${'🦊'.repeat(100)}`);
  expect(emoji.text).toHaveLength(limits.queryLength - 1);
  expect([emoji.text, ...emoji.words].every((text) => text.isWellFormed())).toBe(true);
  // One character of a query is 18 to the index.
  expect(queryOf('\ufdfa'.repeat(100)).words.every((word) => word.length <= limits.queryWordLength)).toBe(
    true,
  );
});

it('has a text that parses to the same query', () => {
  const input = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 150 }),
    fc.string({
      unit: fc.constantFrom(' ', '\u2000', '\u0308', '\ufb2c', '\ufdfa', '🦊', '\ud800', 'İ', 'a', '知'),
    }),
  );
  fc.assert(
    fc.property(input, (input) => {
      const query = queryOf(input);
      expect(queryOf(query.text)).toEqual(query);
      expect(query.text.length).toBeLessThanOrEqual(limits.queryLength);
    }),
    { numRuns: 2000 },
  );
});
