import { assert, constantFrom, dictionary, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileMap } from '../../../src/cli/source/files.ts';
import { compare, differingBuckets, type Plan } from '../../../src/cli/publish/plan.ts';
import { bucketOf } from '../../../src/publish/manifest.ts';
import type { ManifestSummary } from '../../../src/publish/protocol.ts';

const files = (entries: Record<string, string>): Map<string, string> => new Map(Object.entries(entries));

describe('comparing the content folder with the worker', () => {
  test('missing files are added, different ones changed, and removed ones deleted', () => {
    const plan = compare(
      files({ 'new.md': 'n', 'same.md': 's', 'edited.md': 'e2' }),
      files({ 'same.md': 's', 'edited.md': 'e1', 'old.md': 'o' }),
    );
    expect(plan).toEqual<Plan>({
      steps: [
        { action: 'change', path: 'edited.md' },
        { action: 'add', path: 'new.md' },
        { action: 'delete', path: 'old.md' },
      ],
      unchanged: 1,
    });
  });

  test('the same content under another path is a move, without a separate deletion', () => {
    const plan = compare(files({ 'b/post.md': 'x' }), files({ 'a/post.md': 'x' }));
    expect(plan.steps).toEqual([{ action: 'move', path: 'b/post.md', from: 'a/post.md' }]);
  });

  test('a copy is an addition', () => {
    const plan = compare(files({ 'a.md': 'x', 'copy.md': 'x' }), files({ 'a.md': 'x' }));
    expect(plan.steps).toEqual([{ action: 'add', path: 'copy.md' }]);
  });

  test('of several removed files with the same content, the one of the same name is the origin', () => {
    const plan = compare(
      files({ 'c/two.md': 'x', 'c/other.md': 'x' }),
      files({ 'a/one.md': 'x', 'a/two.md': 'x' }),
    );
    expect(plan.steps).toEqual([
      { action: 'move', path: 'c/other.md', from: 'a/one.md' },
      { action: 'move', path: 'c/two.md', from: 'a/two.md' },
    ]);
  });

  test('one removed file is the origin of only one new file', () => {
    const plan = compare(files({ 'b.md': 'x', 'c.md': 'x' }), files({ 'a.md': 'x' }));
    expect(plan.steps).toEqual([
      { action: 'move', path: 'b.md', from: 'a.md' },
      { action: 'add', path: 'c.md' },
    ]);
  });

  test('a file that the worker requests again is sent, and is never an origin', () => {
    const plan = compare(files({ 'a.md': 'x', 'new.md': '' }), files({ 'a.md': '', 'gone.md': '' }));
    expect(plan.steps.map(({ action, path }) => `${action} ${path}`)).toEqual([
      'change a.md',
      'add new.md',
      'delete gone.md',
    ]);
  });

  test('a file that can’t be read is not deleted', () => {
    expect(compare(files({}), files({ 'locked.md': 'x' }), new Set(['locked.md'])).steps).toEqual([]);
  });

  test('executing the plan turns any state of the worker into that of the folder', () => {
    const side = dictionary(constantFrom('a', 'b', 'c/a', 'c/b', 'd'), constantFrom('1', '2', '3'));
    assert(
      property(side, side, (before, after) => {
        const worker = files(before);
        const folder = files(after);
        for (const { action, path, from } of compare(folder, worker).steps) {
          const leaves = action === 'delete' ? path : from;
          expect(leaves === undefined || worker.delete(leaves)).toBe(true);
          if (action !== 'delete') worker.set(path, folder.get(path)!);
        }
        expect(worker).toEqual(folder);
      }),
    );
  });
});

describe('digests of a set of files', () => {
  const summarise = (files: ReadonlyMap<string, string>): ManifestSummary =>
    new FileMap(files).digests().summary();
  const many = new Map(Array.from({ length: 3_000 }, (_, i): [string, string] => [`folder/${i}.md`, `${i}`]));

  test('the same files have the same root in any order', () => {
    expect(summarise(new Map([...many].reverse())).root).toBe(summarise(many).root);
  });

  test('one changed file makes one bucket differ', () => {
    const edited = new Map(many).set('folder/7.md', 'edited');
    expect(differingBuckets(summarise(edited), summarise(many))).toEqual([String(bucketOf('folder/7.md'))]);
  });

  test('a bucket that is empty on one side differs', () => {
    const one = summarise(files({ 'a.md': 'x' }));
    expect(differingBuckets(one, summarise(files({})))).toEqual(Object.keys(one.buckets));
    expect(differingBuckets(summarise(files({})), one)).toEqual(Object.keys(one.buckets));
  });
});
