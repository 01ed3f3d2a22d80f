/** Dates in addresses, as strftime(3) and the generators write them. A clock is a `Date` whose UTC fields are what it shows. */

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** ms */
export const dayLength = 86_400_000;

const padded = (n: number, width = 2): string => String(n).padStart(width, '0');

/** The day of the year, from 1. */
export const dayOfYear = (clock: Date): number =>
  Math.floor((clock.getTime() - Date.UTC(clock.getUTCFullYear(), 0)) / dayLength) + 1;

export const monthName = (clock: Date): string => months[clock.getUTCMonth()]!;
export const weekdayName = (clock: Date): string => weekdays[clock.getUTCDay()]!;

/** The week of ISO 8601 and the year that it belongs to, that of its Thursday. */
function isoWeek(clock: Date): { year: number; week: number } {
  const thursday = new Date(clock.getTime() + (4 - (clock.getUTCDay() || 7)) * dayLength);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}

/** The conversions of strftime(3) that stand in addresses. */
const conversions: Readonly<Record<string, (clock: Date) => string>> = {
  Y: (clock) => padded(clock.getUTCFullYear(), 4),
  y: (clock) => padded(clock.getUTCFullYear() % 100),
  m: (clock) => padded(clock.getUTCMonth() + 1),
  '-m': (clock) => String(clock.getUTCMonth() + 1),
  d: (clock) => padded(clock.getUTCDate()),
  '-d': (clock) => String(clock.getUTCDate()),
  H: (clock) => padded(clock.getUTCHours()),
  M: (clock) => padded(clock.getUTCMinutes()),
  S: (clock) => padded(clock.getUTCSeconds()),
  j: (clock) => padded(dayOfYear(clock), 3),
  B: monthName,
  b: (clock) => monthName(clock).slice(0, 3),
  A: weekdayName,
  a: (clock) => weekdayName(clock).slice(0, 3),
  u: (clock) => String(clock.getUTCDay() || 7),
  G: (clock) => padded(isoWeek(clock).year, 4),
  V: (clock) => padded(isoWeek(clock).week),
};

const conversion = /%(-?[A-Za-z])/g;

/** Whether a format has no conversion but those above. */
export const isFormat = (format: string): boolean =>
  Array.from(format.matchAll(conversion)).every(([, name]) => Object.hasOwn(conversions, name!));

/** @param format one that `isFormat` */
export const strftime = (clock: Date, format: string): string =>
  format.replace(conversion, (_, name: string) => conversions[name]!(clock));
