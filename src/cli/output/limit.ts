/** Formatting of a limit of Cloudflare's plan. */

import type { PlatformLimit } from '../../publish/platform-limits.ts';
import { formatMinutes } from './numbers.ts';

/** `The rows … are used up; the limit is reset at 00:00 UTC (in 3 h 12 min)`. @param now ms */
export function formatLimit(
  { why, resetsAt }: Pick<PlatformLimit, 'why' | 'resetsAt'>,
  now: number = Date.now(),
): string {
  return resetsAt === undefined
    ? why
    : `${why}; the limit is reset ${formatReset(Date.parse(resetsAt), now)}`;
}

/** `at 00:00 UTC (in 3 h 12 min)`. @param reset ms @param now ms */
export function formatReset(reset: number, now: number = Date.now()): string {
  const time = `at ${new Date(reset).toISOString().slice(11, 16)} UTC`;
  return reset > now ? `${time} (in ${formatMinutes(reset - now)})` : time;
}
