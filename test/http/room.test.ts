import { expect, it } from 'vitest';
import { Room } from '../../src/http/api/room.ts';

it('is given as long as there is some, and to one alone whatever he needs', () => {
  const room = new Room(10);
  const leave = room.enter(20, 0);
  expect(leave).toBeDefined();
  expect(room.enter(1, 0)).toBeUndefined();
  leave!();
  expect(room.enter(6, 0)).toBeDefined();
  expect(room.enter(5, 0)).toBeUndefined();
  expect(room.enter(4, 0)).toBeDefined();
});

it('comes back from requests that ended without a word', () => {
  const room = new Room(10);
  expect(room.enter(10, 0)).toBeDefined();
  expect(room.enter(10, 59_999)).toBeUndefined();
  expect(room.enter(10, 60_000)).toBeDefined();
});
