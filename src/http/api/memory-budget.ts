/** A limit on the memory that concurrent requests of an isolate take together; a request beyond it has to retry. */

interface Reservation {
  /** Bytes. */
  size: number;
  /** ms */
  since: number;
}

/** ms after which a reservation expires: a request whose client has left may end without releasing it. */
const maxAge = 60_000;

export class MemoryBudget {
  readonly #bytes: number;
  readonly #reservations = new Set<Reservation>();

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /**
   * Reserves bytes. While there is no other reservation, even more than the budget is granted.
   * @param now ms
   * @returns releases the reservation; undefined if the budget is used up
   */
  reserve(size: number, now: number): (() => void) | undefined {
    let reserved = 0;
    for (const reservation of this.#reservations) {
      if (now - reservation.since >= maxAge) this.#reservations.delete(reservation);
      else reserved += reservation.size;
    }
    if (reserved > 0 && reserved + size > this.#bytes) return undefined;
    const reservation = { size, since: now };
    this.#reservations.add(reservation);
    return () => void this.#reservations.delete(reservation);
  }
}
