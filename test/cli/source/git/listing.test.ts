import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourcesOnly } from '../../../../src/publish/file-rules.ts';
import { FileMap } from '../../../../src/cli/source/files.ts';
import { Listing } from '../../../../src/cli/source/git/listing.ts';
import { blobId, bucketOf } from '../../../../src/publish/manifest.ts';

interface Entry {
  path: string;
  blob: string;
  /** `<tag> <mode>` */
  kind?: string;
  stage?: number;
}

/** The output of git for an index. */
function outputOf(entries: readonly Entry[]): Buffer {
  const records = entries
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
    .map(({ path, blob, kind = 'H 100644', stage = 0 }) => `${kind} ${blob} ${stage}\t${path}\0`);
  return Buffer.from(records.join(''));
}

const blob = (text: string): string => blobId(Buffer.from(text));

/** All public data of a listing. */
const seen = (listing: Listing) => ({
  articles: [...listing.files('source')],
  doubtful: [...listing.doubtful()],
  summary: listing.digests('source').summary(),
  size: listing.sizeOf('source'),
});

describe('a listing of the index', () => {
  const entries: Entry[] = [
    { path: 'a.md', blob: blob('a') },
    { path: 'photo.jpg', blob: blob('p') },
    { path: 'cafe\u0301.md', blob: blob('c') },
    { path: 'skipped.md', blob: blob('s'), kind: 'S 100644' },
    { path: 'link.md', blob: blob('l'), kind: 'H 120000' },
    { path: 'conflict.md', blob: blob('1'), kind: 'M 100644', stage: 1 },
    { path: 'conflict.md', blob: blob('2'), kind: 'M 100644', stage: 2 },
    { path: 'within', blob: blob('w'), kind: 'H 160000' },
    { path: '知乎/b.md', blob: blob('b'), kind: 'H 100755' },
  ];
  const listing = Listing.of(outputOf(entries), sourcesOnly);

  test('is certain of plain files, and doubts all other articles', () => {
    expect([...listing.files('source')]).toEqual([
      ['a.md', blob('a')],
      ['知乎/b.md', blob('b')],
    ]);
    expect([...listing.doubtful()].sort()).toEqual(
      ['cafe\u0301.md', 'conflict.md', 'conflict.md', 'link.md', 'skipped.md', 'within/'].sort(),
    );
  });

  test('has the digests and buckets of its certain files', () => {
    const files = new FileMap(listing.files('source'));
    expect(listing.digests('source').summary()).toEqual(files.digests().summary());
    const bucket = bucketOf('知乎/b.md');
    expect([...listing.files('source', new Set([bucket]))]).toEqual([['知乎/b.md', blob('b')]]);
  });

  test('finds certain articles by path, and no others', () => {
    expect(listing.blobOf('知乎/b.md', 'source')).toBe(blob('b'));
    for (const path of ['', 'b.md', 'photo.jpg', 'skipped.md', 'zzz'])
      expect(listing.blobOf(path, 'source')).toBeUndefined();
  });

  test('of SHA-256 is certain of nothing, since the manifest has SHA-1', () => {
    const output = Buffer.from(`H 100644 ${'0'.repeat(64)} 0\ta.md\0`);
    expect([...Listing.of(output, sourcesOnly).doubtful()]).toEqual(['a.md']);
  });

  test('is the same, parsed in full or incrementally from any other one', () => {
    const path = tuple(integer({ min: 0, max: 40 }), constantFrom('.md', '.md', '.jpg', '/b.md')).map(
      ([number, end]) => `${number}${end}`,
    );
    const entry = tuple(path, constantFrom('1', '2'), constantFrom('H 100644', 'H 100644', 'S 100644'));
    const index = array(entry, { maxLength: 60 }).map((entries) => {
      const byPath = new Map(entries.map(([path, text, kind]) => [path, { path, blob: blob(text), kind }]));
      return outputOf([...byPath.values()]);
    });
    assert(
      property(index, index, (before, now) => {
        expect(seen(Listing.of(now, sourcesOnly, Listing.of(before, sourcesOnly)))).toEqual(
          seen(Listing.of(now, sourcesOnly)),
        );
      }),
    );
  });

  test('of thousands is the same after a few additions, changes and deletions', () => {
    const many = Array.from({ length: 3_000 }, (_, i): Entry => ({ path: `f/${i}.md`, blob: blob(`${i}`) }));
    let listing = Listing.of(outputOf(many), sourcesOnly);
    for (const edit of [
      () => (many[0]!.blob = blob('first')),
      () => (many.at(-1)!.blob = blob('last')),
      () => many.splice(1_500, 1),
      () => many.push({ path: 'f/1500-and-a-half.md', blob: blob('new') }),
      () => many.splice(0, many.length),
    ]) {
      edit();
      listing = Listing.of(outputOf(many), sourcesOnly, listing);
      expect(seen(listing)).toEqual(seen(Listing.of(outputOf(many), sourcesOnly)));
    }
  });

  test('of an unchanged index is the previous one', () => {
    expect(Listing.of(outputOf(entries), sourcesOnly, listing)).toBe(listing);
  });
});
