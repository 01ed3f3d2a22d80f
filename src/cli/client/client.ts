/** The client of the worker's API, with retries. */

import ky, { HTTPError, type KyInstance, type Options, type ShouldRetryState } from 'ky';
import type {
  BatchResult,
  BlobQuery,
  BlobResult,
  BlobsAnswer,
  ManifestFiles,
  ManifestSummary,
  RebuildResult,
  Status,
} from '../../publish/protocol.ts';
import { printError } from '../output/line.ts';
import type { Progress } from '../output/progress.ts';
import { userAgent } from '../version.ts';
import { backupClient, type BackupClient } from './backup-client.ts';
import { errorAnswer } from './error-answer.ts';
import { shortReason, causeOf, toCliError, requestTimeout } from './errors.ts';
import type { Target } from './target.ts';
import { encrypted } from './upgrade.ts';
import { webhookClient, type WebhookClient } from './webhook-client.ts';

export interface Client extends BackupClient, WebhookClient {
  manifest(): Promise<ManifestSummary>;
  /**
   * @param buckets names of buckets, see `src/publish/manifest.ts`
   * @param ofAssets names of buckets of the files that are published as they are
   */
  files(buckets: readonly string[], ofAssets?: readonly string[]): Promise<ManifestFiles>;
  /** Which files have to be sent. @param blobs git blob ids */
  missingBlobs(blobs: readonly string[]): Promise<BlobsAnswer>;
  /** Stores a file, or a part of one. @throws WrongBytes when the bytes are not those of the blob id */
  putBlob(upload: BlobUpload): Promise<BlobResult>;
  /** @param body JSON of a Batch */
  publish(body: string | Uint8Array, options?: PublishOptions): Promise<BatchResult>;
  status(): Promise<Status>;
  /** Starts rewriting all documents in KV. */
  rebuild(): Promise<RebuildResult>;
}

export interface PublishOptions {
  /** Maximum number of attempts, default 7. */
  tries?: number;
  /** Whether part of the batch may be sent instead: errors that its size may cause then end the attempts early. */
  divisible?: boolean;
}

interface BlobUpload {
  blob: string;
  /** Media type. */
  type: string;
  bytes: Uint8Array;
  /** Where a part begins, and the bytes of the whole file. Absent: the bytes are the whole file. */
  part?: { offset: number; of: number };
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
/** Retries of a divisible batch after an unexplained 503, which is what too large a batch gets. */
const retriesOf503 = 2;

/** Makes a client whose methods throw a CliError, with the remedy, when a request fails. */
export function connect(target: Target, options: ClientOptions = {}): Client {
  const http = requests(target, options);
  const failing = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      throw await toCliError(error, target);
    }
  };
  const send = async <T>(path: string, init: Options): Promise<T> => failing(http(path, init).json<T>());
  const json = { 'Content-Type': 'application/json' };
  return {
    manifest: () => send('api/manifest', {}),
    files: (buckets, ofAssets) =>
      send('api/manifest', { method: 'post', json: { buckets, ...(ofAssets && { files: ofAssets }) } }),
    missingBlobs: (blobs) =>
      send('api/blobs', { method: 'post', json: { blobs: [...blobs] } satisfies BlobQuery }),
    putBlob: ({ blob, type, bytes, part }) =>
      send(`api/blobs/${blob}`, {
        method: 'put',
        body: bytes,
        headers: { 'Content-Type': type, ...(part && { 'Content-Range': rangeOf(bytes.byteLength, part) }) },
        timeout: requestTimeout + bytes.byteLength / slowestUpload,
      }),
    publish: (body, { tries = retries + 1, divisible = false } = {}) =>
      send('api/publish', {
        method: 'post',
        body,
        headers: json,
        retry: { limit: tries - 1, shouldRetry: mayRetry(divisible) },
      }),
    status: () => send('api/status', {}),
    rebuild: () => send('api/rebuild', { method: 'post' }),
    ...backupClient(http, failing),
    ...webhookClient(http, failing),
  };
}

/** Decides on retries that the status alone does not decide; undefined leaves it to the status. */
const mayRetry =
  (divisible: boolean) =>
  async ({ error, retryCount }: ShouldRetryState): Promise<boolean | undefined> => {
    if (!(error instanceof HTTPError)) return undefined;
    const { cloudflare, limit, detail } = await errorAnswer(error.response);
    if (limit || cloudflare?.retry === 'never' || (divisible && cloudflare?.retry === 'smaller'))
      return false;
    const isUnexplained = error.response.status === 503 && !cloudflare && detail === undefined;
    return divisible && isUnexplained && retryCount > retriesOf503 ? false : undefined;
  };

/** Bytes per ms of the slowest link on which an upload need not be tried again. */
const slowestUpload = 16;

/** `bytes 0-8388607/104857600` (RFC 9110, 14.4) */
const rangeOf = (length: number, { offset, of }: { offset: number; of: number }): string =>
  `bytes ${offset}-${offset + length - 1}/${of}`;

function requests(target: Target, { onRetry, signal, backoffLimit = 10_000 }: ClientOptions): KyInstance {
  let reached = false;
  return ky.create({
    prefixUrl: target.url,
    headers: {
      'User-Agent': userAgent(),
      ...(target.token !== undefined && { Authorization: `Bearer ${target.token}` }),
    },
    timeout: requestTimeout,
    // Not followed: a redirect turns a POST into a GET and drops the token, and means that the address is wrong.
    redirect: 'manual',
    ...(signal && { signal }),
    retry: {
      limit: retries,
      // Publishing is idempotent: for a file that has already arrived the answer is `unchanged`.
      methods: ['get', 'post', 'put'],
      statusCodes: [408, 429, 500, 502, 503, 504],
      afterStatusCodes: [429, 503],
      backoffLimit,
      maxRetryAfter: requestTimeout,
      retryOnTimeout: true,
      shouldRetry: mayRetry(false),
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

/** A client, and the target that it reaches: by https if the given one redirects there. */
interface Connection {
  client: Client;
  target: Target;
}

/** Makes the client of a command. @param progress shows retries */
export async function open(given: Target, progress: Progress): Promise<Connection> {
  const target = await encrypted(given);
  const warn = (warning: string): void => progress.suspend(() => printError(`edgefeed: warning: ${warning}`));
  if (target !== given)
    warn(
      `${given.url} redirects to ${target.url}, which is used. Set --to or EDGEFEED_URL to ${target.url}.`,
    );
  // A local request does not leave this machine, or has a token made for this run of `npm start` only.
  if (target.token !== undefined && !target.local && target.url.startsWith('http:')) {
    warn(`${target.url} is not encrypted: others on the network can read the token. Use https.`);
  }
  return { target, client: connect(target, { onRetry: (why) => progress.note(`retrying (${why})`) }) };
}
