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
  console[level](JSON.stringify({ event, ...facts }).replace(unprintable, escaped));
}

/** What a terminal may take for a command, or what turns text around; JSON escapes the rest. */
const unprintable = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What an error says, for the log alone. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? String(error)) : String(error);
