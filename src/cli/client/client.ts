/** Talking to the worker's API: retried with patience, and every failure said in words. */

import ky, { HTTPError, TimeoutError, type KyInstance, type Options } from 'ky';
import type {
  BatchResult,
  ManifestFiles,
  ManifestSummary,
  RebuildResult,
  Status,
} from '../../publish/protocol.ts';
import { CliError, exitCodes } from '../exit.ts';
import type { Target } from './target.ts';

export interface Client {
  manifest(): Promise<ManifestSummary>;
  /** @param buckets names of buckets, see `manifest.ts` */
  files(buckets: readonly string[]): Promise<ManifestFiles>;
  /** @param body JSON of a Batch @param tries how often it is tried at most, seven times unless told */
  publish(body: string | Uint8Array, tries?: number): Promise<BatchResult>;
  status(): Promise<Status>;
  /** Has everything written to KV again. */
  rebuild(): Promise<RebuildResult>;
}

export interface ClientOptions {
  /** Called before something is tried again. */
  onRetry?: (why: string) => void;
  /** Ends waiting and requests; for Ctrl-C. */
  signal?: AbortSignal;
  /** The longest wait between two tries, ms. */
  backoffLimit?: number;
}

/** Seven tries over about 20 seconds: longer than a worker takes to come back, shorter than a CI job's patience. */
const retries = 6;

/** Ms for one request. A batch of 500 articles takes well under a second; slow links need the rest. */
const requestTimeout = 60_000;

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

/** @throws CliError from every method, `unreachable` for the most part, with what to do about it */
export function connect(target: Target, options: ClientOptions = {}): Client {
  const http = requests(target, options);
  const send = async <T>(path: string, init: Options): Promise<T> => {
    try {
      return await http(path, init).json<T>();
    } catch (error) {
      throw await explained(error, target);
    }
  };
  const json = { 'Content-Type': 'application/json' };
  return {
    manifest: () => send('api/manifest', {}),
    files: (buckets) => send('api/manifest', { method: 'post', json: { buckets } }),
    publish: (body, tries = retries + 1) =>
      send('api/publish', { method: 'post', body, headers: json, retry: { limit: tries - 1 } }),
    status: () => send('api/status', {}),
    rebuild: () => send('api/rebuild', { method: 'post' }),
  };
}

function requests(target: Target, { onRetry, signal, backoffLimit = 10_000 }: ClientOptions): KyInstance {
  let reached = false;
  return ky.create({
    prefixUrl: target.url,
    headers: target.token === undefined ? {} : { Authorization: `Bearer ${target.token}` },
    timeout: requestTimeout,
    // Followed, a POST becomes a GET, and the token is left behind: what is wrong is the address.
    redirect: 'manual',
    ...(signal && { signal }),
    retry: {
      limit: retries,
      // Publishing is idempotent: a file that arrived already is answered with `unchanged`.
      methods: ['get', 'post'],
      statusCodes: [408, 429, 500, 502, 503, 504],
      afterStatusCodes: [429, 503],
      backoffLimit,
      maxRetryAfter: requestTimeout,
      retryOnTimeout: true,
    },
    hooks: {
      afterResponse: [() => void (reached = true)],
      beforeRetry: [
        ({ error }) => {
          // Where nobody has ever answered, the address is wrong or the worker is not running: say so at once.
          if (!reached && error instanceof TypeError && !passing.has(causeOf(error)?.code ?? '')) throw error;
          onRetry?.(error instanceof HTTPError ? `${error.response.status}` : briefly(error));
        },
      ],
    },
  });
}

/** What may be better the next moment, although nothing has ever come from there. */
const passing: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

/** The failure as somebody needs to read it who publishes articles. */
async function explained(error: unknown, target: Target): Promise<unknown> {
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
    const brief = briefly(error);
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
    const { detail } = (await response.json()) as { detail?: unknown };
    return typeof detail === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}

/** What went wrong below `fetch`, which itself says "fetch failed" whatever happened. */
function briefly(error: Error): string {
  const cause = causeOf(error);
  return words[cause?.code ?? ''] ?? cause?.message ?? error.message;
}

const words: Partial<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  UND_ERR_SOCKET: 'connection lost',
  ENOTFOUND: 'no such host',
};

function causeOf({ cause }: Error): NodeJS.ErrnoException | undefined {
  return cause instanceof Error ? cause : undefined;
}
