/** Dates of feeds and exports → ISO 8601 with the zone that they were written in. */

import { readDate } from '../../../article/date/reading.ts';

/** Minutes that the zones of RFC 822, 5.1 are ahead of UTC. Elsewhere `CST` may be China's; in feeds it is Chicago's. */
const zones: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/**
 * The same moment in ISO 8601. A date without a zone is one of UTC, as most feed readers take it.
 * @returns undefined if it cannot be read as a date
 */
export function isoDate(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const text = written.trim();
  const [, name = ''] = /\s([A-Z]{3})$/.exec(text) ?? [];
  const named = zones[name];
  const reading = readDate(named === undefined ? text : text.slice(0, -3) + offset(named), 'UTC');
  if (reading.kind !== 'moment') return undefined;
  return isoOf(reading.time, named ?? offsetIn(text));
}

/** A moment in ISO 8601. @param time ms since 1970 UTC @param minutes that the zone is ahead of UTC */
export function isoOf(time: number, minutes = 0): string {
  const local = new Date(time + minutes * 60_000).toISOString().replace(/\.000Z$|Z$/, '');
  return local + (minutes === 0 ? 'Z' : offset(minutes));
}

/** `+08:00` behind a time; 0 for any other zone. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes = '0'] = /\d:?\d{2}(?:\.\d+)?\s*([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  const ahead = Number(hours ?? 0) * 60 + Number(minutes);
  return sign === '-' ? -ahead : ahead;
}

function offset(minutes: number): string {
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
