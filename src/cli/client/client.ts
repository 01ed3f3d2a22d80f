/** Talking to the worker's API: retried with patience, and every failure said in words. */

import ky, { HTTPError, type KyInstance, type Options } from 'ky';
import type {
  BatchResult,
  ManifestFiles,
  ManifestSummary,
  RebuildResult,
  Status,
} from '../../publish/protocol.ts';
import { printError } from '../output/line.ts';
import type { Progress } from '../output/progress.ts';
import { shortReason, causeOf, toCliError, requestTimeout } from './errors.ts';
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

/** @throws CliError from every method, `unreachable` for the most part, with what to do about it */
export function connect(target: Target, options: ClientOptions = {}): Client {
  const http = requests(target, options);
  const send = async <T>(path: string, init: Options): Promise<T> => {
    try {
      return await http(path, init).json<T>();
    } catch (error) {
      throw await toCliError(error, target);
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
          onRetry?.(error instanceof HTTPError ? `HTTP ${error.response.status}` : shortReason(error));
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

/** @param progress shows why something is tried again */
export function open(target: Target, progress: Progress): Client {
  // What is local goes no further than this machine, or has a token that was made for this run of `npm start`.
  if (target.token !== undefined && !target.local && target.url.startsWith('http:')) {
    const warning = `${target.url} is not encrypted: others on the network can read the token. Use https.`;
    progress.suspend(() => printError(`edgefeed: warning: ${warning}`));
  }
  return connect(target, { onRetry: (why) => progress.note(`retrying (${why})`) });
}
