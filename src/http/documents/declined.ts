/** A request that is declined although nothing has failed: the client may send it again later. */
export class Declined extends Error {
  override name = 'Declined';
  /** RFC 9110, 15.6.4; RFC 6585, 4. */
  readonly status: 503 | 429;
  /** Seconds, for `Retry-After`. */
  readonly retryAfter: number;

  /** @param message a sentence for the client: why, and when to try again */
  constructor(status: 503 | 429, retryAfter: number, message: string) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}
