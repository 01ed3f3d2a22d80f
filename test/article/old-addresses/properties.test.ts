import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { expand } from '../../../src/article/old-addresses/expand.ts';
import { dialects, generators } from '../../../src/article/old-addresses/dialects.ts';
import { oldKey } from '../../../src/article/old-addresses/key.ts';
import { readPatterns } from '../../../src/article/old-addresses/pattern.ts';
import { fileNameOf } from '../../../src/article/old-addresses/remembered.ts';
import { limits } from '../../../src/limits.ts';

const text = fc.string({ unit: fc.constantFrom(...Array.from('aZ9 -_./?#%:&é你%2F\u0301')), maxLength: 30 });

const remembered = fc.record({
  path: text.map((path) => `${path}/x.md`),
  title: text,
  slug: fc.option(text, { nil: undefined }),
  categories: fc.array(text, { maxLength: 3 }),
  own: fc.option(text, { nil: undefined }),
  time: fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
});

const patterns = fc.oneof(
  fc.constantFrom(
    ...generators.flatMap((name) => Object.keys(dialects[name].styles).map((style) => `${name}:${style}`)),
  ),
  fc
    .array(
      fc.constantFrom(
        'jekyll:/',
        '/',
        ':title',
        ':slug',
        ':categories',
        '%postname%',
        '{slug}',
        '?a=',
        '[',
        '..',
      ),
    )
    .map((parts) => parts.join('')),
);

it('every old address is a path of the site that a request can have, and is found by its key', () => {
  fc.assert(
    fc.property(remembered, patterns, ({ path, own, time, ...article }, value) => {
      const reading = readPatterns(value);
      if ('why' in reading) return;
      const clock = new Date(time);
      const found = expand(
        {
          ...fileNameOf(path),
          ...article,
          tags: article.categories,
          authors: article.categories,
          published: time,
          site: clock,
          own: clock,
          text: () => own,
        },
        reading.patterns,
      );
      expect(found.length).toBeLessThanOrEqual(limits.oldAddresses);
      expect(new Set(found).size).toBe(found.length);
      for (const address of found) {
        expect(address).toMatch(/^\/(?!\/)/);
        expect(address.normalize('NFC')).toBe(address);
      }
      for (const address of found.filter((each) => !each.includes('?'))) {
        expect(address).not.toMatch(/\/$|\/\/|\/\.{1,2}(?:\/|$)/);
        const encoded = address.split('/').map(encodeURIComponent).join('/');
        const { pathname } = new URL(`https://a.example${encoded}`);
        expect(oldKey(decodeURIComponent(pathname))).toBe(oldKey(address));
      }
    }),
  );
});
