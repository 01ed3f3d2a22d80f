/** Checks local times, and replaces days that do not exist. */

import type { WallTime } from './zone.ts';

/** @property rolledOver the day that replaces one that the month does not have, in ISO 8601 */
export interface Settled {
  wall: WallTime;
  rolledOver?: string;
}

/**
 * An existing local time. 24:00 becomes 0:00 of the next day (ISO 8601-1:2019/Amd 1:2022). A day up to 31 that the month
 * does not have rolls over into the next month, as in JavaScript and its YAML parsers: 31 September is 1 October.
 * @returns undefined if there is no such month, day or hour
 */
export function settle(wall: WallTime): Settled | undefined {
  if (!isWritten(wall)) return undefined;
  // Day 0 of the next month is the last day of this one.
  const lastDay = dateOf(2000 + (wall.year % 400), wall.month + 1, 0).getUTCDate();
  if (wall.day <= lastDay && wall.hour < 24) return { wall };
  const date = dateOf(wall.year, wall.month, wall.day);
  const rolledOver = date.toISOString().slice(0, 10);
  if (wall.hour === 24) date.setUTCDate(date.getUTCDate() + 1);
  const day = {
    ...wall,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: wall.hour % 24,
  };
  return wall.day <= lastDay ? { wall: day } : { wall: day, rolledOver };
}

/** Whether each part is in its range. */
function isWritten({ year, month, day, hour, minute, second, millisecond }: WallTime): boolean {
  const isMidnight = hour === 24 && minute === 0 && second === 0 && millisecond === 0;
  return (
    year >= 1 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    (hour <= 23 || isMidnight) &&
    minute <= 59 &&
    second <= 59
  );
}

/** Date.UTC maps the years 0 to 99 to 1900 to 1999. */
function dateOf(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
