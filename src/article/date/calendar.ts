/** Which days and hours exist, and which of them stand for those that don't. */

import type { WallTime } from './zone.ts';

/** @property rolledOver the day that was taken for one that its month doesn't have, as ISO 8601 */
export interface Settled {
  wall: WallTime;
  rolledOver?: string;
}

/**
 * The time that a wall shows. 24:00 is the midnight that ends the day (ISO 8601-1:2019/Amd 1:2022). A day from 29 to
 * 31 that its month doesn't have is counted on into the next month, as JavaScript's Date and YAML readers do: the
 * author's own site shows that day.
 * @returns undefined where there is no such day or hour
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

/** Whether each part is one that some month, day or hour has. */
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

/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
function dateOf(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
