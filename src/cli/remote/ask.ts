/** Asks whether a file of another site is there: by HEAD, and by GET for one byte where HEAD does not tell. */

import { limits } from '../../limits.ts';
import { PrivateAddress, type Answer } from './request.ts';
import { reasonOf } from './reason.ts';

/** `picture`: shown by `<img>`. `media`: played, or an enclosure. */
export type Use = 'picture' | 'media';

/** What is known of a file of another site. */
export type Outcome =
  | { status: 'ok' | 'wrong-type'; code: number; type?: string; bytes?: number }
  | { status: 'dead'; code?: number; reason: string }
  /** Another try may succeed: the server asks for a pause, or nothing was sent. */
  | { status: 'unasked'; reason: string }
  | { status: 'private'; reason: string };

export type Send = (url: URL, method: 'HEAD' | 'GET') => Promise<Answer>;

/** @param send sends one request, in the turn of its host */
export async function ask(address: string, use: Use, send: Send): Promise<Outcome> {
  try {
    const head = await headOf(address, use, send);
    if (head && (head.status === 'unasked' || isComplete(head, use))) return head;
    // Some servers refuse HEAD, or answer it with the head of an error page.
    const got = await follow(address, 'GET', send);
    return 'reason' in got ? got : outcomeOf(got, use);
  } catch (error) {
    if (error instanceof PrivateAddress) return { status: 'private', reason: error.message };
    return { status: 'dead', reason: reasonOf(error) };
  }
}

/** What HEAD says; undefined where the server hangs up on it. */
async function headOf(address: string, use: Use, send: Send): Promise<Outcome | undefined> {
  try {
    const head = await follow(address, 'HEAD', send);
    return 'reason' in head ? head : outcomeOf(head, use);
  } catch (error) {
    if (/^(?:ECONNRESET|EPIPE|HPE_\w+)$/.test((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Whether nothing is left to ask: the length matters for enclosures only. */
const isComplete = (outcome: Outcome, use: Use): boolean =>
  outcome.status === 'ok' && outcome.type !== undefined && (use === 'picture' || outcome.bytes !== undefined);

/** Why an address leads nowhere. */
export interface Dead {
  status: 'dead';
  code: number;
  reason: string;
}

/** The answer at the end of the redirects. */
export async function follow<Got extends Answer>(
  address: string,
  method: 'HEAD' | 'GET',
  send: (url: URL, method: 'HEAD' | 'GET') => Promise<Got>,
): Promise<Got | Dead> {
  let url: URL = new URL(address);
  for (let redirects = 0; ; redirects++) {
    const answer = await send(url, method);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return answer;
    const code = answer.status;
    if (redirects >= limits.remoteRedirects)
      return { status: 'dead', code, reason: `redirects more than ${limits.remoteRedirects} times` };
    const next = URL.parse(location, url.href);
    if (next?.protocol !== 'https:' && next?.protocol !== 'http:')
      return { status: 'dead', code, reason: 'redirects to an address that is not of the web' };
    url = next;
  }
}

function outcomeOf({ status: code, headers }: Answer, use: Use): Outcome {
  if (code === 429 || (code === 503 && headers['retry-after'] !== undefined))
    return { status: 'unasked', reason: `the server asks for a pause (${code})` };
  // 416: the file has not even one byte.
  if (code === 416) return { status: 'dead', code, reason: 'the file is empty' };
  if (code < 200 || code > 299) return { status: 'dead', code, reason: `the server answers ${code}` };
  const [, type] = /^\s*([\w.+-]{1,127}\/[\w.+-]{1,127})\s*(?:;|$)/.exec(headers['content-type'] ?? '') ?? [];
  const bytes = bytesOf(code, headers);
  if (bytes === 0) return { status: 'dead', code, reason: 'the file is empty' };
  const known = { code, ...(type && { type: type.toLowerCase() }), ...(bytes !== undefined && { bytes }) };
  return { status: isWrong(known.type, use) ? 'wrong-type' : 'ok', ...known };
}

/** The length of the file; undefined where the answer does not tell, or tells that of its compressed form. */
function bytesOf(code: number, headers: Answer['headers']): number | undefined {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return undefined;
  const length =
    code === 206
      ? /^bytes \d+-\d+\/(\d{1,15})$/.exec(headers['content-range'] ?? '')?.[1]
      : /^\d{1,15}$/.exec(headers['content-length'] ?? '')?.[0];
  return length === undefined ? undefined : Number(length);
}

/** Types of stores that know no better; browsers and players look at the content. */
export const isVague = (type: string): boolean =>
  /^(?:application\/(?:octet-stream|force-download|x-download)|binary\/octet-stream)$/.test(type);

function isWrong(type: string | undefined, use: Use): boolean {
  if (type === undefined || isVague(type)) return false;
  if (use === 'picture') return !type.startsWith('image/');
  return /^(?:text|image|font)\/|^application\/(?:xhtml\+xml|xml|json|javascript)$/.test(type);
}
