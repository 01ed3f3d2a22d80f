/** Moments as they are from now. */

import { formatDuration, formatNumber } from './numbers.ts';

/** The time until a moment, by the clock of this machine. @param moment ISO 8601 @param now ms */
export function within(moment: string, now: number): string {
  const left = Date.parse(moment) - now;
  return left > 1_000 ? `in ${formatDuration(left)}` : 'now';
}

/** The time since a moment, rounded down to minutes, hours or days. @param moment ISO 8601 @param now ms */
export function ago(moment: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(moment)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${formatNumber(minutes)} min ago`;
  return minutes < 48 * 60
    ? `${Math.floor(minutes / 60)} h ago`
    : `${formatNumber(Math.floor(minutes / 1_440))} days ago`;
}
