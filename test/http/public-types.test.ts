import { expect, test } from 'vitest';
import type * as Public from '../../src/public.d.ts';
import * as worker from '../../src/worker.ts';

// The compiler compares: each export has at least what the types of the package promise.
const promised: typeof Public = {
  default: worker.default,
  Catalog: worker.Catalog,
  Parser: worker.Parser,
  Outbound: worker.Outbound,
};

test('the package exports what its types name', () => {
  expect(Object.keys(worker).sort()).toEqual(Object.keys(promised).sort());
  const classes: readonly unknown[] = [promised.Catalog, promised.Parser, promised.Outbound];
  expect(classes.map((each) => typeof each)).toEqual(['function', 'function', 'function']);
});
