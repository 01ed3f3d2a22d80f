/** The client of the worker's API, with retries. */

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
  /** @param buckets names of buckets, see `src/publish/manifest.ts` */
  files(buckets: readonly string[]): Promise<ManifestFiles>;
  /** @param body JSON of a Batch @param tries maximum number of attempts, default 7 */
  publish(body: string | Uint8Array, tries?: number): Promise<BatchResult>;
  status(): Promise<Status>;
  /** Starts rewriting all documents in KV. */
  rebuild(): Promise<RebuildResult>;
}

export interface ClientOptions {
  /** Called before each retry. */
  onRetry?: (why: string) => void;
  /** Aborts requests and waits. */
  signal?: AbortSignal;
  /** Maximum delay between two attempts, ms. */
  backoffLimit?: number;
}

/** Seven attempts take about 20 seconds: longer than a worker needs to restart, and short for a CI job. */
const retries = 6;

/** Makes a client whose methods throw a CliError, with the remedy, when a request fails. */
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
    // Not followed: a redirect turns a POST into a GET and drops the token, and means that the address is wrong.
    redirect: 'manual',
    ...(signal && { signal }),
    retry: {
      limit: retries,
      // Publishing is idempotent: for a file that has already arrived the answer is `unchanged`.
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
          // Without any answer so far the address is wrong, or the worker is not running: fail without retries.
          if (!reached && error instanceof TypeError && !passing.has(causeOf(error)?.code ?? '')) throw error;
          onRetry?.(error instanceof HTTPError ? `HTTP ${error.response.status}` : shortReason(error));
        },
      ],
    },
  });
}

/** Transient errors, which are retried even if the worker has never answered. */
const passing: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

/** Makes the client of a command. @param progress shows retries */
export function open(target: Target, progress: Progress): Client {
  // A local request does not leave this machine, or has a token made for this run of `npm start` only.
  if (target.token !== undefined && !target.local && target.url.startsWith('http:')) {
    const warning = `${target.url} is not encrypted: others on the network can read the token. Use https.`;
    progress.suspend(() => printError(`edgefeed: warning: ${warning}`));
  }
  return connect(target, { onRetry: (why) => progress.note(`retrying (${why})`) });
}
