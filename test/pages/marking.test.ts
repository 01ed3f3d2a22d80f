import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { queryOf } from '../../src/site/query.ts';
import { partsOf } from '../../src/pages/marking.ts';

const punctuation = [
  ...Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code)),
  ...Array.from('\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u3001\u3002\u300a\u300b\uff0c\uff1a\uff0d'),
].filter((character) => /[\p{P}\p{S}]/u.test(character));

/** Texts in which much repeats, so that words are found. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...punctuation, 'a', 'B', ' '), maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('İ', 'i', 'ı', 'ß', 'ẞ', 'Σ', 'ς', 'K', 'ſ', 'é', 'e\u0301', '🦊', '知', 'Ａ'),
  }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** Without case; a sigma is a sigma wherever it stands. */
const folded = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ');

it.each(punctuation)('marks words with %j in them', (character) => {
  const word = `well${character}known`;
  expect(partsOf(`a Well${character}Known b`, [word])).toEqual(['a ', `Well${character}Known`, ' b']);
  expect(partsOf(`x${character}y`, [character])).toEqual(['x', character, 'y']);
});

it('cuts any text at any words: joined it is the text, and each mark is a word in whatever case', () => {
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 10 }), (text, words) => {
      const parts = partsOf(text, words);
      expect(parts.join('')).toBe(text);
      for (const mark of parts.filter((_, i) => i % 2 === 1)) {
        expect(words.map(folded)).toContain(folded(mark));
      }
    }),
    { numRuns: 3000, examples: [['ẞΣ', ['ς']]] },
  );
});

it('leaves no word unmarked that stands in the text as it was typed', () => {
  fc.assert(
    fc.property(text, text, text, (before, word, after) => {
      const { words } = queryOf(word);
      const [first] = words;
      fc.pre(first !== undefined);
      const marks = partsOf(`${before} ${first} ${after}`, words);
      expect(marks.length).toBeGreaterThan(1);
    }),
    { numRuns: 1000 },
  );
});

it('keeps a text whole when marking fails', () => {
  expect(partsOf('text', [undefined as unknown as string])).toEqual(['text']);
});

it('looks through a long text once, however often words nearly stand in it', () => {
  const long = 'a'.repeat(1_000_000);
  const words = Array.from({ length: 8 }, (_, i) => `${'a'.repeat(40 + i)}b`);
  expect(partsOf(long, words)).toEqual([long]);
  expect(partsOf(long, ['a'.repeat(600_000)])).toEqual([long]);
});
