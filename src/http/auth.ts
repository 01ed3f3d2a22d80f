/** Bearer tokens for the API. */

import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { log } from '../log.ts';
import type { AppContext, AppEnv } from './context.ts';
import { errorResponse } from './answer/errors.ts';
import { isWithinLimit, limitPeriod } from './rate-limit.ts';

/** What a token allows: publishing, or only reading the status and the manifest. */
export type Permission = 'publish' | 'status';

/** The secrets whose tokens have a permission. A secret holds one token, or several while one replaces another. */
const secretsFor = {
  publish: ['PUBLISH_TOKEN'],
  status: ['PUBLISH_TOKEN', 'STATUS_TOKEN'],
} as const satisfies Record<Permission, readonly string[]>;

/** Requires `Authorization: Bearer <token>` (RFC 6750). Without a configured token every request is refused. */
export function bearerToken(permission: Permission): MiddlewareHandler<AppEnv> {
  return async function checkBearerToken(c, next) {
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    if (isOneOf(given, tokensFor(c, permission))) return next();
    if (tokensFor(c, 'publish').length === 0) {
      const detail = 'No PUBLISH_TOKEN is set; set one with `wrangler secret put PUBLISH_TOKEN`.';
      return unauthorized(c, detail, 'Bearer');
    }
    if (isOneOf(given, tokensFor(c, 'status'))) {
      return errorResponse(c, 403, 'This token can read the status but not publish; use the PUBLISH_TOKEN.', {
        'WWW-Authenticate': 'Bearer error="insufficient_scope"',
      });
    }
    if (!given) {
      return unauthorized(c, 'The token is missing; send it as "Authorization: Bearer …".', 'Bearer');
    }
    if (await exceedsRateLimit(c)) {
      return errorResponse(
        c,
        429,
        `Too many wrong tokens came from your IP address; try again in ${limitPeriod} seconds.`,
        {
          'Retry-After': String(limitPeriod),
        },
      );
    }
    return unauthorized(c, 'The token is wrong.', 'Bearer error="invalid_token"');
  };
}

const unauthorized = (c: AppContext, detail: string, challenge: string): Response =>
  errorResponse(c, 401, detail, { 'WWW-Authenticate': challenge });

const tokensFor = (c: AppContext, permission: Permission): string[] =>
  secretsFor[permission].flatMap((secret) => (c.env[secret] ?? '').split(/\s+/).filter(Boolean));

/**
 * Counts a wrong token against the IP address of the client. A right token is never refused: otherwise others behind
 * the same address could lock a publisher out.
 */
async function exceedsRateLimit(c: AppContext): Promise<boolean> {
  const address = c.req.header('CF-Connecting-IP') ?? 'unknown';
  const success = await isWithinLimit(c.env.WRONG_TOKENS, address);
  if (!success) log('warn', 'login', { address, path: c.req.path });
  return !success;
}

/** Compares with every token, each in constant time, so that the time reveals nothing. */
const isOneOf = (given: string, tokens: readonly string[]): boolean =>
  tokens.map((token) => sameText(given, token)).includes(true);

function sameText(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  // Different lengths: a comparison of `x` with itself takes the same time.
  return x.byteLength === y.byteLength ? timingSafeEqual(x, y) : !timingSafeEqual(x, x);
}
