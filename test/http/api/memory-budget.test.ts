import { expect, it } from 'vitest';
import { MemoryBudget } from '../../../src/http/api/memory-budget.ts';

it('grants reservations until it is used up, and a single one of any size', () => {
  const budget = new MemoryBudget(10);
  const release = budget.reserve(20, 0);
  expect(release).toBeDefined();
  expect(budget.reserve(1, 0)).toBeUndefined();
  release!();
  expect(budget.reserve(6, 0)).toBeDefined();
  expect(budget.reserve(5, 0)).toBeUndefined();
  expect(budget.reserve(4, 0)).toBeDefined();
});

it('recovers reservations that were never released', () => {
  const budget = new MemoryBudget(10);
  expect(budget.reserve(10, 0)).toBeDefined();
  expect(budget.reserve(10, 59_999)).toBeUndefined();
  expect(budget.reserve(10, 60_000)).toBeDefined();
});
