/** Publishing over HTTP, as the command line does it. */

import { env, exports } from 'cloudflare:workers';
import { expect, vi } from 'vitest';
import type { Bindings } from '../../src/http/context.ts';
import { blobId } from '../../src/publish/manifest.ts';
import type { BatchResult, FileResult, Status } from '../../src/publish/protocol.ts';
import { compareWithContract } from './contract.ts';
import { soon } from '../soon.ts';

export const site = 'https://feeds.example';

/** A request to the worker; the path may be written raw. @throws if the answer is none that the contract has */
export async function get(path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(site + path, { redirect: 'manual', ...init });
  const response = await exports.default.fetch(request);
  await compareWithContract(request, response);
  return response;
}

export const authorization = { Authorization: `Bearer ${(env as Bindings).PUBLISH_TOKEN}` };

export const post = async (path: string, body: unknown, headers: Record<string, string> = authorization) =>
  get(path, { method: 'POST', headers, body: JSON.stringify(body) });

/** A file as a batch holds it. */
export const file = (path: string, source: string) => ({
  path,
  source,
  blob: blobId(new TextEncoder().encode(source)),
});

/** Waits until KV has everything that is published. */
export async function settled(): Promise<void> {
  await vi.waitFor(async () => {
    const { outbox } = await (await get('/api/status', { headers: authorization })).json<Status>();
    expect(outbox).toEqual({ feed: 0, article: 0, index: 0, failing: 0 });
  }, soon);
}

/** Waits until the search knows everything that is published. */
export async function indexed(): Promise<void> {
  await vi.waitFor(async () => {
    const { unsearchable } = await (await get('/api/status', { headers: authorization })).json<Status>();
    expect(unsearchable).toBeUndefined();
  }, soon);
}

/** Publishes sources by path and waits until they are at the edge. `null` deletes. */
export async function publish(sources: Record<string, string | null>): Promise<Record<string, FileResult>> {
  const put = Object.entries(sources).flatMap(([path, source]) =>
    source === null ? [] : [file(path, source)],
  );
  const deleted = Object.keys(sources).filter((path) => sources[path] === null);
  const response = await post('/api/publish', { put, delete: deleted });
  expect(response.status).toBe(200);
  const { files } = await response.json<BatchResult>();
  await settled();
  return Object.fromEntries(files.map((file) => [file.path, file]));
}
