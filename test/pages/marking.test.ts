import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldText } from '../../src/site/folded-text.ts';
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

it.each(punctuation)('marks words with %j in them', (character) => {
  const word = `well${character}known`;
  expect(partsOf(`a Well${character}Known b`, [word])).toEqual(['a ', `Well${character}Known`, ' b']);
  expect(partsOf(`x${character}y`, [character])).toEqual(['x', character, 'y']);
});

it.each([
  // As the index finds them: words from their beginnings on, other scripts anywhere.
  ['the art of starting articles', 'art', 'the [art] of starting [art]icles'],
  ['a b, ab; C and c++', 'c', 'a b, ab; [C] and [c]++'],
  ['用Rust写服务网格', 'rust 网格', '用[Rust]写服务[网格]'],
  ['框架与 Vue.js', 'vue框架', '[框架]与 [Vue].js'],
  ['Café, CAFE\u0301, ｃａｆé', 'cafe', '[Café], [CAFE\u0301], [ｃａｆé]'],
  ['Ñandú … São Paulo', 'sao nandu', '[Ñandú] … [São] Paulo'],
  ['The ﬁrst ½ … of it', 'fir of', 'The [ﬁr]st ½ … [of] it'],
  ['Привет, мир', 'МИР', 'Привет, [мир]'],
  ['שלום עולם', 'עולם', 'שלום [עולם]'],
  ['👩‍👩‍👧 family 🦊', '🦊', '👩‍👩‍👧 family [🦊]'],
])('marks in %j what %j finds', (text, query, marked) => {
  const parts = partsOf(text, queryOf(query).words);
  expect(parts.map((part, i) => (i % 2 === 1 ? `[${part}]` : part)).join('')).toBe(marked);
});

it('cuts any text at any words: joined it is the text, and each mark is a word or a part of it, in whatever case', () => {
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 10 }), (text, words) => {
      const parts = partsOf(text, words);
      expect(parts.join('')).toBe(text);
      for (const mark of parts.filter((_, i) => i % 2 === 1)) {
        const folded = foldText(mark);
        expect(words.map(foldText)).toSatisfy((all: string[]) =>
          // Of a character that becomes several, a part is enough to mark it.
          all.some((word) => word.includes(folded) || folded.includes(word)),
        );
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
