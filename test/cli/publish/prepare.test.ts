import { expect, test } from 'vitest';
import type { Client } from '../../../src/cli/client/client.ts';
import { prepare } from '../../../src/cli/publish/publish.ts';
import { FileMap } from '../../../src/cli/source/files.ts';
import { bucketOf } from '../../../src/publish/manifest.ts';

test('the files of the worker are requested in parts within the limit of an answer', async () => {
  const files = Array.from({ length: 5_000 }, (_, i) => [`${i}.md`, 'a'.repeat(40)] as const);
  const local = new FileMap(files);
  // The worker has the same files with other content, and one more.
  const remote = new FileMap([
    ...files.map(([path]) => [path, 'b'.repeat(40)] as const),
    ['gone.md', 'c'.repeat(40)],
  ]);
  const asked: string[][] = [];
  const refuse = (): never => {
    throw new Error('not to be asked');
  };
  const client: Client = {
    manifest: async () => remote.digests().summary(),
    files: async (buckets) => {
      asked.push([...buckets]);
      return { files: Object.fromEntries(remote.within(new Set(buckets.map(Number)))) };
    },
    publish: refuse,
    missingBlobs: refuse,
    putBlob: refuse,
    status: refuse,
    rebuild: refuse,
    backup: refuse,
    beginRestore: refuse,
    restore: refuse,
    completeRestore: refuse,
    cancelRestore: refuse,
    webhooks: refuse,
    addWebhook: refuse,
    changeWebhook: refuse,
    removeWebhook: refuse,
    testWebhook: refuse,
    rotateWebhook: refuse,
    webhookDeliveries: refuse,
    redeliverWebhook: refuse,
  };
  const { plan } = await prepare({ files: local, unreadable: [], read: refuse }, client);
  expect(asked.length).toBeGreaterThan(7);
  expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(128);
  expect(new Set(asked.flat()).size).toBe(new Set([...remote.all().keys()].map(bucketOf)).size);
  const count = (action: string) => plan.steps.filter((step) => step.action === action).length;
  expect({ change: count('change'), delete: count('delete'), add: count('add') }).toEqual({
    change: 5_000,
    delete: 1,
    add: 0,
  });
});
