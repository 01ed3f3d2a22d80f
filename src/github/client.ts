/** A client of GitHub's REST API that reads trees and blobs. */

import * as v from 'valibot';
import { limits } from '../limits.ts';
import { textOfAnswer } from './answer-text.ts';
import { isObjectId } from '../site/git-names.ts';
import type { GitHubSettings } from './settings.ts';

/** The result of a request. Failures are expected: networks fail, limits are reached, tokens expire. */
export type Answer<T> =
  | { status: 'ok'; value: T }
  /** Transient: retry, not before `at` (ms) if GitHub says when. */
  | { status: 'later'; why: string; at?: number }
  /** Permanent: most likely needs a change of configuration. */
  | { status: 'refused'; why: string }
  /** The response is larger than an isolate has memory for, and was not read to its end. */
  | { status: 'large'; why: string };

const sha = v.pipe(v.string(), v.check(isObjectId, 'an object is named by 40 or 64 hex digits'));

const tree = v.object({
  /** Whether entries are missing: a recursive listing has at most 100,000 entries or 7 MB. */
  truncated: v.boolean(),
  tree: v.array(
    v.object({
      /** Relative to the tree. */
      path: v.string(),
      /** Octal, as in git: 100644 and 100755 are files, 120000 is a symbolic link. */
      mode: v.string(),
      type: v.picklist(['blob', 'tree', 'commit']),
      sha,
      /** Bytes; blobs only. */
      size: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    }),
  ),
});

const blob = v.object({ content: v.string(), encoding: v.literal('base64') });

export type Tree = v.InferOutput<typeof tree>;
export type TreeEntry = Tree['tree'][number];

/** Timeout of a request, ms: a slow GitHub must not delay the writing of feeds for long. */
const timeout = 10_000;
/** Bytes a millisecond of the slowest stream that is waited for. */
const slowest = 500;
/** ms to wait after a rate limit without a time; GitHub's documentation asks for at least a minute. */
const defaultPause = 60_000;
/** ms; GitHub's rate limits reset every hour, so no longer pause makes sense. */
const longestPause = 3_700_000;

export interface Network {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** ms since 1970 */
  now: () => number;
}

type Access = Pick<GitHubSettings, 'api' | 'token'>;

export class GitHub {
  readonly #settings: Access;
  readonly #network: Network;

  constructor(settings: Access, network: Network) {
    this.#settings = settings;
    this.#network = network;
  }

  /**
   * `GET /repos/{owner}/{repo}/git/trees/{sha}`
   * @param id of a tree, or of a commit for its root tree
   * @param recursive whether to list all subtrees too
   */
  async tree(repository: string, id: string, recursive: boolean): Promise<Answer<Tree>> {
    const query = recursive ? '?recursive=1' : '';
    return this.#get(`${pathOf(repository)}/git/trees/${id}${query}`, tree, limits.treeAnswerBytes);
  }

  /** `GET /repos/{owner}/{repo}/git/blobs/{sha}`: the bytes of a file. */
  async blob(repository: string, id: string): Promise<Answer<Uint8Array>> {
    const answer = await this.#get(`${pathOf(repository)}/git/blobs/${id}`, blob, limits.blobAnswerBytes);
    if (answer.status !== 'ok') return answer;
    return { status: 'ok', value: Buffer.from(answer.value.content, 'base64') };
  }

  /**
   * The same as a stream, of a file of up to 100 MB. It may fail while it is read; the reader must read or cancel it.
   * @param bytes of the file @param signal ends the request
   */
  async stream(
    repository: string,
    id: string,
    bytes: number,
    signal: AbortSignal,
  ): Promise<Answer<ReadableStream<Uint8Array> | null>> {
    const path = `${pathOf(repository)}/git/blobs/${id}`;
    const until = AbortSignal.any([signal, AbortSignal.timeout(timeout + bytes / slowest)]);
    try {
      const response = await this.#request(path, 'application/vnd.github.raw+json', until);
      if (response.ok) return { status: 'ok', value: response.body };
      const text = await textOfAnswer(response, limits.errorBytes);
      return this.#failure(path, response, text ?? '');
    } catch (error) {
      return { status: 'later', why: `${path}: ${String(error)}` };
    }
  }

  async #request(path: string, accept: string, signal: AbortSignal): Promise<Response> {
    const { api, token } = this.#settings;
    const headers = {
      Accept: accept,
      'X-GitHub-Api-Version': '2022-11-28',
      // GitHub requires one.
      'User-Agent': 'edgefeed',
      ...(token && { Authorization: `Bearer ${token}` }),
    };
    return this.#network.fetch(api + path, { headers, signal });
  }

  async #get<T>(path: string, schema: v.GenericSchema<unknown, T>, most: number): Promise<Answer<T>> {
    try {
      const until = AbortSignal.timeout(timeout);
      const response = await this.#request(path, 'application/vnd.github+json', until);
      const text = await textOfAnswer(response, most);
      if (text === undefined)
        return { status: 'large', why: `${path} answers with more than ${most} characters` };
      if (!response.ok) return this.#failure(path, response, text);
      const result = v.safeParse(schema, JSON.parse(text), { abortEarly: true });
      if (result.success) return { status: 'ok', value: result.output };
      return {
        status: 'refused',
        why: `${path} answers unlike GitHub: ${result.issues[0].message}`,
      };
    } catch (error) {
      return { status: 'later', why: `${path}: ${String(error)}` };
    }
  }

  #failure(path: string, { status, headers }: Response, text: string): Answer<never> {
    const why = `${path} answers ${status}${messageIn(text)}`;
    if (isLimit(status, headers, text)) return { status: 'later', why, at: this.#limitedUntil(headers) };
    if (status >= 500 || status === 408) return { status: 'later', why };
    if (status === 401) return { status: 'refused', why: `${why}; GITHUB_TOKEN is wrong or has expired` };
    if (status === 403 || status === 404) {
      const may = this.#settings.token
        ? 'GITHUB_TOKEN needs read access to the contents of the repository'
        : 'a private repository needs GITHUB_TOKEN';
      return { status: 'refused', why: `${why}; ${may}` };
    }
    return { status: 'refused', why };
  }

  /** "Rate limits for the REST API": Retry-After in seconds, else X-RateLimit-Reset in seconds since 1970. */
  #limitedUntil(headers: Headers): number {
    const now = this.#network.now();
    const after = headers.get('Retry-After');
    const reset = headers.get('X-RateLimit-Reset');
    const at =
      after !== null
        ? now + Number(after) * 1000
        : reset !== null
          ? Number(reset) * 1000
          : now + defaultPause;
    return Number.isFinite(at) ? Math.min(at, now + longestPause) : now + defaultPause;
  }
}

/** `/repos/{owner}/{repo}` */
const pathOf = (repository: string): string =>
  `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;

/** Whether a response is a rate limit: 429, or 403 with text or headers that a missing permission does not have. */
function isLimit(status: number, headers: Headers, text: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers.has('Retry-After') || headers.get('X-RateLimit-Remaining') === '0' || /rate limit/i.test(text)
  );
}

/** `: Not Found`, from the body of an error; empty if it has no message. */
function messageIn(text: string): string {
  const [, message] = /"message"\s*:\s*"([^"]{1,200})"/.exec(text) ?? [];
  return message === undefined ? '' : `: ${message}`;
}
