/** From the time on a clock to a moment. The only file that imports temporal-polyfill. */

import { Temporal } from 'temporal-polyfill';

/** What a clock and a calendar on the wall show. */
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
 * Minutes east of Greenwich of the names that dates are written with: those of RFC 822, and others that mean one
 * zone only. Not here: CST (Chicago's or China's), IST (India's, Israel's or Ireland's), BST and the like.
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
 * The moment, in milliseconds since 1970 UTC.
 * @param zone an offset (`+08:00`, `+0800`, `+8`, `GMT+8`), one of the names above, or a name of the IANA database
 * @returns undefined where the zone isn't known
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
 * The moment in a zone of the IANA database. A time that the clock skipped, or showed twice, is read as JavaScript
 * reads it: with the offset from before.
 * @throws RangeError where there is no such zone
 */
export function momentIn(wall: WallTime, timezone: string): number {
  if (timezone === 'UTC') return utc(wall);
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(timezone).epochMilliseconds;
}

function offsetOf(zone: string): number | undefined {
  const numeric = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (!numeric) return offsets.get(zone.toUpperCase());
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
  if (minutes > maxOffset) return undefined;
  return numeric[1] === '-' ? -minutes : minutes;
}

function utc({ year, month, day, hour, minute, second, millisecond }: WallTime): number {
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, millisecond);
}
