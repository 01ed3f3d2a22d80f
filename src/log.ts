/** The log of the worker: one line of JSON per event, which Workers Logs makes searchable by field. */

/** docs/http.md lists the events and their fields. */
type Event =
  | 'publish'
  | 'webhook'
  | 'import'
  | 'refused'
  | 'parse'
  | 'flush'
  | 'alarm'
  | 'error'
  | 'source'
  | 'stale'
  | 'busy'
  | 'login';

/** @param facts fields of the event; never a token, a header or the text of an article */
export function log(level: 'info' | 'warn' | 'error', event: Event, facts: Record<string, unknown>): void {
  // eslint-disable-next-line no-console
  console[level](JSON.stringify({ event, ...facts }));
}

/** The stack or message of an error, for the log only. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? String(error)) : String(error);
