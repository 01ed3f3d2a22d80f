/** `POST /hooks/github`: GitHub tells of a push. What was pushed is asked of GitHub, never believed. */

import { readPush } from '../../github/push.ts';
import { githubFrom } from '../../github/settings.ts';
import { hasSignatureForm } from '../../github/signature.ts';
import { limits } from '../../limits.ts';
import { log } from '../../log.ts';
import { catalogOf, type AppContext } from '../context.ts';
import { failure } from '../answer/errors.ts';
import { readSigned } from './signed-body.ts';

export const maxHookBytes: number = limits.hookBytes;

export async function githubHook(c: AppContext): Promise<Response> {
  const secret = c.env.GITHUB_WEBHOOK_SECRET?.trim();
  if (!secret) {
    log('error', 'webhook', { error: 'GITHUB_WEBHOOK_SECRET is not set' });
    return failure(c, 503, 'The webhook is off; `wrangler secret put GITHUB_WEBHOOK_SECRET` turns it on.');
  }
  if (Number(c.req.header('Content-Length') ?? 0) > limits.hookBytes) return tooLarge(c);
  const signature = c.req.header('X-Hub-Signature-256');
  // Without a signature the body is not read.
  if (!hasSignatureForm(signature)) return unsigned(c);
  const body = await readSigned(c.req.raw, signature, secret);
  switch (body.status) {
    case 'unsigned':
      return unsigned(c);
    case 'large':
      return tooLarge(c);
    case 'slow':
      return failure(c, 503, 'The body of the request did not arrive in time; send it again.', {
        'Retry-After': '10',
      });
    case 'broken':
      return failure(c, 400, 'The body of the request broke off; send it again.');
    case 'signed':
      break;
  }
  switch (c.req.header('X-GitHub-Event')) {
    case 'ping':
      return c.text('pong\n');
    case 'push':
      return takePush(c, body.outline, signature);
    default:
      return c.text('ignored: only pushes are of interest\n');
  }
}

const unsigned = (c: AppContext): Response =>
  failure(c, 401, 'The signature is missing or wrong; both sides must have the same secret.');

const tooLarge = (c: AppContext): Response =>
  failure(c, 413, `A webhook's body has ${limits.hookBytes} bytes at most.`);

async function takePush(c: AppContext, outline: string | undefined, signature: string): Promise<Response> {
  const delivery = c.req.header('X-GitHub-Delivery');
  if (!delivery || delivery.length > 100) return failure(c, 400, 'X-GitHub-Delivery must name the delivery.');
  const read = readPush(delivery, outline ?? '', githubFrom(c.env));
  if ('problem' in read) {
    return failure(
      c,
      400,
      `The push can't be read (is the content type application/json?): ${read.problem}.`,
    );
  }
  if ('ignored' in read) return c.text(`ignored: ${read.ignored}\n`);
  const { commit } = read.push;
  // The signature is a digest of the body.
  const verdict = await catalogOf(c).push({ ...read.push, digest: signature });
  if (typeof verdict === 'object') return failure(c, 409, verdict.why);
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
