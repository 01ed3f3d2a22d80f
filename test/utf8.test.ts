import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { textOf, utf8Of } from '../src/utf8.ts';

const codeUnits = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), codeUnits);

it('writes texts as TextEncoder does, lone surrogates too', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect([...utf8Of(text)]).toEqual([...new TextEncoder().encode(text)]);
    }),
    { examples: [[''], ['Größe'], ['知乎热榜'], ['知乎😀'], ['知\ud83d'], ['\udc00乎']] },
  );
});

it('reads texts as TextDecoder does, a byte order mark and broken ones too', () => {
  fc.assert(
    fc.property(fc.uint8Array(), texts, (noise, text) => {
      const whole = new TextEncoder().encode(text);
      for (const bytes of [whole, whole.subarray(1), Uint8Array.of(0xef, 0xbb, 0xbf, ...whole), noise])
        expect(textOf(bytes)).toBe(new TextDecoder().decode(bytes));
    }),
    { examples: [[Uint8Array.of(0x61, 0xff, 0x62), '知乎热榜']] },
  );
});

it('makes bytes that have their memory to themselves: between workers all of it would travel', () => {
  for (const text of ['Latin', '知乎热榜', '知\ud83d']) {
    const bytes = utf8Of(text);
    expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
  }
});
