import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScopeKey, scopeKey, scopeLabel, scopeOf, scopePath, type Scope } from '../../src/site/scope.ts';

const name = fc
  .array(
    fc.constantFrom('a', 'b', '/', ':', '%', '%2F', ',', ' ', '.', '+', '热', '😀', 'category:', 'all'),
    { minLength: 1 },
  )
  .map((pieces) => pieces.join(''));
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant({ kind: 'all' } as const),
  fc.record({ kind: fc.constantFrom('tag', 'author'), name }),
  fc
    .array(name, { minLength: 1, maxLength: 3 })
    .map(([first, ...others]): Scope => ({ kind: 'category', names: [first!, ...others] })),
);

describe('the key of a scope', () => {
  it('parses to the same scope', () => {
    fc.assert(
      fc.property(scope, (value) => {
        expect(parseScopeKey(scopeKey(value))).toEqual(value);
      }),
    );
  });

  it('is ASCII and names the scope', () => {
    expect(scopeKey({ kind: 'all' })).toBe('all');
    expect(scopeKey({ kind: 'category', names: ['C/C++', '知乎'] })).toBe(
      'category:C%2FC%2B%2B/%E7%9F%A5%E4%B9%8E',
    );
    expect(scopeKey({ kind: 'tag', name: 'a' })).toBe('tag:a');
    expect(scopeKey({ kind: 'author', name: 'a' })).toBe('author:a');
  });

  it('is the same for both normal forms of a name', () => {
    expect(scopeKey({ kind: 'tag', name: 'e\u0301' })).toBe(scopeKey({ kind: 'tag', name: '\u00e9' }));
  });

  it.each(['', 'tag', 'tag:', 'category:', 'all:x', 'feed:x'])('is not %j', (key) => {
    expect(() => parseScopeKey(key)).toThrow(/is not the key of a scope/);
  });
});

describe('a scope', () => {
  it('51: lies at one path, each name one segment, encoded once', () => {
    expect(scopePath({ kind: 'all' })).toBe('/');
    expect(scopePath({ kind: 'category', names: ['C/C++ & .NET', '知乎'] })).toBe(
      '/categories/C%2FC%2B%2B%20%26%20.NET/%E7%9F%A5%E4%B9%8E/',
    );
    expect(scopePath({ kind: 'tag', name: '100%' })).toBe('/tags/100%25/');
    expect(scopePath({ kind: 'author', name: 'a b' })).toBe('/authors/a%20b/');
  });

  it('is labelled by its names', () => {
    expect(scopeLabel({ kind: 'all' })).toBe('');
    expect(scopeLabel({ kind: 'category', names: ['a', 'b'] })).toBe('a · b');
    expect(scopeLabel({ kind: 'author', name: 'Ada' })).toBe('Ada');
  });

  it('follows from a term', () => {
    expect(scopeOf({ kind: 'all', name: '' })).toEqual({ kind: 'all' });
    expect(scopeOf({ kind: 'category', name: 'a' })).toEqual({ kind: 'category', names: ['a'] });
    expect(scopeOf({ kind: 'tag', name: 'a' })).toEqual({ kind: 'tag', name: 'a' });
  });
});
