import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { readDocuments } from './documents.ts';
import { article, Workspace } from './workspace.ts';

const home = new Workspace();
let worker: Served;

const start = async (): Promise<Served> =>
  serve({
    state: home.state,
    host: '127.0.0.1',
    port: Number(new URL(worker?.url ?? 'http://x:0').port),
    onLog: () => {},
  });

beforeAll(async () => {
  worker = await start();
});

afterAll(async () => {
  await worker.stop();
  home[Symbol.dispose]();
});

test('`edgefeed rebuild` restores documents that were deleted from KV', async () => {
  using work = new Workspace();
  for (let i = 0; i < 30; i++) work.write(`${i}.md`, article(`${i}`, { tags: `t${i % 5}` }));
  await work.run(['publish', '--content', work.content, '--state', home.state]);
  const rebuild = async () => work.run(['rebuild', '--state', home.state, '--json']);
  // After this rebuild no write is pending.
  expect(await rebuild()).toMatchObject({ code: 0 });
  await worker.stop();
  const before = await readDocuments(home.state, async (kv, names) => {
    for (const name of names) await kv.delete(name);
  });
  expect(before.size).toBeGreaterThan(30 + 6 * 3);
  expect(await readDocuments(home.state)).toEqual(new Map());

  worker = await start();
  const { code, stdout, stderr } = await work.run(['rebuild', '--state', home.state]);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^6 feeds, 30 addresses \(.*\)\nKV is up to date\n$/),
    stderr: '',
  });
  await worker.stop();
  expect(await readDocuments(home.state)).toEqual(before);
  worker = await start();
});
