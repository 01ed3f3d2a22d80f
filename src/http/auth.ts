/** Who may publish: whoever has the token. */

import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './context.ts';
import { failure } from './errors.ts';

/** Asks for `Authorization: Bearer <PUBLISH_TOKEN>` (RFC 6750). Without a configured token nobody gets in. */
export function publishToken(): MiddlewareHandler<AppEnv> {
  return async function checkPublishToken(c, next) {
    const accepted = (c.env.PUBLISH_TOKEN ?? '').split(/\s+/).filter(Boolean);
    if (accepted.length === 0) {
      return failure(
        c,
        401,
        'No PUBLISH_TOKEN is set, so nothing can be published; `wrangler secret put PUBLISH_TOKEN` sets one.',
        {
          'WWW-Authenticate': 'Bearer',
        },
      );
    }
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    // Every token is compared, and each in the same time: how long it takes tells nothing.
    const right = accepted.map((token) => sameText(given, token)).includes(true);
    if (right) return next();
    return failure(c, 401, 'The token is missing or wrong; send it as "Authorization: Bearer …".', {
      'WWW-Authenticate': given ? 'Bearer error="invalid_token"' : 'Bearer',
    });
  };
}

function sameText(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  // Comparing with itself takes as long as comparing with the other.
  return x.byteLength === y.byteLength ? timingSafeEqual(x, y) : !timingSafeEqual(x, x);
}
