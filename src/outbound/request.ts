/** One request to another server. */

import { limits } from '../limits.ts';
import type { OutboundContext, Outcome } from './context.ts';
import { refusalOf } from './guard.ts';

/** Timeout of a request with the beginning of its answer, ms. */
const timeout = 10_000;
/** The shortest wait that a receiver may ask for, ms. */
const shortestWish = 5_000;

export interface Answer {
  status: number;
  /** The beginning of the body, at most `limits.answerBytes`. */
  text: string;
  /** What it is if its status is none that was hoped for. */
  failure: Failure;
}

type Failure = Extract<Outcome, { status: 'failed' }>;

interface Question {
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Whether the beginning of the body is of interest. */
  read?: boolean;
}

/** @returns the answer, whatever its status; a failure if there is none, or if the address may not be asked */
export async function ask(
  { site, fetch, permissions }: Pick<OutboundContext, 'site' | 'fetch' | 'permissions'>,
  url: string,
  { read = false, headers, ...init }: Question,
): Promise<Answer | Failure> {
  // At each try: the settings may have changed since.
  const refusal = refusalOf(url, permissions);
  if (refusal !== undefined) return { status: 'failed', why: `the address ${refusal}`, isDown: false };
  try {
    const response = await fetch(url, {
      ...(init as RequestInit),
      headers: { ...headers, 'User-Agent': `edgefeed (+${site.url}/)` },
      // It may lead inside, and to follow it would make a GET of a POST.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const text = read ? await beginningOf(response) : '';
    // Not awaited: a body that never ends is not read to its end.
    if (!read) response.body?.cancel().catch(() => {});
    return { status: response.status, text, failure: failureOf(response, text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { status: 'failed', why: `no answer: ${why}`, isDown: true };
  }
}

export const isFailure = (answer: Answer | Failure): answer is Failure => answer.status === 'failed';

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

function failureOf({ status, headers }: Response, text: string): Failure {
  const to = headers.get('Location');
  const seconds = Number(headers.get('Retry-After') ?? 0);
  const detail = to === null ? text.trim().slice(0, 200) : `a redirect to ${to.slice(0, 200)}`;
  return {
    status: 'failed',
    why: `answered ${status}${detail && `: ${detail}`}`,
    // These are about the server, others about one address of it.
    isDown: status === 429 || status >= 500,
    ...(seconds > 0 && { after: Math.max(seconds * 1000, shortestWish) }),
  };
}

/** The first bytes of a body as text; the rest is not read. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const decoder = new TextDecoder();
  let [text, left] = ['', limits.answerBytes as number];
  while (left > 0) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
  }
  // Not awaited: it may never end.
  reader.cancel().catch(() => {});
  return text;
}
