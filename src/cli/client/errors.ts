/** The failures of the worker's API, as messages for authors. */

import { HTTPError, TimeoutError } from 'ky';
import { CliError, exitCodes } from '../exit.ts';
import type { Target } from './target.ts';

/** Time for one request, ms. A batch of 500 articles takes well under a second; slow links need the rest. */
export const requestTimeout = 60_000;

/** There is no answer, or one that the worker did not mean: it is down, out of reach, or broke down over the request. */
export class NoAnswer extends CliError {
  override name = 'NoAnswer';
  /** What came instead, in a few words. */
  readonly brief: string;

  constructor(brief: string, message: string, options: ErrorOptions) {
    super(exitCodes.unreachable, message, options);
    this.brief = brief;
  }
}

/** The worker has looked at a batch and found it too much: in fewer pieces it may take it. */
export class TooLarge extends CliError {
  override name = 'TooLarge';
  /** What it says about that. */
  readonly detail: string;

  constructor(detail: string, message: string, options: ErrorOptions) {
    super(exitCodes.unreachable, message, options);
    this.detail = detail;
  }
}

/** The failure as somebody needs to read it who publishes articles. */
export async function toCliError(error: unknown, target: Target): Promise<unknown> {
  const failure = (message: string): CliError =>
    new CliError(exitCodes.unreachable, message, { cause: error });
  if (error instanceof HTTPError) {
    const { status } = error.response;
    const detail = await detailOf(error.response);
    if (status === 401) {
      const remedy =
        target.token === undefined ? 'Set EDGEFEED_TOKEN to its PUBLISH_TOKEN.' : 'Look at EDGEFEED_TOKEN.';
      return failure(`${target.url} refuses the token: ${detail ?? 'unauthorized'} ${remedy}`);
    }
    if (status >= 300 && status < 400) return failure(redirected(target, error.response));
    if (status === 409) return outdated(detail ?? 'A newer push is published already.', { cause: error });
    if (status === 404) return failure(`${target.url} has no publish API; is that really edgefeed?`);
    const what = `${target.url} answers ${status}${detail === undefined ? '' : `: ${detail}`}`;
    if (status === 413) return new TooLarge(detail ?? 'it answers 413', what, { cause: error });
    return status >= 500 ? new NoAnswer(`it answers ${status}`, what, { cause: error }) : failure(what);
  }
  if (error instanceof TimeoutError) {
    const brief = `no answer within ${requestTimeout / 1000} s`;
    return new NoAnswer(brief, `${target.url}: ${brief}`, { cause: error });
  }
  if (error instanceof SyntaxError)
    return failure(`${target.url} does not answer in JSON; is that really edgefeed?`);
  if (error instanceof TypeError) {
    const remedy = target.local ? '; is it running? `npm start` starts it' : '';
    const brief = shortReason(error);
    return new NoAnswer(brief, `Can't reach ${target.url} (${brief})${remedy}`, { cause: error });
  }
  return error;
}

/** What to do about a worker that sends elsewhere. */
function redirected({ url }: Target, response: Response): string {
  const location = URL.parse(response.headers.get('Location') ?? '', response.url || url);
  if (!location || location.origin === url)
    return `${url} answers ${response.status} instead of the publish API; is that really edgefeed?`;
  const whose = location.hostname === new URL(url).hostname ? '' : ' if that is your worker';
  return `${url} sends on to ${location.origin}; set EDGEFEED_URL, or --to, to ${location.origin}${whose}. The token was not sent there.`;
}

/** What a push gets that is not the newest. @param why a sentence */
export function outdated(why: string, options?: ErrorOptions): CliError {
  return new CliError(exitCodes.outdated, `${why} --force publishes this one all the same.`, options);
}

/** `detail` of problem details (RFC 9457). */
async function detailOf(response: Response): Promise<string | undefined> {
  try {
    const { detail } = await response.json<{ detail?: unknown }>();
    return typeof detail === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}

/** What went wrong below `fetch`, which itself says "fetch failed" whatever happened. */
export function shortReason(error: Error): string {
  const cause = causeOf(error);
  return words[cause?.code ?? ''] ?? cause?.message ?? error.message;
}

const words: Partial<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  UND_ERR_SOCKET: 'connection lost',
  ENOTFOUND: 'no such host',
};

export function causeOf({ cause }: Error): NodeJS.ErrnoException | undefined {
  return cause instanceof Error ? cause : undefined;
}
