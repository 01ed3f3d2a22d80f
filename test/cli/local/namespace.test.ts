import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { namespaceIn } from '../../../src/cli/local/namespace.ts';
import { serve } from '../../../src/cli/local/serve.ts';
import { readDocuments } from '../documents.ts';
import { Workspace } from '../workspace.ts';

const zeros = '0'.repeat(32);
const own = 'a1'.repeat(16);

function state(work: Workspace, ...namespaces: string[]): string {
  for (const name of ['miniflare-KVNamespaceObject', ...namespaces])
    mkdirSync(join(work.state, 'kv', name, 'blobs'), { recursive: true });
  return work.state;
}

test('a new state has the namespace that states had when the configuration named one', () => {
  using work = new Workspace();
  expect(namespaceIn(work.state)).toBe(zeros);
  expect(namespaceIn(work.state, own)).toBe(zeros);
});

test('a state keeps its namespace when wrangler writes another id into the configuration, or the id is deleted', () => {
  using work = new Workspace();
  expect(namespaceIn(state(work, zeros), own)).toBe(zeros);
  using former = new Workspace();
  expect(namespaceIn(state(former, own))).toBe(own);
});

test('of several namespaces the configured one is used, else the usual one', () => {
  using work = new Workspace();
  state(work, own, zeros);
  expect(namespaceIn(work.state, own)).toBe(own);
  expect(namespaceIn(work.state)).toBe(zeros);
});

test('the local worker writes into the namespace of zeros, as before the id was left out of wrangler.toml', async () => {
  using work = new Workspace();
  const served = await serve({ state: work.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  work.write('a.md', '---\ntitle: A\ndate: 2026-01-02\n---\n\nText.\n');
  const published = await work.run([
    'publish',
    '--content',
    work.content,
    '--state',
    work.state,
    '--to',
    served.url,
  ]);
  await served.stop();
  expect(published).toMatchObject({ code: 0 });
  // Reads the namespace of zeros.
  expect((await readDocuments(work.state)).size).toBeGreaterThan(2);
});
