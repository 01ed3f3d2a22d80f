/** Reading a repository through GitHub's REST API: trees and blobs, nothing else. */

import * as v from 'valibot';
import { limits } from '../limits.ts';
import { textOfAnswer } from './answer-text.ts';
import { isObjectId } from '../site/git-names.ts';
import type { GitHubSettings } from './settings.ts';

/** What came of a request. Failures are expected here: networks fail, limits are reached, tokens expire. */
export type Answer<T> =
  | { status: 'ok'; value: T }
  /** It may succeed later by itself; not before `at` (ms), where GitHub says when. */
  | { status: 'later'; why: string; at?: number }
  /** Somebody has to change something, most likely. */
  | { status: 'refused'; why: string }
  /** The answer is larger than an isolate has the memory for; it was not read to its end. */
  | { status: 'large'; why: string };

const sha = v.pipe(v.string(), v.check(isObjectId, 'an object is named by 40 or 64 hex digits'));

const tree = v.object({
  /** True: GitHub lists 100,000 entries or 7 MB of one tree with all below it, and there are more. */
  truncated: v.boolean(),
  tree: v.array(
    v.object({
      /** Relative to the tree. */
      path: v.string(),
      /** Octal, as git has it: 100644 and 100755 are files, 120000 is a link. */
      mode: v.string(),
      type: v.picklist(['blob', 'tree', 'commit']),
      sha,
      /** Bytes; of blobs. */
      size: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    }),
  ),
});

const blob = v.object({ content: v.string(), encoding: v.literal('base64') });

export type Tree = v.InferOutput<typeof tree>;
export type TreeEntry = Tree['tree'][number];

/** Ms for one answer: a slow GitHub must not keep feeds from being written for long. */
const patience = 10_000;
/** Ms to wait where GitHub limits without saying until when; its documentation asks for a minute at least. */
const unsaidPause = 60_000;
/** Ms; GitHub's limits are counted by the hour, so nothing it says can mean more. */
const longestPause = 3_700_000;

export interface Network {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** ms since 1970 */
  now: () => number;
}

export class GitHub {
  readonly #settings: GitHubSettings;
  readonly #network: Network;

  constructor(settings: GitHubSettings, network: Network) {
    this.#settings = settings;
    this.#network = network;
  }

  /**
   * `GET /repos/{owner}/{repo}/git/trees/{sha}`
   * @param id of a tree, or of a commit, which stands for its tree
   * @param recursive with everything below it
   */
  async tree(repository: string, id: string, recursive: boolean): Promise<Answer<Tree>> {
    const query = recursive ? '?recursive=1' : '';
    return this.#get(`${pathOf(repository)}/git/trees/${id}${query}`, tree, limits.treeAnswerBytes);
  }

  /** `GET /repos/{owner}/{repo}/git/blobs/{sha}`: the bytes of a file */
  async blob(repository: string, id: string): Promise<Answer<Uint8Array>> {
    const answer = await this.#get(`${pathOf(repository)}/git/blobs/${id}`, blob, limits.blobAnswerBytes);
    if (answer.status !== 'ok') return answer;
    return { status: 'ok', value: Buffer.from(answer.value.content, 'base64') };
  }

  async #get<T>(path: string, schema: v.GenericSchema<unknown, T>, most: number): Promise<Answer<T>> {
    const { api, token } = this.#settings;
    const headers = {
      Accept: 'application/vnd.github+json',
      'X-GitHub-Api-Version': '2022-11-28',
      // GitHub refuses requests without one.
      'User-Agent': 'edgefeed',
      ...(token && { Authorization: `Bearer ${token}` }),
    };
    try {
      const response = await this.#network.fetch(api + path, {
        headers,
        signal: AbortSignal.timeout(patience),
      });
      const text = await textOfAnswer(response, most);
      if (text === undefined) return { status: 'large', why: `${path} answers more than ${most} characters` };
      if (!response.ok) return this.#failure(path, response, text);
      const result = v.safeParse(schema, JSON.parse(text), { abortEarly: true });
      if (result.success) return { status: 'ok', value: result.output };
      return {
        status: 'refused',
        why: `${path} answers something else than GitHub does: ${result.issues[0].message}`,
      };
    } catch (error) {
      return { status: 'later', why: `${path}: ${String(error)}` };
    }
  }

  #failure(path: string, { status, headers }: Response, text: string): Answer<never> {
    const why = `${path} answers ${status}${messageIn(text)}`;
    if (isLimit(status, headers, text)) return { status: 'later', why, at: this.#limitedUntil(headers) };
    if (status >= 500 || status === 408) return { status: 'later', why };
    if (status === 401) return { status: 'refused', why: `${why}; GITHUB_TOKEN is wrong, or has expired` };
    if (status === 403 || status === 404) {
      const may = this.#settings.token
        ? 'GITHUB_TOKEN must be allowed to read its contents'
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
      after !== null ? now + Number(after) * 1000 : reset !== null ? Number(reset) * 1000 : now + unsaidPause;
    return Number.isFinite(at) ? Math.min(at, now + longestPause) : now + unsaidPause;
  }
}

/** `/repos/{owner}/{repo}` */
const pathOf = (repository: string): string =>
  `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;

/** GitHub says 429, or 403 with words or headers that tell it from a missing permission. */
function isLimit(status: number, headers: Headers, text: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers.has('Retry-After') || headers.get('X-RateLimit-Remaining') === '0' || /rate limit/i.test(text)
  );
}

/** `: Not Found`, where the body of an error says that. */
function messageIn(text: string): string {
  const [, message] = /"message"\s*:\s*"([^"]{1,200})"/.exec(text) ?? [];
  return message === undefined ? '' : `: ${message}`;
}
