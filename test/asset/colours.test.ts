import { expect, it } from 'vitest';
import { coloursOf } from '../../src/asset/colours.ts';

const hex = (digits: string): number[] => Array.from(digits.match(/../g)!, (byte) => parseInt(byte, 16));

const signature = hex('89504e470d0a1a0a');
/** A PNG of 1400 × 1400 pixels up to the type of its colours. */
const png = (type: number): number[] => signature.concat(hex('0000000d49484452000005780000057808'), type);

/** The start, a comment of three bytes, a marker that is filled up, and a table. */
const beforeFrame = hex('ffd8fffe0005010203ffffc40004ffc0');
/** A JPEG of 1400 × 1400 pixels up to the number of its components. */
const jpeg = (components: number, frame = 'c0'): number[] =>
  beforeFrame.concat(hex(`ff${frame}00110805780578`), components);

it.each([
  ['PNG in RGB', png(2), 'rgb'],
  ['PNG with a palette', png(3), 'rgb'],
  ['PNG with transparency', png(6), 'rgb'],
  ['grey PNG', png(0), 'grey'],
  ['grey PNG with transparency', png(4), 'grey'],
  ['PNG of no known type', png(9), undefined],
  ['JPEG', jpeg(3), 'rgb'],
  ['progressive JPEG', jpeg(3, 'c2'), 'rgb'],
  ['grey JPEG', jpeg(1), 'grey'],
  ['JPEG for print', jpeg(4), 'cmyk'],
  ['JPEG with two components', jpeg(2), undefined],
  ['JPEG that ends before its frame', jpeg(3).slice(0, 20), undefined],
  ['JPEG with a segment without a length', hex('ffd8fffe000000000000000000'), undefined],
  ['another file', hex('47494638'), undefined],
  ['nothing', [], undefined],
])('the colours of a %s', (_, bytes, colours) => {
  // Also within a larger buffer, as files are read.
  const head = Uint8Array.from([0, ...bytes]).subarray(1);
  expect(coloursOf(head)).toBe(colours);
});
