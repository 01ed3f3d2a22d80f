import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TestSite } from '../e2e/site.ts';
import { Subscribers } from '../e2e/subscribers.ts';
import type { Webhook, WebhookDelivery, WebhookWithSecret } from '../../src/publish/webhooks.ts';
import { article, Workspace } from './workspace.ts';
import { soon } from '../soon.ts';

let site: TestSite;
const home = new Workspace();

beforeAll(async () => {
  process.env['EDGEFEED_OUTBOUND_LOOPBACK'] = '1';
  site = await TestSite.start();
});

afterAll(async () => {
  delete process.env['EDGEFEED_OUTBOUND_LOOPBACK'];
  await site[Symbol.asyncDispose]();
  home[Symbol.dispose]();
});

const webhooks = async (...args: string[]) =>
  home.run(['webhooks', ...args, '--state', `${site.folder}/state`]);

test('from nothing to a verified delivery, and all that one can do with an endpoint', async () => {
  const taken: { headers: Record<string, string>; body: string }[] = [];
  let status = 204;
  await using receiver = await Subscribers.start(({ headers, body }, response) => {
    taken.push({ headers: headers as Record<string, string>, body: body.toString() });
    response.writeHead(status).end();
  });
  const url = `${receiver.origins[0]}/hook`;
  const added = await webhooks('add', url, '--category', 'News', '--json');
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const { id, secret } = JSON.parse(added.stdout) as WebhookWithSecret;
  expect(await webhooks('test', id)).toMatchObject({ code: 0, stdout: 'Delivered: answered 204\n' });
  await site.publish({
    'a.md': article('First', { categories: 'News' }),
    'b.md': article('Second', { categories: 'Other' }),
  });
  await vi.waitFor(() => expect(taken).toHaveLength(2), soon);
  const types = taken.map(({ headers, body }) => new Verifier(secret).verify(body, headers));
  expect(types).toMatchObject([
    { type: 'webhook.test' },
    { type: 'article.published', data: { article: { title: 'First', categories: ['News'] } } },
  ]);

  const listed = await webhooks('list');
  expect(listed.stdout).toBe(`${id}  ${url}  category News  nothing waits\n`);
  expect(listed.stdout + (await webhooks('deliveries', id)).stdout).not.toContain(secret);
  const [delivery] = JSON.parse(`[${(await webhooks('deliveries', id, '--json')).stdout.trim()}]`) as [
    WebhookDelivery,
  ];
  expect(delivery).toMatchObject({ type: 'article.published', result: 'delivered', tries: 1 });
  expect((await webhooks('deliveries', id)).stdout).toContain(
    `delivered  article.published  ${delivery.article}  ${delivery.id}  answered 204\n`,
  );
  expect(await webhooks('redeliver', id, delivery.id)).toMatchObject({ code: 0 });
  await vi.waitFor(() => expect(taken).toHaveLength(3), soon);
  expect(taken[2]!.headers['webhook-id']).toBe(delivery.id);

  const rotated = await webhooks('rotate', id);
  const [, other = ''] = /^Secret: (whsec_\S+)$/m.exec(rotated.stdout) ?? [];
  status = 500;
  expect(await webhooks('test', id)).toMatchObject({
    code: 3,
    stderr: 'edgefeed: Not delivered: answered 500\n',
  });
  for (const each of [secret, other]) new Verifier(each).verify(taken[3]!.body, taken[3]!.headers);

  const changed = await webhooks('change', id, '--all', '--pause');
  expect(changed.stdout).toContain(`${id} gets all articles, at ${url}: paused just now`);
  const { paused } = JSON.parse((await webhooks('change', id, '--resume', '--json')).stdout) as Webhook;
  expect(paused).toBeUndefined();
  expect(await webhooks('remove', id)).toMatchObject({ code: 0, stdout: `${id} is removed\n` });
  expect((await webhooks('list')).stdout).toMatch(/^There is no endpoint/);
});

test('the receiver of docs/webhooks.md takes what is signed, and refuses the rest', async () => {
  const [, code = ''] = /^```js\n(.*?)^```$/ms.exec(readFileSync('docs/webhooks.md', 'utf8')) ?? [];
  expect(code).toContain('listen(3000)');
  const listening = `listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const receiver = spawn(
    process.execPath,
    ['--input-type=module', '-e', code.replace('listen(3000)', listening)],
    { env: { ...process.env, WEBHOOK_SECRET: secret }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const lines = createInterface(receiver.stdout)[Symbol.asyncIterator]();
    const url = `http://127.0.0.1:${(await lines.next()).value}/`;
    const body = '{"type":"article.removed","data":{"id":"urn:x"}}';
    const at = new Date();
    const send = async (signature: string): Promise<number> => {
      const timestamp = String(Math.floor(at.getTime() / 1000));
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': timestamp,
        'webhook-signature': signature,
      };
      return (await fetch(url, { method: 'POST', body, headers })).status;
    };
    expect(await send('v1,AAAA')).toBe(401);
    expect(await send(new Verifier(secret).sign('msg_1', at, body))).toBe(204);
    expect((await lines.next()).value).toBe('article.removed urn:x undefined');
  } finally {
    receiver.kill();
  }
});

test.each<[string[], number, string]>([
  [['add', 'http://app.example.org/'], 3, '"url" must begin with https://.'],
  [['remove', 'ep_none'], 3, 'There is no endpoint with this id; `edgefeed webhooks list` shows them.'],
  [['change', 'ep_none'], 2, 'Nothing is to be changed.'],
  [['add', 'https://app.example.org/', '--tag', 'a', '--author', 'b'], 2, 'cannot be used with option'],
  [['add'], 2, "missing required argument 'url'"],
])('says what is wrong: webhooks %j', async (args, code, message) => {
  const finished = await webhooks(...args);
  expect(finished.code).toBe(code);
  expect(finished.stderr).toContain(message);
});

test('shows help and examples', async () => {
  const { code, stdout } = await home.run(['webhooks', '--help']);
  expect(code).toBe(0);
  for (const name of ['add', 'list', 'change', 'remove', 'test', 'rotate', 'deliveries', 'redeliver'])
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  expect(stdout).toContain('npx --no edgefeed webhooks add https://');
});
