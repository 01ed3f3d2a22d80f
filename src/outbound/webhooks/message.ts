/** A message of a webhook (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md). */

import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Endpoint } from '../tables/endpoints.ts';

const prefix = 'whsec_';
/** The specification asks for 24 to 64. */
const secretBytes = 32;

export const newSecret = (): string => prefix + randomBytes(secretBytes).toString('base64');

/** The id of the message about a change: the same, however often the catalog tells of it. */
export function messageId(endpoint: string, log: string, revision: number, article: string): string {
  const change = JSON.stringify([endpoint, log, revision, article]);
  return `msg_${createHash('sha256').update(change).digest('base64url').slice(0, 27)}`;
}

/** The headers of a request. @param now ms: receivers refuse a message that is five minutes old */
export function headersOf(
  { secret, former }: Pick<Endpoint, 'secret' | 'former'>,
  id: string,
  body: string,
  now: number,
): Record<string, string> {
  const timestamp = Math.floor(now / 1000);
  const secrets = former && former.until > now ? [secret, former.secret] : [secret];
  const signatures = secrets.map((each) => {
    const key = Buffer.from(each.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'Content-Type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}

/** The body of a message. @param at when it happened, ms */
export const bodyOf = (type: string, at: number, data: object): string =>
  JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
