import { expect, test } from 'vitest';
import { BatchSize } from '../../../src/cli/publish/batch-size.ts';

const quick = 10;

test('grows while answers are quick, to the limit of the worker', () => {
  const size = new BatchSize();
  const sizes = [size.files];
  for (let batch = 0; batch < 3; batch++) {
    size.answered(size.files, quick);
    sizes.push(size.files);
  }
  expect(sizes).toEqual([20, 160, 500, 500]);
});

test('grows no further than an answer is expected to take two seconds', () => {
  const size = new BatchSize();
  size.answered(20, 500);
  expect(size.files).toBe(80);
  size.answered(80, 2_000);
  expect(size.files).toBe(80);
});

test('shrinks when answers are slow, but not for a batch that was small anyway', () => {
  const size = new BatchSize();
  size.answered(20, quick);
  size.answered(10, 20_000);
  expect(size.files).toBe(160);
  size.answered(160, 20_000);
  expect(size.files).toBe(80);
  for (let batch = 0; batch < 20; batch++) size.answered(size.files, 60_000);
  expect(size.files).toBe(1);
});

test('grows by an eighth beyond a size that was too large, and remembers each success', () => {
  const notes: (number | undefined)[] = [];
  const size = new BatchSize(undefined, (files) => void notes.push(files));
  size.answered(20, quick);
  size.exceeded(40, true);
  for (const files of [40, 45, 50]) {
    expect(size.files).toBe(files);
    size.answered(files, quick);
  }
  expect(notes).toEqual([40, 45, 50]);
});

test('remembers nothing of a size that only these files exceed', () => {
  const notes: (number | undefined)[] = [];
  const size = new BatchSize(undefined, (files) => void notes.push(files));
  size.exceeded(8, false);
  for (let batch = 0; batch < 40; batch++) size.answered(size.files, quick);
  expect({ files: size.files, notes }).toEqual({ files: 500, notes: [] });
});

test('goes back at once to the size that was known to fit', () => {
  const size = new BatchSize(120);
  expect(size.files).toBe(20);
  size.answered(20, quick);
  expect(size.files).toBe(120);
  expect(new BatchSize(7).files).toBe(7);
});
