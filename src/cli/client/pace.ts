/** How long to wait before the worker is asked again how much it has left to write. */

/** Ms: soon at first, for what one article changes is written at once, then ever more rarely. */
const shortest = 10;
const longest = 500;

/** One for each wait. */
export class Pace {
  #pause = shortest / 1.5;
  #first: { left: number; now: number } | undefined;

  /**
   * @param left pieces that wait to be written
   * @param now ms, by any clock
   * @returns ms until the rest should be written, going by what was written since the first look; what nobody knows yet
   *   is guessed, a little more each time
   */
  pause(left: number, now: number): number {
    this.#pause = Math.min(this.#pause * 1.5, longest);
    const first = (this.#first ??= { left, now });
    const written = first.left - left;
    if (written <= 0) return this.#pause;
    const rest = (left * (now - first.now)) / written;
    return Math.min(Math.max(rest, shortest), longest);
  }
}
