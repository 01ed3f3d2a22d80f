/** `POST /hooks/github`: GitHub announces a push. Only the commit id is used; the files are read from the API. */

import { readPush } from '../../github/push.ts';
import { githubFrom } from '../../github/settings.ts';
import { hasSignatureForm } from '../../github/signature.ts';
import { limits } from '../../limits.ts';
import { log } from '../../log.ts';
import { catalogOf, type AppContext } from '../context.ts';
import { errorResponse, lockedResponse } from '../answer/errors.ts';
import { readSigned } from './signed-body.ts';

export const maxHookBytes: number = limits.hookBytes;

export async function githubHook(c: AppContext): Promise<Response> {
  const secret = c.env.GITHUB_WEBHOOK_SECRET?.trim();
  if (!secret) {
    log('error', 'webhook', { error: 'GITHUB_WEBHOOK_SECRET is not set' });
    return errorResponse(
      c,
      503,
      'The webhook is off; turn it on with `wrangler secret put GITHUB_WEBHOOK_SECRET`.',
    );
  }
  if (Number(c.req.header('Content-Length') ?? 0) > limits.hookBytes) return tooLarge(c);
  const signature = c.req.header('X-Hub-Signature-256');
  // Without a well-formed signature the body is not even read.
  if (!hasSignatureForm(signature)) return unsigned(c);
  const body = await readSigned(c.req.raw, signature, secret);
  switch (body.status) {
    case 'unsigned':
      return unsigned(c);
    case 'large':
      return tooLarge(c);
    case 'slow':
      return errorResponse(c, 503, 'The body of the request did not arrive in time; redeliver it.', {
        'Retry-After': '10',
      });
    case 'broken':
      return errorResponse(c, 400, 'The body of the request ended early; redeliver it.');
    case 'signed':
      break;
  }
  switch (c.req.header('X-GitHub-Event')) {
    case 'ping':
      return c.text('pong\n');
    case 'push':
      return takePush(c, body.outline, signature);
    default:
      return c.text('ignored: only push events are used\n');
  }
}

const unsigned = (c: AppContext): Response =>
  errorResponse(
    c,
    401,
    'The signature is missing or wrong; GitHub and GITHUB_WEBHOOK_SECRET must have the same secret.',
  );

const tooLarge = (c: AppContext): Response =>
  errorResponse(c, 413, `The body of a webhook can have at most ${limits.hookBytes} bytes.`);

async function takePush(c: AppContext, outline: string | undefined, signature: string): Promise<Response> {
  const delivery = c.req.header('X-GitHub-Delivery');
  if (!delivery || delivery.length > 100)
    return errorResponse(c, 400, 'The header X-GitHub-Delivery must have the id of the delivery.');
  const read = readPush(delivery, outline ?? '', githubFrom(c.env));
  if (read.status === 'invalid') {
    return errorResponse(
      c,
      400,
      `The push can't be read (is the content type application/json?): ${read.why}.`,
    );
  }
  if (read.status === 'ignored') return c.text(`ignored: ${read.why}\n`);
  const { commit } = read.push;
  // The signature doubles as the digest of the body.
  const verdict = await catalogOf(c).push({ ...read.push, digest: signature });
  if (typeof verdict === 'object') {
    if (verdict.status === 'locked') return lockedResponse(c, verdict.why);
    const when = verdict.limit.resetsAt === undefined ? 'then' : 'after 00:00 UTC';
    return errorResponse(c, 507, `${verdict.limit.why}; redeliver this push ${when}.`);
  }
  log('info', 'webhook', { delivery, commit, verdict });
  switch (verdict) {
    case 'accepted':
      return c.text(`accepted: ${commit}\n`, 202);
    case 'known':
      return c.text('ignored: this delivery is known\n');
    case 'older':
      return c.text('ignored: a newer push came before it\n');
  }
}
