/** Converts wall-clock time to a timestamp. The only file that imports temporal-polyfill. */

import { Temporal } from 'temporal-polyfill';

/** Local date and time. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

/**
 * Zone abbreviations → offset from UTC in minutes: those of RFC 822, and others with a single meaning. Ambiguous ones
 * are missing: CST (Chicago or China), IST (India, Israel or Ireland), BST and the like.
 */
const offsets = new Map(
  Object.entries({
    Z: 0,
    UT: 0,
    UTC: 0,
    GMT: 0,
    WET: 0,
    CET: 60,
    CEST: 120,
    EET: 120,
    EEST: 180,
    MSK: 180,
    HKT: 480,
    SGT: 480,
    JST: 540,
    KST: 540,
    AEST: 600,
    AEDT: 660,
    NZST: 720,
    NZDT: 780,
    EST: -300,
    EDT: -240,
    CDT: -300,
    MST: -420,
    MDT: -360,
    PST: -480,
    PDT: -420,
  }),
);

/** The widest offset in use anywhere, in minutes (Kiribati, UTC+14). */
const maxOffset = 14 * 60;

/**
 * The timestamp of a local time, milliseconds since 1970 UTC.
 * @param zone an offset (`+08:00`, `+0800`, `+8`, `GMT+8`), an abbreviation above, or an IANA name
 * @returns undefined if the zone is unknown
 */
export function momentOf(wall: WallTime, zone: string): number | undefined {
  const offset = offsetOf(zone);
  if (offset !== undefined) return utc(wall) - offset * 60_000;
  if (!zone.includes('/')) return undefined;
  try {
    return momentIn(wall, zone);
  } catch {
    return undefined;
  }
}

/**
 * The timestamp of a local time in an IANA zone, milliseconds since 1970 UTC. A time that the clock skips or repeats
 * has the offset from before the change, as in JavaScript.
 * @throws RangeError if there is no such zone
 */
export function momentIn(wall: WallTime, timezone: string): number {
  if (timezone === 'UTC') return utc(wall);
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(timezone).epochMilliseconds;
}

/** What clocks in an IANA zone show at a moment, as the UTC fields of a date. @param time milliseconds since 1970 UTC */
export function clockIn(time: number, timezone: string): Date {
  if (timezone === 'UTC') return new Date(time);
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timezone);
  return new Date(time + offsetNanoseconds / 1_000_000);
}

function offsetOf(zone: string): number | undefined {
  const numeric = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (!numeric) return offsets.get(zone.toUpperCase());
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
  if (minutes > maxOffset) return undefined;
  return numeric[1] === '-' ? -minutes : minutes;
}

/** A local time as if it were UTC, milliseconds since 1970. */
export function utc({ year, month, day, hour, minute, second, millisecond }: WallTime): number {
  const date = new Date(0);
  // Date.UTC maps the years 0 to 99 to 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, millisecond);
}
