/** The failures of the worker's API, as messages for authors. */

import { HTTPError, TimeoutError } from 'ky';
import { nextDay } from '../../publish/platform-limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import { formatLimit, formatReset } from '../output/limit.ts';
import type { CloudflareError } from './cloudflare-errors.ts';
import { errorAnswer, type ErrorAnswer } from './error-answer.ts';
import type { Target } from './target.ts';

/** Time for one request, ms. A batch of 500 articles takes well under a second; slow links need the rest. */
export const requestTimeout = 60_000;

/** The worker sent no answer of its own: it is down, unreachable, or crashed on the request. */
export class NoAnswer extends CliError {
  override name = 'NoAnswer';
  /** What happened instead, in a few words. */
  readonly brief: string;

  constructor(brief: string, message: string, options: ErrorOptions) {
    super(exitCodes.unreachable, message, options);
    this.brief = brief;
  }
}

/** The worker refused a batch as too large. Smaller batches may go through. */
export class TooLarge extends CliError {
  override name = 'TooLarge';
  /** The worker's reason. */
  readonly detail: string;

  constructor(detail: string, message: string, options: ErrorOptions) {
    super(exitCodes.unreachable, message, options);
    this.detail = detail;
  }
}

/** Cloudflare ended the request because of its size. Smaller batches may go through. */
export class OverLimit extends CliError {
  override name = 'OverLimit';
  /** The limit, as the object of a sentence. */
  readonly limit: string;

  constructor(limit: string, message: string, options: ErrorOptions) {
    super(exitCodes.unreachable, message, options);
    this.limit = limit;
  }
}

/** The bytes that arrived are not those of the blob id: the file changed while it was read. */
export class WrongBytes extends CliError {
  override name = 'WrongBytes';

  constructor(message: string, options: ErrorOptions) {
    super(exitCodes.unreachable, message, options);
  }
}

/** The catalog was changed between two pages of a backup. */
export class CatalogChanged extends CliError {
  override name = 'CatalogChanged';

  constructor(options: ErrorOptions) {
    super(exitCodes.unreachable, 'The catalog was changed while it was read.', options);
  }
}

/** The worker refuses what a backup holds. */
export class BackupRefused extends CliError {
  override name = 'BackupRefused';

  constructor(message: string, options: ErrorOptions) {
    super(exitCodes.unreachable, message, options);
  }
}

/** An older push was refused. @param reason one sentence */
export function outdated(reason: string, options?: ErrorOptions): CliError {
  return new CliError(exitCodes.outdated, `${reason} Use --force to publish this one anyway.`, options);
}

const checkAddress = 'Check the address in --to or EDGEFEED_URL.';

/** Turns an error of ky into a CliError. Other errors are bugs, and returned as they are. */
export async function toCliError(error: unknown, target: Target): Promise<unknown> {
  const { url, local } = target;
  const failure = (message: string): CliError =>
    new CliError(exitCodes.unreachable, message, { cause: error });
  if (error instanceof HTTPError) return ofStatus(error, target);
  if (error instanceof TimeoutError) {
    const brief = `no answer within ${requestTimeout / 1000} s`;
    return new NoAnswer(brief, `Can't reach ${url}: ${brief}. Try again later.`, { cause: error });
  }
  if (error instanceof SyntaxError) return failure(`${url} did not answer in JSON. ${checkAddress}`);
  if (error instanceof TypeError) {
    const brief = shortReason(error);
    const remedy = local ? 'Start the worker with `npm start`.' : checkAddress;
    return new NoAnswer(brief, `Can't reach ${url}: ${brief}. ${remedy}`, { cause: error });
  }
  return error;
}

async function ofStatus(error: HTTPError, target: Target): Promise<CliError> {
  const { url, token, local } = target;
  const { response } = error;
  const { status } = response;
  const options = { cause: error };
  const answered = await errorAnswer(response);
  const { detail, limit, cloudflare, isLocked } = answered;
  const failure = (message: string): CliError => new CliError(exitCodes.unreachable, message, options);
  if (cloudflare) return ofCloudflare(cloudflare, target, options);
  const ofBackup = /\/api\/(?:backup|restore)/.test(response.url);
  if (limit) return failure(limitReached(url, limit, ofBackup ? restoredSoFar : sentSoFar));
  if (isLocked) return failure(`${url}: ${detail}`);
  if (status === 401) {
    const what = token === undefined ? 'requires a token' : 'rejected the token';
    // That it is missing is said already, and the command line sends no header by hand.
    const reason = detail === undefined || detail.startsWith('The token is missing') ? '.' : `: ${detail}`;
    const orState = local ? ', or --state to the state folder of its `npm start`' : '';
    return failure(
      `${url} ${what}${reason} Set EDGEFEED_TOKEN to the PUBLISH_TOKEN of the worker${orState}.`,
    );
  }
  if (status >= 300 && status < 400) return failure(redirected(target, response));
  if (status === 404 && ofBackup)
    return failure(`${url} runs a version of edgefeed without backups. Deploy this version first.`);
  if (/\/api\/webhooks\b/.test(response.url)) {
    const isOld = status === 405 || (status === 404 && response.url.endsWith('/api/webhooks'));
    if (isOld)
      return failure(`${url} runs a version of edgefeed without webhooks. Deploy this version first.`);
    if (detail !== undefined && status < 500) return failure(`${url}: ${detail}`);
  }
  if (status === 404) return failure(`${url} has no publish API. ${checkAddress}`);
  if (status === 412) return new CatalogChanged(options);
  if (ofBackup && detail !== undefined && (status === 400 || status === 409))
    return status === 400 ? new BackupRefused(detail, options) : failure(`${url}: ${detail}`);
  if (status === 409) return outdated(detail ?? 'A newer push is already published.', options);
  const answer = `${url} answered HTTP ${status}${detail === undefined ? '.' : `: ${detail}`}`;
  if (status === 413) return new TooLarge(detail ?? 'HTTP 413', answer, options);
  if (status === 422) return new WrongBytes(answer, options);
  if (status < 500) return failure(answer);
  const remedy = local ? 'See the output of `npm start`.' : 'Run `npx --no wrangler tail` to see why.';
  return new NoAnswer(`HTTP ${status}`, `${answer} ${remedy}`, options);
}

function ofCloudflare(error: CloudflareError, { url }: Target, options: ErrorOptions): CliError {
  const { code, what, remedy, retry, daily } = error;
  const number = code === undefined ? '' : ` (Cloudflare's error ${code})`;
  const until = daily ? ` The limit is reset ${formatReset(nextDay(Date.now()))}.` : '';
  const message = `${url}: ${what}${number}.${until} ${remedy}`;
  if (retry === 'smaller')
    return new OverLimit(`the CPU or memory limit of the Workers plan (error ${code})`, message, options);
  // Another file would not help.
  if (retry === 'never') return new CliError(exitCodes.unreachable, message, options);
  return new NoAnswer(`error ${code}`, message, options);
}

const sentSoFar = 'Everything sent before stays, and readers still get what is published.';
const restoredSoFar = 'What is restored so far stays, and the site answers when all of it is.';

/** A limit of the plan that stops all writes. @param sent what has become of earlier requests */
function limitReached(url: string, limit: NonNullable<ErrorAnswer['limit']>, sent: string): string {
  const remedy = limit.resetsAt === undefined ? '' : ' Run the command again then, or move to the paid plan.';
  return `${url}: ${formatLimit(limit)}.${remedy} ${sent}`;
}

function redirected({ url }: Target, response: Response): string {
  const location = URL.parse(response.headers.get('Location') ?? '', response.url || url);
  if (!location || location.origin === url)
    return `${url} answered HTTP ${response.status} and has no publish API. ${checkAddress}`;
  if (location.hostname.endsWith('.cloudflareaccess.com')) {
    const access = 'Add a policy to it that lets requests to /api/ pass (Bypass): the token protects them.';
    return `${url} is behind Cloudflare Access. ${access} The token was not sent to the login page.`;
  }
  const isSameHost = location.hostname === new URL(url).hostname;
  const remedy = `${isSameHost ? 'Set' : 'If that is your worker, set'} --to or EDGEFEED_URL to ${location.origin}.`;
  return `${url} redirects to ${location.origin}. ${remedy} The token was not sent there.`;
}

/** The cause of a failed `fetch`, whose own message is always "fetch failed". */
export function shortReason(error: Error): string {
  const cause = causeOf(error);
  return reasons[cause?.code ?? ''] ?? cause?.message ?? error.message;
}

const reasons: Partial<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  UND_ERR_SOCKET: 'connection lost',
  ENOTFOUND: 'no such host',
};

export function causeOf({ cause }: Error): NodeJS.ErrnoException | undefined {
  return cause instanceof Error ? cause : undefined;
}
