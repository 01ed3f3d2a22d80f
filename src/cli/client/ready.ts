/** Waiting until a worker answers that was just deployed: a new address takes seconds to be known everywhere. */

import { setTimeout as sleep } from 'node:timers/promises';
import { CliError, exitCodes } from '../exit.ts';
import { shortReason } from './errors.ts';
import type { ManifestSummary } from '../../publish/protocol.ts';

export interface Patience {
  /** How often the worker is asked. */
  tries?: number;
  /** Between two of them, ms. */
  pause?: number;
  /** Called when it does not answer yet, with the reason. */
  onWaiting?: (why: string) => void;
}

/** What the worker has to know that was deployed just now. */
export interface Deployed {
  url: string;
  token?: string;
  /** Whether it got the token with this deployment. */
  isNewToken?: boolean;
  /** Its SITE_URL. */
  site?: string;
}

interface Reason {
  why: string;
  /** Whether a publish explains it better, if it lasts. */
  mayLast?: boolean;
}

/** Time for one answer, ms. */
const answerTime = 10_000;

/**
 * Asks until the worker answers, knows its new token, and has its new SITE_URL: for seconds, the version before may answer.
 * @throws CliError when it does not within the tries
 */
export async function untilReady(
  deployed: Deployed,
  { tries = 30, pause = 2_000, onWaiting }: Patience = {},
): Promise<void> {
  for (let tried = 1; ; tried++) {
    const reason = await reasonToWait(deployed);
    if (reason === undefined) return;
    if (tried >= tries) {
      if (reason.mayLast) return;
      const { url } = deployed;
      const message = `The worker is deployed, but ${url} does not answer as it should: ${reason.why}. A new domain takes some minutes; then run \`npx --no edgefeed publish --to ${url}\`.`;
      throw new CliError(exitCodes.unreachable, message);
    }
    onWaiting?.(reason.why);
    await sleep(pause);
  }
}

/** @returns undefined for a worker that is ready, or that will not become so by waiting: then the publish says why */
export async function reasonToWait({ url, token, isNewToken, site }: Deployed): Promise<Reason | undefined> {
  const health = await ask(`${url}/healthz`);
  if (typeof health === 'string') return { why: health };
  if (health.status >= 400) return { why: `HTTP ${health.status} at /healthz` };
  if (token === undefined) return undefined;
  const manifest = await ask(`${url}/api/manifest`, token);
  if (typeof manifest === 'string') return { why: manifest };
  if (manifest.status === 401 && isNewToken) return { why: 'the new token is not known yet' };
  const known = manifest.json?.site;
  if (site === undefined || known === undefined || known === site) return undefined;
  return { why: `SITE_URL of the worker is still ${known}`, mayLast: true };
}

interface Answer {
  status: number;
  /** Of a manifest. */
  json?: Partial<ManifestSummary>;
}

/** @param token for a manifest @returns a clause when there is no answer */
async function ask(url: string, token?: string): Promise<Answer | string> {
  try {
    const response = await fetch(url, {
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      // Not followed: the token would go to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(answerTime),
    });
    const { status } = response;
    if (token !== undefined && status === 200)
      return { status, json: (await response.json()) as Partial<ManifestSummary> };
    await response.body?.cancel();
    return { status };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return `no answer within ${answerTime / 1000} s`;
    if (error instanceof SyntaxError) return 'no JSON at /api/manifest';
    return shortReason(error as Error);
  }
}
