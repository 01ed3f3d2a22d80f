/** What the worker writes to its log: one line of JSON an event, which Workers Logs makes searchable field by field. */

/** docs/http.md lists the events with their fields. */
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

/** @param facts never a token, a header or the text of an article */
export function log(level: 'info' | 'warn' | 'error', event: Event, facts: Record<string, unknown>): void {
  // eslint-disable-next-line no-console
  console[level](JSON.stringify({ event, ...facts }));
}

/** What an error says, for the log alone. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? String(error)) : String(error);
