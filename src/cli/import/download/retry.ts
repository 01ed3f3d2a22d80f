/** When a download is tried again, and after which pause. */

import { limits } from '../../../limits.ts';

/** Answers of a server that may be well a moment later. */
const busy: ReadonlySet<number | undefined> = new Set([429, 502, 503, 504]);

export const isBusy = (status: number | undefined): boolean => busy.has(status);

/** Ms before a busy server is asked once more, where it does not say how long. */
const pauses: readonly number[] = [1_000, 5_000, 20_000];

/**
 * Counts the tries of one download.
 * A busy server is asked three times more. A file that broke off is continued as long as each try brings some of it.
 */
export class Tries {
  #busy = 0;
  #broken = 0;
  #bytes = -1;

  /** @param after ms that the server asks for @returns ms to wait; undefined: no more tries */
  afterBusy(after: number | undefined): number | undefined {
    const pause = pauses[this.#busy++];
    if (pause === undefined || (after ?? 0) > limits.importRetryAfter) return undefined;
    return after ?? pause;
  }

  /** @param bytes that the try brought the file to @returns as above */
  afterBreak(bytes: number): number | undefined {
    const isFurther = bytes > this.#bytes;
    this.#bytes = Math.max(this.#bytes, bytes);
    return isFurther && this.#broken++ < limits.importBreaks ? pauses[0] : undefined;
  }
}

/** Ms that `Retry-After` asks for: seconds, or a date (RFC 9110, 10.2.3). @param now ms since 1970 */
export function retryAfter(written: string | undefined, now: number): number | undefined {
  if (written === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(written)) return Number(written) * 1_000;
  const date = Date.parse(written);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
