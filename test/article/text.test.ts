import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanText, foldSpace, tidyText } from '../../src/article/text.ts';

it('removes only characters that XML 1.0 forbids', () => {
  expect(cleanText('a\0b\u0008c\u000Bd\u001Fe\uFFFEf\uFFFFg\uD800h\uDC00i')).toBe('abcdefghi');
  expect(cleanText('tab\t, line\n, CR\r, DEL\u007F, \u0085, emoji 😀, \uFFFD')).toBe(
    'tab\t, line\n, CR\r, DEL\u007F, \u0085, emoji 😀, \uFFFD',
  );
});

it('leaves no character that XML 1.0 forbids in any text, and changes none that is clean', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean.match(/./gsu)?.filter((character) => cleanText(character) === '') ?? []).toEqual([]);
        expect(cleanText(clean)).toBe(clean);
      },
    ),
  );
});

it('folds white space of every kind', () => {
  expect(foldSpace('\n a \u00A0\u3000\t b\r\n')).toBe('a b');
});

it('composes decomposed characters', () => {
  expect(tidyText(' cafe\u0301\0 ')).toBe('café');
});
