/** When the sender tries again. */

const minute = 60_000;
const hour = 60 * minute;

/** Waits after the first failure, the second … ms. After the last one a delivery is given up. */
const waits = [minute, 5 * minute, 30 * minute, 2 * hour, 8 * hour] as const;

/** The longest wait that a receiver may ask for (`Retry-After`), ms. A later retry was written while the clock was ahead. */
export const longestWait: number = waits.at(-1)!;

/** @param failures in a row, with the one that has just happened @returns ms; undefined: it is given up */
export const waitAfter = (failures: number): number | undefined => waits[failures - 1];
