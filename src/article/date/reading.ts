/** A date as an author writes it → a moment. */

import { limits } from '../../limits.ts';
import { normalised } from '../text.ts';
import { settle } from './calendar.ts';
import { dateForms } from './forms.ts';
import { momentIn, momentOf } from './zone.ts';

/**
 * @property time milliseconds since 1970 UTC
 * @property unknownZone as it was written; the site's zone was taken instead
 * @property rolledOver the day that was taken for one that its month doesn't have, as ISO 8601
 */
export interface Moment {
  kind: 'moment';
  time: number;
  unknownZone?: string;
  rolledOver?: string;
}

export type DateReading =
  | Moment
  /** What a program writes that has no date: the author gave none either. */
  | { kind: 'none' }
  /** A form that is read, with a day or an hour that doesn't exist. */
  | { kind: 'impossible' }
  /** `03/04/2021`: March in one country, April in another. */
  | { kind: 'ambiguous' }
  | { kind: 'unreadable' };

/** What an expression found, by the names of its groups: see forms.ts. */
export type DateParts = Record<string, string | undefined>;

/**
 * What programs write that have no date: JavaScript, Go's zero moment, MySQL's zero date; and the words that ask
 * Eleventy to look at the file or at git (https://www.11ty.dev/docs/dates/), which a published text can't answer.
 */
const noDate =
  /^(?:invalid date|undefined|nan|(?:git )?(?:last modified|created)|0001-01-01(?:[T ]00:00:00(?:Z| \+0000 UTC)?)?|0000-00-00(?:[T ]00:00(?::00)?Z?)?)$/i;

/** Brackets around a date: Org mode's stamps, and links to a day's note in Obsidian. */
const bracketed = /^(?:<([^<>]*)>|\[{1,2}([^[\]]*)\]{1,2})$/;

/** Seconds since 1970, or milliseconds where there are more digits: from 1973 on, so that days and years are none. */
const stamp = /^(?:(?<seconds>\d{9,10}(?:\.\d{1,9})?)|(?<milliseconds>\d{12,13}))$/;

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The last moment that RFC 3339 can write: years have four digits. */
const last = Date.UTC(10_000, 0) - 1;

/**
 * @param timezone the zone of dates that are written without one, as in the IANA database
 */
export function readDate(text: string, timezone: string): DateReading {
  // Short enough for every expression.
  if (text.trim().length > limits.dateLength) return { kind: 'unreadable' };
  const date = plain(text);
  if (noDate.test(date)) return { kind: 'none' };
  for (const form of dateForms) {
    const parts = form.exec(date)?.groups;
    if (parts) return readParts(parts, timezone);
  }
  const { seconds, milliseconds } = stamp.exec(date)?.groups ?? {};
  if (seconds !== undefined) return { kind: 'moment', time: Math.floor(Number(seconds) * 1000) };
  if (milliseconds !== undefined) return { kind: 'moment', time: Number(milliseconds) };
  return { kind: 'unreadable' };
}

/** Without brackets; digits and punctuation of full width as ASCII has them, and dashes of word processors as hyphens. */
function plain(text: string): string {
  const date = normalised(text, 'NFKC')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .trim();
  const [, angled, squared] = bracketed.exec(date) ?? [];
  return (angled ?? squared ?? date).trim();
}

/** The moment that the parts of a date name. */
export function readParts(parts: DateParts, timezone: string): DateReading {
  const day = dayOf(parts);
  if (day === undefined) return { kind: 'ambiguous' };
  const hour = hourOf(parts);
  const second = Number(parts['second'] ?? 0);
  if (hour === undefined || second > 60) return { kind: 'impossible' };
  const settled = settle({
    ...day,
    hour,
    minute: Number(parts['minute'] ?? 0),
    // A leap second has no place on the scale of milliseconds since 1970.
    second: Math.min(second, 59),
    millisecond: Number((parts['fraction'] ?? '').slice(0, 3).padEnd(3, '0')),
  });
  if (!settled) return { kind: 'impossible' };
  const { wall, ...rolled } = settled;

  const zone = parts['zone'] ?? parts['dayZone'];
  const known = zone === undefined ? momentIn(wall, timezone) : momentOf(wall, zone);
  const time = Math.min(known ?? momentIn(wall, timezone), last);
  return { kind: 'moment', time, ...(known === undefined ? { unknownZone: zone! } : {}), ...rolled };
}

/** @returns undefined where two numbers may each be the month */
function dayOf(parts: DateParts): { year: number; month: number; day: number } | undefined {
  const year = fullYear(parts['year'] ?? '');
  if (parts['first'] !== undefined) {
    const [first, other] = [Number(parts['first']), Number(parts['other'])];
    if (first <= 12 && other <= 12 && first !== other) return undefined;
    return first > 12 ? { year, month: other, day: first } : { year, month: first, day: other };
  }
  const { name } = parts;
  const month = name ? monthNames.indexOf(name.toLowerCase()) + 1 : Number(parts['month']);
  return { year, month, day: Number(parts['day'] ?? 1) };
}

/** Of 24 hours. @returns undefined where hour and half of the day contradict each other */
function hourOf({ hour: written = '0', half, period }: DateParts): number | undefined {
  const hour = Number(written);
  if (half === undefined && period === undefined) return hour;
  const isAfternoon = half ? half.toLowerCase() === 'p' : /[下後후]/.test(period!);
  if (hour > 12) return isAfternoon && hour < 24 ? hour : undefined;
  // Hours from 0 to 11 are Japan's; 0:30 p.m. may be half past midnight.
  if (hour === 0 && isAfternoon && half) return undefined;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

/** RFC 2822, 4.3: two digits below 50 are of this century. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}
