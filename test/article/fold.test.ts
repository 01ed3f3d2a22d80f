import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldAddress, foldName } from '../../src/article/fold.ts';

it.each([
  ['Notes', 'notes'],
  ['My Notes', 'my-notes'],
  ['MY_NOTES', 'my-notes'],
  ['my--notes ', 'my-notes'],
  ['Café', 'cafe'],
  ['CAFE\u0301', 'cafe'],
  ['Straße', 'strasse'],
  ['STRAẞE', 'strasse'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['οδος', 'οδοσ'],
  ['İstanbul', 'istanbul'],
  ['ISTANBUL', 'istanbul'],
  ['Ｆｕｌｌ　Ｗｉｄｔｈ', 'full-width'],
  ["What's New?", 'whats-new'],
  ['What’s new', 'whats-new'],
  ['Node.js', 'node-js'],
  ['R & D', 'r-d'],
  ['C', 'c'],
  ['C++', 'c++'],
  ['C#', 'c#'],
  ['知乎热榜', '知乎热榜'],
  ['知乎：热榜', '知乎-热榜'],
  ['हिन्दी', 'हिन्दी'],
  ['한국어', '한국어'],
  ['が', 'が'],
  ['👩‍💻', '👩‍💻'],
  ['!?', '!?'],
  ['---', '---'],
  ['', ''],
])('folds %j to %j', (name, folded) => expect(foldName(name)).toBe(folded));

it('folds each part of an address on its own', () => {
  expect(foldAddress('/2020/Hello World/!')).toBe('/2020/hello-world/!');
});

it('folding what is folded changes nothing, and case makes no difference', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      // In capitals the iota below a vowel becomes a letter, wherever other marks are.
      const name = text.normalize('NFD').replaceAll('\u0345', '');
      const folded = foldName(name);
      expect(foldName(folded)).toBe(folded);
      expect(foldName(name.toUpperCase())).toBe(folded);
    }),
    { numRuns: 3_000 },
  );
});
