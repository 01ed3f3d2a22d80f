/** `POST /hooks/github`: GitHub tells of a push. What was pushed is asked of GitHub, never believed. */

import { readPush } from '../../github/push.ts';
import { githubFrom } from '../../github/settings.ts';
import { isSigned } from '../../github/signature.ts';
import { log } from '../../log.ts';
import { catalogOf, type AppContext } from '../context.ts';
import { failure } from '../errors.ts';

/**
 * Bytes. GitHub sends up to 25 MB, most of it a list of files that nobody reads here; what is larger than this is
 * refused, and the next push brings what it had.
 */
export const maxHookBytes = 8 * 1024 * 1024;

export async function githubHook(c: AppContext): Promise<Response> {
  const secret = c.env.GITHUB_WEBHOOK_SECRET?.trim();
  if (!secret) {
    log('error', 'webhook', { error: 'GITHUB_WEBHOOK_SECRET is not set' });
    return failure(c, 503, 'The webhook is off; `wrangler secret put GITHUB_WEBHOOK_SECRET` turns it on.');
  }
  const body = new Uint8Array(await c.req.arrayBuffer());
  if (!isSigned(body, c.req.header('X-Hub-Signature-256'), secret)) {
    return failure(c, 401, 'The signature is missing or wrong; both sides must have the same secret.');
  }
  switch (c.req.header('X-GitHub-Event')) {
    case 'ping':
      return c.text('pong\n');
    case 'push':
      return takePush(c, new TextDecoder().decode(body));
    default:
      return c.text('ignored: only pushes are of interest\n');
  }
}

async function takePush(c: AppContext, body: string): Promise<Response> {
  const delivery = c.req.header('X-GitHub-Delivery');
  if (!delivery || delivery.length > 100) return failure(c, 400, 'X-GitHub-Delivery must name the delivery.');
  const read = readPush(delivery, body, githubFrom(c.env));
  if ('problem' in read) {
    return failure(
      c,
      400,
      `The push can't be read (is the content type application/json?): ${read.problem}.`,
    );
  }
  if ('ignored' in read) return c.text(`ignored: ${read.ignored}\n`);
  const { commit } = read.push;
  const verdict = await catalogOf(c).push(read.push);
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
