/** `POST /hub`: the WebSub hub of the site (https://www.w3.org/TR/websub/). docs/websub.md lists what it does. */

import type { HubParameters } from '../../outbound/requests.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { securityHeaders } from '../answer/headers.ts';
import { outboundOf, type AppContext } from '../context.ts';
import { isWithinLimit, limitPeriod } from '../rate-limit.ts';

/** Those that the hub reads. Subscribers may send others, which are ignored. */
const names = [
  'hub.mode',
  'hub.topic',
  'hub.callback',
  'hub.secret',
  'hub.lease_seconds',
  'hub.verify_token',
] as const satisfies readonly (keyof HubParameters)[];

export async function askHub(c: AppContext): Promise<Response> {
  const outbound = outboundOf(c);
  if (!outbound) return answer(c, 404, 'This site has no hub of its own.');
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type))
    return answer(c, 400, 'The request must be a form: application/x-www-form-urlencoded.');
  const address = c.req.header('CF-Connecting-IP');
  if (address !== undefined && !(await isWithinLimit(c.env.CATALOG_READS, address)))
    return answer(c, 429, `Too many requests; try again in ${limitPeriod} seconds.`, limitPeriod);
  const form = new URLSearchParams(await c.req.text());
  const parameters: HubParameters = Object.fromEntries(
    names.flatMap((name) => (form.has(name) ? [[name, form.get(name)!]] : [])),
  );
  const { status, detail } = await outbound.request(parameters);
  return answer(c, status, detail, status === 429 ? 3600 : undefined);
}

/** Plain text, also for clients that ask for HTML: they are programs. */
function answer(c: AppContext, status: 202 | 400 | 404 | 429, detail: string, retryAfter?: number): Response {
  return c.text(`${detail}\n`, status, {
    ...securityHeaders,
    'Cache-Control': cacheControl.never,
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
  });
}
