/**
 * Every operation of the publishing API, with an answer and with what it refuses. `get` compares each answer with the
 * contract, here as in all other tests.
 */

import { reset } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { publishOperations } from '../../../src/http/api/operations.ts';
import { methodOf } from '../../../src/http/v1/operation.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import type { WebhookDelivery, WebhookWithSecret } from '../../../src/publish/webhooks.ts';
import { begin, complete, exportedAtRest, restored, sendLines } from '../backups.ts';
import { compareWithContract, operationOf } from '../contract.ts';
import { upload } from '../files.ts';
import { authorization, get, post, publish, site } from '../publish.ts';

/** Asks, and notes the operation. */
const asked = new Set<string>();
async function send(method: string, path: string, body?: unknown): Promise<Response> {
  asked.add(operationOf(method, path)!.name);
  return get(path, {
    method,
    headers: authorization,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

it('answers as the contract says', async () => {
  await reset();
  const bytes = new Uint8Array([1, 2, 3]);
  expect(await (await send('POST', '/api/blobs', { blobs: [blobId(bytes)] })).json()).toMatchObject({
    missing: [blobId(bytes)],
  });
  expect((await upload(blobId(bytes), bytes)).status).toBe(200);
  asked.add('putBlob');
  const added = await send('POST', '/api/webhooks', { url: 'https://app.invalid/x', filter: { tag: 'a' } });
  const { id } = await added.json<WebhookWithSecret>();
  await send('GET', '/api/webhooks');
  await send('PUT', `/api/webhooks/${id}`, { filter: null });
  await publish({
    'a.md': '---\ntitle: A\ndate: 2026-01-01\ntags: [a]\n---\nText',
    'b.md': '---\ntitle: "unclosed\n---\nText',
  });
  const file = { path: 'a.bin', blob: blobId(bytes), type: 'application/octet-stream', bytes: 3 };
  expect((await send('POST', '/api/publish', { put: [], files: [file], delete: ['none.md'] })).status).toBe(
    200,
  );
  const summary = await (await send('GET', '/api/manifest')).json<{ buckets: Record<string, string> }>();
  await send('POST', '/api/manifest', { buckets: Object.keys(summary.buckets) });
  await send('GET', '/api/status');
  await send('POST', `/api/webhooks/${id}/test`);
  await send('POST', `/api/webhooks/${id}/rotate`);
  const log = await send('GET', `/api/webhooks/${id}/deliveries`);
  const [delivery] = (await log.json<{ deliveries: WebhookDelivery[] }>()).deliveries;
  await send('POST', `/api/webhooks/${id}/redeliver`, { id: delivery?.id ?? 'msg_none' });
  expect((await send('DELETE', `/api/webhooks/${id}`)).status).toBe(200);
  expect((await send('POST', '/api/rebuild')).status).toBe(202);
  expect((await send('POST', '/api/backup', { kind: 'articles' })).status).toBe(200);

  const backup = await exportedAtRest();
  await reset();
  expect((await begin(backup)).status).toBe(200);
  // While a backup is restored.
  expect((await get('/api/manifest', { headers: authorization })).status).toBe(423);
  expect((await send('POST', '/api/restore/cancel')).status).toBe(200);
  expect((await sendLines('articles', 0, ['{}'])).status).toBe(409);
  expect((await complete()).status).toBe(409);
  await restored(backup);
  for (const name of ['beginRestore', 'restoreLines', 'completeRestore']) asked.add(name);

  expect([...asked].toSorted()).toEqual(publishOperations.map(({ name }) => name).toSorted());
});

it.each(publishOperations.map((operation) => [operation.name, operation] as const))(
  '%s says what it refuses',
  async (_name, operation) => {
    const path = operation.path.replace(/\{\w+\}/g, 'none');
    const method = methodOf(operation).toUpperCase();
    expect((await get(path, { method })).status).toBe(401);
    if (!operation.body) return;
    const response = await get(path, { method, headers: authorization, body: '{"buckets": 1' });
    expect([400, 411]).toContain(response.status);
  },
);

it('an answer that the contract does not have would be found', async () => {
  const request = new Request(`${site}/api/status`);
  const headers = { 'Content-Type': 'application/json' };
  for (const response of [
    new Response('{"files": 1}', { headers }),
    new Response('{}', { headers, status: 418 }),
    new Response('{}'),
  ])
    await expect(compareWithContract(request, response)).rejects.toThrow(/status|getStatus/i);
  expect((await post('/api/publish', { put: [] })).status).toBe(400);
});
