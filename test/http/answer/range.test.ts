import { describe, expect, it } from 'vitest';
import { isSameVersion, rangeOf } from '../../../src/http/answer/range.ts';

describe('a range of a file of 1,000 bytes', () => {
  const cases: [header: string | null, selection: ReturnType<typeof rangeOf>][] = [
    [null, 'whole'],
    ['bytes=0-1', { offset: 0, length: 2 }],
    ['bytes=0-', { offset: 0, length: 1000 }],
    ['bytes=0-0', { offset: 0, length: 1 }],
    ['bytes=500-600', { offset: 500, length: 101 }],
    ['bytes=999-', { offset: 999, length: 1 }],
    ['bytes=990-2000', { offset: 990, length: 10 }],
    ['bytes=0-99999999999999999999999999', { offset: 0, length: 1000 }],
    ['bytes=-500', { offset: 500, length: 500 }],
    ['bytes=-1', { offset: 999, length: 1 }],
    ['bytes=-5000', { offset: 0, length: 1000 }],
    ['BYTES=0-1', { offset: 0, length: 2 }],
    ['bytes= 0-1 ', { offset: 0, length: 2 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=1000-2000', 'unsatisfiable'],
    ['bytes=99999999999999999999999999-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    // Malformed, or not of bytes.
    ['bytes=-', 'whole'],
    ['bytes=2-1', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=0x1-2', 'whole'],
    ['bytes=1.5-2', 'whole'],
    ['bytes=--5', 'whole'],
    ['bytes', 'whole'],
    ['bytes 0-1', 'whole'],
    ['0-1', 'whole'],
    ['', 'whole'],
    ['items=0-1', 'whole'],
    // Several.
    ['bytes=0-1,5-6', 'whole'],
    ['bytes=0-1, -1', 'whole'],
    ['bytes=0-1,', 'whole'],
  ];

  it.each(cases)('%s is %o', (header, selection) => {
    expect(rangeOf(header, 1000)).toEqual(selection);
  });

  it('does not exist in a file without bytes', () => {
    expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable');
    expect(rangeOf('bytes=-5', 0)).toBe('whole');
  });

  it('takes linear time to read', () => {
    expect(rangeOf(`bytes=${'1'.repeat(1e6)}-x`, 1000)).toBe('whole');
    expect(rangeOf(`bytes=${' '.repeat(1e6)}x`, 1000)).toBe('whole');
  });
});

describe('If-Range', () => {
  const lastModified = Date.UTC(2026, 10, 20, 12);
  const version = { etag: 'abc', lastModified };
  const later = lastModified + 60_000;

  it.each([
    [null, true],
    ['"abc"', true],
    [' "abc" ', true],
    ['W/"abc"', false],
    ['"abd"', false],
    ['*', false],
    ['abc', false],
    ['', false],
    ['Fri, 20 Nov 2026 12:00:00 GMT', true],
    ['Friday, 20-Nov-26 12:00:00 GMT', true],
    ['Fri, 20 Nov 2026 12:00:01 GMT', false],
    ['Fri, 20 Nov 2026 11:59:59 GMT', false],
  ])('%s: %s', (header, same) => {
    expect(isSameVersion(header, version, later)).toBe(same);
  });

  it('does not take a date that is less than a second old', () => {
    const header = 'Fri, 20 Nov 2026 12:00:00 GMT';
    expect(isSameVersion(header, version, lastModified + 999)).toBe(false);
    expect(isSameVersion(header, version, lastModified + 1000)).toBe(true);
  });
});
