/** How much of something an isolate has at once: who finds no room is asked to come again. */

interface Part {
  size: number;
  /** ms */
  since: number;
}

/** ms after which a part is given back by itself: a request whose client has left may end without a word. */
const lost = 60_000;

export class Room {
  readonly #size: number;
  readonly #parts = new Set<Part>();

  constructor(size: number) {
    this.#size = size;
  }

  /**
   * Takes a part of the room. Alone one may take more than there is.
   * @param now ms
   * @returns gives it back; absent where there is no room
   */
  enter(size: number, now: number): (() => void) | undefined {
    let taken = 0;
    for (const part of this.#parts) {
      if (now - part.since >= lost) this.#parts.delete(part);
      else taken += part.size;
    }
    if (taken > 0 && taken + size > this.#size) return undefined;
    const part = { size, since: now };
    this.#parts.add(part);
    return () => void this.#parts.delete(part);
  }
}
