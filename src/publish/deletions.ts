/** How much may be deleted at once before it looks like a mistake: a wrong folder, a wrong branch, an empty clone. */

/** A part of what is published that may go without a question … */
const share = 1 / 5;
/** … and as many may, whatever part they are. */
const handful = 5;

/** Whether so much goes that somebody should say that it is meant. @param of how many there are before */
export function isSuspicious(deleted: number, of: number): boolean {
  return deleted > handful && deleted > share * of;
}
