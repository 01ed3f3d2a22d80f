/** Finding out whether a worker is reached by https, before anything is sent to it over http. */

import { userAgent } from '../version.ts';
import type { Target } from './target.ts';

/** How long the question may take, ms. The first real request waits longer, and reports what is wrong. */
const patience = 10_000;

/**
 * Follows the redirect from http to https that most sites have. Only one to the same host counts, and to the same port or
 * from one default port to the other. The question has no token and no body, so neither crosses the network unencrypted.
 * @returns the target by https; the same target if there is no such redirect
 */
export async function encrypted(target: Target): Promise<Target> {
  const from = new URL('/api/manifest', target.url);
  if (target.local || from.protocol !== 'http:') return target;
  const location = await redirectOf(from);
  const to = URL.parse(location ?? '', from.href);
  const isSame =
    to?.protocol === 'https:' &&
    to.hostname === from.hostname &&
    to.port === from.port &&
    to.pathname === from.pathname;
  return isSame ? { ...target, url: to.origin } : target;
}

async function redirectOf(url: URL): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { 'User-Agent': userAgent() },
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    return response.headers.get('Location') ?? undefined;
  } catch {
    return undefined;
  }
}
