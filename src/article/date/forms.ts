/** Parses the written forms of dates. */

import { limits } from '../../limits.ts';
import { momentIn, momentOf } from './zone.ts';

export type DateReading =
  /** Milliseconds since 1970 UTC. `unknownZone`: an unknown zone, as written; the site's was used instead. */
  | { kind: 'moment'; time: number; unknownZone?: string }
  /** The output of a program that had no date, such as `Invalid Date`: the author gave none. */
  | { kind: 'none' }
  /** A known form with a day or time that does not exist. */
  | { kind: 'impossible' }
  | { kind: 'unreadable' };

const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?)?(?:\s*(?<half>[ap])\.?m\b\.?)?`;
// After an offset JavaScript writes the zone's name in parentheses, Temporal in brackets, and Go the word UTC again.
const zone = String.raw`(?:\s*(?<zone>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[a-z]+(?:/[a-z0-9_+\-/]+)?))?(?:\s+UTC)?(?:\s*(?:\([^()]*\)|\[[^[\]]*\]))?`;
const weekday = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s*)?`;
const monthName = String.raw`(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;

/** Tried in this order. The weekday is not compared with the date, as in RSS readers. */
const forms = [
  // ISO 8601 and RFC 3339, a space for the T, slashes or dots for the hyphens, parts of one digit
  String.raw`(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?:(?:T|\s*,\s*|\s+)${clock}${zone})?`,
  // RFC 822 and RFC 2822: Wed, 01 Dec 2021 12:17:44 GMT
  String.raw`${weekday}(?<day>\d{1,2})[\s-]+${monthName},?[\s-]+(?<year>\d{4}|\d{2})(?:[\s,]+${clock}${zone})?`,
  // Jul 08 2022; July 8th, 2022; JavaScript's Wed Dec 01 2021 12:17:44 GMT+0800 (China Standard Time)
  String.raw`${weekday}${monthName}\s*(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})(?:[\s,]+(?:at\s+)?${clock}${zone})?`,
  // C's asctime, and date(1): Wed Dec  1 12:17:44 UTC 2021
  String.raw`${weekday}${monthName}\s+(?<day>\d{1,2})\s+${clock}${zone}\s+(?<year>\d{4})`,
  // 2021年12月1日 12:17
  String.raw`(?<year>\d{4})\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日(?:\s*${clock}${zone})?`,
].map((form) => new RegExp(`^${form}$`, 'i'));

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * @param timezone IANA zone for dates without one
 */
export function readDate(text: string, timezone: string): DateReading {
  const date = text.trim();
  // Bounds the time of the expressions.
  if (date.length > limits.dateLength) return { kind: 'unreadable' };
  // JavaScript's invalid date, and Go's zero time.
  if (/^(?:invalid date|0001-01-01(?:[T ]00:00:00(?:Z| \+0000 UTC)?)?)$/i.test(date)) return { kind: 'none' };
  for (const form of forms) {
    const groups = form.exec(date)?.groups;
    if (groups) return moment(groups, timezone);
  }
  return { kind: 'unreadable' };
}

/** Midnight of the date that parts of a path spell; undefined if it does not exist. */
export function readDay(year: string, month: string, day: string, timezone: string): number | undefined {
  const reading = moment({ year, month, day }, timezone);
  return reading.kind === 'moment' ? reading.time : undefined;
}

function moment(groups: Record<string, string | undefined>, timezone: string): DateReading {
  const { name, half, fraction = '' } = groups;
  const wall = {
    year: fullYear(groups['year'] ?? ''),
    month: name ? monthNames.indexOf(name.toLowerCase()) + 1 : Number(groups['month']),
    day: Number(groups['day']),
    hour: Number(groups['hour'] ?? 0),
    minute: Number(groups['minute'] ?? 0),
    // Unix time has no leap seconds.
    second: Math.min(Number(groups['second'] ?? 0), 59),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
  };
  if (half) {
    if (wall.hour < 1 || wall.hour > 12) return { kind: 'impossible' };
    wall.hour = (wall.hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (!isPossible(wall) || Number(groups['second'] ?? 0) > 60) return { kind: 'impossible' };

  const written = groups['zone'];
  if (written === undefined) return { kind: 'moment', time: momentIn(wall, timezone) };
  const time = momentOf(wall, written);
  if (time !== undefined) return { kind: 'moment', time };
  return { kind: 'moment', time: momentIn(wall, timezone), unknownZone: written };
}

/** RFC 2822, 4.3: two digits below 50 mean 20xx. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}

function isPossible({
  year,
  month,
  day,
  hour,
  minute,
}: Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>): boolean {
  // Day 0 of the next month is the last day of this one.
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay && hour <= 23 && minute <= 59;
}
