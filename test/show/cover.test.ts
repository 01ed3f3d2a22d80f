import { expect, it } from 'vitest';
import { coverFaults } from '../../src/show/cover.ts';

it.each([
  ['a.jpg', { type: 'image/jpeg', width: 1400, height: 1400 }, []],
  ['a.PNG', { type: 'image/png', width: 3000, height: 3000 }, []],
  ['a.jpg', { type: 'image/jpeg' }, ['has no size that can be read at its beginning, so it may be damaged']],
  [
    'a.png',
    { type: 'image/jpeg', width: 1400, height: 1400 },
    ['is image/jpeg, and its name has another ending'],
  ],
  ['a.webp', { type: 'image/webp', width: 1400, height: 1400 }, ['is image/webp, not JPEG or PNG']],
  ['a.jpg', {}, ['is of no known type, not JPEG or PNG']],
  ['a.jpg', { type: 'image/jpeg', width: 1600, height: 900 }, ['has 1600 × 900 pixels, and is not square']],
  ['a.jpg', { type: 'image/jpeg', width: 600, height: 600 }, ['has 600 × 600 pixels, and Apple asks for']],
  [
    'a.jpg',
    { type: 'image/jpeg', width: 4000, height: 4000 },
    ['has 4000 × 4000 pixels, and Apple asks for'],
  ],
  [
    'a.jpg',
    { type: 'image/jpeg', colours: 'cmyk', width: 1400, height: 1400 },
    ['has its colours in CMYK, and Apple asks for RGB'],
  ],
  [
    'a.png',
    { type: 'image/png', colours: 'grey', width: 1400, height: 1400 },
    ['has its colours in shades of grey'],
  ],
  ['a.png', { type: 'image/png', colours: 'rgb', width: 1400, height: 1400 }, []],
] as const)('the cover %s with %j', (name, facts, faults) => {
  expect(coverFaults(name, facts)).toEqual(faults.map((fault) => expect.stringContaining(fault)));
});
