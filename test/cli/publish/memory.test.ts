import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type Served } from '../../../src/cli/local/serve.ts';
import { exitCodes } from '../../../src/cli/exit.ts';
import { limits } from '../../../src/limits.ts';
import { article, Workspace } from '../workspace.ts';

let work: Workspace;
let worker: Served;

beforeAll(async () => {
  work = new Workspace();
  worker = await serve({ state: work.state, host: '127.0.0.1', port: 0, onLog: () => {} });
});
afterAll(async () => {
  await worker.stop();
  work[Symbol.dispose]();
});

test('articles that exceed the memory of one batch are published in several', async () => {
  // Each relative link grows by the address of its folder, so that 100 articles exceed the limit twofold.
  const folder = `${'x'.repeat(200)}/`.repeat(4);
  const links = '[a](b)\n'.repeat(400);
  const count = 20 + Math.ceil((2 * limits.parsedBytes) / (400 * folder.length));
  for (let i = 0; i < count; i++) work.write(`${folder}${i}.md`, article(`Article ${i}`, {}, links));
  expect(await work.run(['publish', '--content', work.content, '--state', work.state])).toMatchObject({
    code: exitCodes.ok,
    stdout: expect.stringMatching(new RegExp(`^${count} added \\(`)),
  });
});
