/** The log of the worker: one line of JSON per event, which Workers Logs makes searchable by field. */

/** docs/http.md lists the events and their fields. */
type Event =
  | 'publish'
  | 'webhook'
  | 'import'
  | 'refused'
  | 'parse'
  | 'typeset'
  | 'markdown'
  | 'flush'
  | 'outbound'
  | 'alarm'
  | 'limit'
  | 'error'
  | 'source'
  | 'stale'
  | 'busy'
  | 'login';

/** @param facts fields of the event; never a token, a header or the text of an article */
export function log(level: 'info' | 'warn' | 'error', event: Event, facts: Record<string, unknown>): void {
  // eslint-disable-next-line no-console
  console[level](JSON.stringify({ event, ...facts }).replace(unprintable, escaped));
}

/** Characters that a terminal may interpret, or that reverse text; JSON escapes the other control characters. */
const unprintable = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The stack or message of an error, for the log only. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? String(error)) : String(error);
