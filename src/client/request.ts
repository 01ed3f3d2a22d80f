/** Requests of the client: what the site is too busy for is asked again. */

import { CursorExpired, Problem } from './problem.ts';
import type { ProblemDetails } from './types.ts';

/** Times that a request is repeated when the site is too busy … */
const tries = 4;
/** … and the longest wait before each, seconds, whatever `Retry-After` says. */
const longestWait = 60;

/** The function `fetch`, or one like it. */
export type Fetch = (
  url: string,
  init: { headers: Record<string, string>; signal?: AbortSignal },
) => Promise<Response>;

export interface Answer<Document> {
  document: Document;
  /** The addresses of the parts of a list beside this one. */
  next: string | undefined;
  previous: string | undefined;
}

/** @throws Problem, CursorExpired, and whatever `fetch` throws */
export async function request<Document>(
  fetch: Fetch,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Answer<Document>> {
  for (let left = tries; ; left--) {
    const response = await fetch(url, { headers: { Accept: 'application/json' }, ...(signal && { signal }) });
    if (response.ok) {
      const document = (await response.json()) as Document;
      return { document, next: linked(response, 'next'), previous: linked(response, 'prev') };
    }
    const isBusy = response.status === 429 || response.status === 503;
    if (!isBusy || left === 0) throw await problemOf(response);
    await response.body?.cancel();
    await wait(secondsUntil(response), signal);
  }
}

/** RFC 9110, 10.2.3: a number of seconds, which is the form that the site writes. */
function secondsUntil(response: Response): number {
  const seconds = Number(response.headers.get('Retry-After') ?? 1);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), longestWait) : 1;
}

async function wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(resolve, seconds * 1000);
    const end = (): void => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** RFC 8288, as the site writes it. */
const linked = (response: Response, rel: 'next' | 'prev'): string | undefined =>
  new RegExp(`<([^>]+)>; rel="${rel}"`).exec(response.headers.get('Link') ?? '')?.[1];

async function problemOf(response: Response): Promise<Problem> {
  const { status } = response;
  const details = await response.json().catch(() => undefined);
  const problem = isProblem(details)
    ? details
    : { title: response.statusText || `Status ${status}`, status, detail: 'The site did not say why.' };
  return problem.status === 410 ? new CursorExpired(problem) : new Problem(problem);
}

const isProblem = (value: unknown): value is ProblemDetails =>
  typeof value === 'object' && value !== null && 'detail' in value && 'status' in value && 'title' in value;
