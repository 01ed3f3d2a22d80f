import { basename } from 'node:path/posix';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { originsOf } from '../../src/publish/rules.ts';

/** The rule, naively: each added file takes the first remaining deleted one, with the same file name if possible. */
function bySearching(
  came: ReadonlyMap<string, string>,
  went: ReadonlyMap<string, string>,
): Map<string, string> {
  const left = [...went].filter(([, blob]) => blob !== '');
  const origins = new Map<string, string>();
  for (const sameName of [true, false]) {
    for (const [path, blob] of came) {
      const i = left.findIndex(
        ([from, id]) => id === blob && (!sameName || basename(from) === basename(path)),
      );
      if (i < 0 || origins.has(path)) continue;
      origins.set(path, left.splice(i, 1)[0]![0]);
    }
  }
  return origins;
}

it('agrees with a linear search', () => {
  const files = fc
    .array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c/d'),
        fc.constantFrom('x', 'y', 'z'),
        fc.constantFrom('1', '2', ''),
      ),
    )
    .map((entries) => new Map(entries.map(([folder, name, blob]) => [`${folder}/${name}`, blob])));
  fc.assert(
    fc.property(files, files, (came, went) => {
      expect(originsOf(came, went)).toEqual(bySearching(came, went));
    }),
  );
});

it('handles a renamed folder of copies in linear time', () => {
  const copies = (folder: string): Map<string, string> =>
    new Map(
      Array.from({ length: 50_000 }, (_, i) => [`${folder}/${folder === 'new' ? i : 49_999 - i}.md`, 'x']),
    );
  const origins = originsOf(copies('new'), copies('old'));
  expect(origins.size).toBe(50_000);
  expect(origins.get('new/17.md')).toBe('old/17.md');
});
