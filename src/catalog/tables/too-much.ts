/** What was asked of the catalog at once takes more memory than an isolate has; a part of it would do. */
export class TooMuch extends Error {
  override name = 'TooMuch';
}
