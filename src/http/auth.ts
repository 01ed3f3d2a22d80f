/** Who may do what: whoever has a token for it. */

import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { log, reasonOf } from '../log.ts';
import type { AppContext, AppEnv } from './context.ts';
import { errorResponse } from './answer/errors.ts';

/** What a token may be good for: to change what is published, or only to see what is there. */
export type Permission = 'publish' | 'status';

/** The secrets whose tokens have a permission. Each holds one token, or several while one replaces another. */
const secretsFor = {
  publish: ['PUBLISH_TOKEN'],
  status: ['PUBLISH_TOKEN', 'STATUS_TOKEN'],
} as const satisfies Record<Permission, readonly string[]>;

/** Seconds after which a rate limit of `[[ratelimits]]` in wrangler.toml counts anew: its `period`. */
const limitPeriod = 60;

/** Asks for `Authorization: Bearer <token>` (RFC 6750). Without a configured token nobody gets in. */
export function bearerToken(permission: Permission): MiddlewareHandler<AppEnv> {
  return async function checkBearerToken(c, next) {
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    if (isOneOf(given, tokensFor(c, permission))) return next();
    if (tokensFor(c, 'publish').length === 0) {
      const remedy = '`wrangler secret put PUBLISH_TOKEN` sets one.';
      return unauthorized(c, `No PUBLISH_TOKEN is set, so nothing can be published; ${remedy}`, 'Bearer');
    }
    if (isOneOf(given, tokensFor(c, 'status'))) {
      return errorResponse(c, 403, 'This token may see the status but not publish.', {
        'WWW-Authenticate': 'Bearer error="insufficient_scope"',
      });
    }
    const wrong = 'The token is missing or wrong; send it as "Authorization: Bearer …".';
    if (!given) return unauthorized(c, wrong, 'Bearer');
    if (await guessedTooOften(c)) {
      return errorResponse(c, 429, 'Too many wrong tokens came from your address.', {
        'Retry-After': String(limitPeriod),
      });
    }
    return unauthorized(c, wrong, 'Bearer error="invalid_token"');
  };
}

const unauthorized = (c: AppContext, detail: string, challenge: string): Response =>
  errorResponse(c, 401, detail, { 'WWW-Authenticate': challenge });

const tokensFor = (c: AppContext, permission: Permission): string[] =>
  secretsFor[permission].flatMap((secret) => (c.env[secret] ?? '').split(/\s+/).filter(Boolean));

/**
 * Counts a wrong token of this address. The right one is let in all the same: else others behind the same address could
 * keep a publisher out.
 */
async function guessedTooOften(c: AppContext): Promise<boolean> {
  const address = c.req.header('CF-Connecting-IP') ?? 'unknown';
  const success = await allowed(c.env.WRONG_TOKENS, address);
  if (!success) log('warn', 'login', { address, path: c.req.path });
  return !success;
}

/** A wrong token is wrong, whether or not wrong ones can be counted. */
async function allowed(limiter: RateLimit | undefined, key: string): Promise<boolean> {
  try {
    return (await limiter?.limit({ key }))?.success ?? true;
  } catch (error) {
    log('error', 'source', { source: 'rate limit', error: reasonOf(error) });
    return true;
  }
}

/** Every token is compared, and each in the same time: how long it takes tells nothing. */
const isOneOf = (given: string, tokens: readonly string[]): boolean =>
  tokens.map((token) => sameText(given, token)).includes(true);

function sameText(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  // Comparing with itself takes as long as comparing with the other.
  return x.byteLength === y.byteLength ? timingSafeEqual(x, y) : !timingSafeEqual(x, x);
}
