/** Publishing to the worker of a benchmark, over HTTP. */

import { blobId } from '../src/publish/manifest.ts';
import type { Status } from '../src/publish/protocol.ts';

/** The PUBLISH_TOKEN of these workers. */
export const token = 'bench';

/** A path below the content folder, and the source of the article. */
type File = readonly [path: string, source: string];

/** The JSON of a batch. */
export const batchOf = (files: readonly File[]): string =>
  JSON.stringify({
    put: files.map(([path, source]) => ({ path, source, blob: blobId(new TextEncoder().encode(source)) })),
    delete: [],
  });

/** Publishes files, and waits until they are in KV. @throws if the worker refuses */
export async function publish(url: string, files: readonly File[]): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/api/publish`, { method: 'POST', headers, body: batchOf(files) });
  if (!response.ok) throw new Error(`publishing failed: ${await response.text()}`);
  for (;;) {
    const { outbox } = await (await fetch(`${url}/api/status`, { headers })).json<Status>();
    if (outbox.feed + outbox.article + outbox.index === 0) return;
  }
}
