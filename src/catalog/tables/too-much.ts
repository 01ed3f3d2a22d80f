/** The rows of one request take more memory than an isolate has; a part of them may fit. */
export class TooMuch extends Error {
  override name = 'TooMuch';
}
