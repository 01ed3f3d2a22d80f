/** Reading an answer with an error: one of the worker, or one of Cloudflare in its place. */

import type { PlatformLimit } from '../../publish/platform-limits.ts';
import { limits } from '../../limits.ts';
import {
  blocked,
  challenge,
  cloudflareError,
  isOriginStatus,
  type CloudflareError,
} from './cloudflare-errors.ts';

export interface ErrorAnswer {
  /** `detail` of the worker's problem details (RFC 9457). */
  detail?: string;
  /** The limit of the plan that the worker names. */
  limit?: Pick<PlatformLimit, 'why' | 'resetsAt'>;
  /** A later version of edgefeed has changed the catalog, which takes no changes from this one. */
  isLocked?: true;
  /** Set if Cloudflare answered instead of the worker. */
  cloudflare?: CloudflareError;
}

const read = new WeakMap<Response, Promise<ErrorAnswer>>();

/** Reads an answer once; its body is gone afterwards. */
export async function errorAnswer(response: Response): Promise<ErrorAnswer> {
  let answer = read.get(response);
  if (!answer) read.set(response, (answer = parse(response)));
  return answer;
}

async function parse(response: Response): Promise<ErrorAnswer> {
  const body = await beginningOf(response);
  const json = objectIn(body);
  const cloudflare = cloudflareIn(response, body, json);
  if (cloudflare) return { cloudflare };
  const { detail, catalog } = json;
  const limit = limitIn(json['limit']);
  return {
    ...(typeof detail === 'string' && { detail }),
    ...(limit && { limit }),
    ...(catalog === 'later' && { isLocked: true }),
  };
}

function cloudflareIn(
  { status, headers }: Response,
  body: string,
  json: Record<string, unknown>,
): CloudflareError | undefined {
  if (headers.get('cf-mitigated') === 'challenge') return challenge;
  // The worker's own errors have no number; Cloudflare's have one in a header, in JSON, or in a page or line of text.
  if (
    headers.get('Content-Type')?.startsWith('application/problem+json') &&
    json['cloudflare_error'] !== true
  )
    return undefined;
  const code = [headers.get('cf-error-type'), json['error_code'], codeIn(body)]
    .map(Number)
    .find((number) => number >= 1000 && number < 2000);
  if (code !== undefined) return cloudflareError(code);
  if (isOriginStatus(status)) return cloudflareError(status);
  const isPage =
    headers.get('Server') === 'cloudflare' && headers.get('Content-Type')?.startsWith('text/html');
  return status === 403 && isPage ? blocked : undefined;
}

/** `error code: 1102`, `<title>… | 1102: …`, `Error <span>1015</span>`. */
const codeIn = (body: string): string | undefined =>
  /\berror(?: code)?:?\s{0,9}(?:<[^<>]{0,99}>\s{0,9}){0,3}(1\d{3})\b/i.exec(body)?.[1] ??
  /<title>[^<]{0,200}\b(1\d{3}): /i.exec(body)?.[1];

/** UTF-16 code units of a reason that are shown. */
const longestReason = 500;

function limitIn(value: unknown): ErrorAnswer['limit'] {
  const { why, resetsAt } = (value ?? {}) as Partial<Record<'why' | 'resetsAt', unknown>>;
  if (typeof why !== 'string') return undefined;
  const hasTime = typeof resetsAt === 'string' && !Number.isNaN(Date.parse(resetsAt));
  return { why: why.slice(0, longestReason), ...(hasTime && { resetsAt }) };
}

function objectIn(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The first bytes of a body; empty if the connection is lost. */
async function beginningOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of response.body ?? []) {
      pieces.push(piece as Uint8Array);
      bytes += (piece as Uint8Array).byteLength;
      if (bytes >= limits.errorBytes) break;
    }
  } catch {
    return '';
  }
  return Buffer.concat(pieces).subarray(0, limits.errorBytes).toString('utf8');
}
