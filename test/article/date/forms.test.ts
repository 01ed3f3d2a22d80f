import { describe, expect, it } from 'vitest';
import { readDate, readDay } from '../../../src/article/date/forms.ts';

const read = (text: string, timezone = 'Asia/Shanghai'): string => {
  const reading = readDate(text, timezone);
  return reading.kind === 'moment'
    ? new Date(reading.time).toISOString().replace('.000Z', 'Z')
    : reading.kind;
};

describe('a date', () => {
  it.each([
    ['2021-12-01T12:17:44Z', '2021-12-01T12:17:44Z'],
    ['2021-12-01t12:17:44z', '2021-12-01T12:17:44Z'],
    ['2021-12-01T12:17:44.123456Z', '2021-12-01T12:17:44.123Z'],
    ['2021-12-01T12:17:44+08:00', '2021-12-01T04:17:44Z'],
    ['2021-12-01 12:17:44 +0800', '2021-12-01T04:17:44Z'],
    ['2021-12-01 12:17:44 -8', '2021-12-01T20:17:44Z'],
    ['2021-12-01 12:17:44 +08', '2021-12-01T04:17:44Z'],
    ['2021-12-01 12:17:44 UTC', '2021-12-01T12:17:44Z'],
    ['2021-12-01 12:17:44 +0000 UTC', '2021-12-01T12:17:44Z'],
    ['2021-12-01 12:17 America/New_York', '2021-12-01T17:17:00Z'],
    ['2021-12-01T12:17:44+08:00[Asia/Shanghai]', '2021-12-01T04:17:44Z'],
    ['2021/12/1 9:07', '2021-12-01T01:07:00Z'],
    ['2021.12.01', '2021-11-30T16:00:00Z'],
    ['2021-1-2', '2021-01-01T16:00:00Z'],
    ['2021-12-01 12:17 PM', '2021-12-01T04:17:00Z'],
    ['2021-12-01 12:17am', '2021-11-30T16:17:00Z'],
    ['Wed, 01 Dec 2021 12:17:44 GMT', '2021-12-01T12:17:44Z'],
    ['Wed, 1 Dec 21 12:17 EST', '2021-12-01T17:17:00Z'],
    ['1 December 1999', '1999-11-30T16:00:00Z'],
    ['01 Dec 75 00:00:00 +0000', '1975-12-01T00:00:00Z'],
    ['Fri, 01 Dec 2021 12:17:44 +0100', '2021-12-01T11:17:44Z'],
    ['Jul 08 2022', '2022-07-07T16:00:00Z'],
    ['July 8th, 2022', '2022-07-07T16:00:00Z'],
    ['Jul 8, 2022 at 10:00 PM', '2022-07-08T14:00:00Z'],
    ['Wed Dec 01 2021 12:17:44 GMT+0800 (China Standard Time)', '2021-12-01T04:17:44Z'],
    ['Wed Dec  1 12:17:44 UTC 2021', '2021-12-01T12:17:44Z'],
    ['Wed Dec  1 12:17:44 2021', '2021-12-01T04:17:44Z'],
    ['2021年12月1日 12:17', '2021-12-01T04:17:00Z'],
    [' 2024-02-29 ', '2024-02-28T16:00:00Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00Z'],
  ])('written as %s is read', (text, iso) => {
    expect(read(text)).toBe(iso);
  });

  it.each([
    '2021-02-30',
    '2023-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-01-01 24:00',
    '2021-01-01 10:60',
    '31 Jun 2021',
    '2021-01-01 13:00 pm',
  ])('that does not exist, %s, is impossible', (text) => {
    expect(read(text)).toBe('impossible');
  });

  it.each([
    '',
    'yesterday',
    '{{ date }}',
    '12/25/2020',
    '2021',
    '2021-12',
    '2021-12/01',
    '2021-12-01 12',
    '2021-12-01T12:17:44 and more',
    '1'.repeat(10_000),
  ])('in an unknown form, %.20s, is unreadable', (text) => {
    expect(read(text)).toBe('unreadable');
  });

  it.each(['Invalid Date', 'invalid date', '0001-01-01T00:00:00Z'])(
    'written by a program without one, %s, is none',
    (text) => {
      expect(read(text)).toBe('none');
    },
  );

  it('without a zone is read in the zone of the site, summer and winter', () => {
    expect(read('2021-07-01 12:00', 'America/New_York')).toBe('2021-07-01T16:00:00Z');
    expect(read('2021-12-01 12:00', 'America/New_York')).toBe('2021-12-01T17:00:00Z');
    expect(read('2021-12-01 12:00', 'UTC')).toBe('2021-12-01T12:00:00Z');
  });

  it('in a skipped hour is read with the offset before the change', () => {
    expect(read('2021-03-14 02:30', 'America/New_York')).toBe('2021-03-14T07:30:00Z');
  });

  it.each(['CST', 'XYZ', 'Mars/Olympus', '+15:00'])(
    'in the unknown zone %s is read in the zone of the site',
    (zone) => {
      expect(readDate(`2021-12-01 12:17:44 ${zone}`, 'Asia/Shanghai')).toEqual({
        kind: 'moment',
        time: Date.UTC(2021, 11, 1, 4, 17, 44),
        unknownZone: zone,
      });
    },
  );
});

it('a day in a path is read at midnight, if there is one', () => {
  expect(readDay('2021', '3', '01', 'UTC')).toBe(Date.UTC(2021, 2, 1));
  expect(readDay('2021', '2', '30', 'UTC')).toBeUndefined();
});
