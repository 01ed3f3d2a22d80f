/** How much of something an isolate has at once: who finds no room is asked to come again. */

export class Room {
  readonly #size: number;
  #taken = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** Takes a part of the room. Alone one may take more than there is. @returns gives it back; absent where there is none */
  enter(part: number): (() => void) | undefined {
    if (this.#taken > 0 && this.#taken + part > this.#size) return undefined;
    this.#taken += part;
    return () => void (this.#taken -= part);
  }
}
