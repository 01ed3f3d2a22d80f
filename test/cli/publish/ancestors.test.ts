import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type Served } from '../../../src/cli/local/serve.ts';
import { exitCodes } from '../../../src/cli/exit.ts';
import { GitWorkspace } from '../git-repository.ts';
import { article, Workspace, type Finished } from '../workspace.ts';

let home: Workspace;
let worker: Served;

beforeAll(async () => {
  home = new Workspace();
  worker = await serve({ state: home.state, host: '127.0.0.1', port: 0, onLog: () => {} });
});
afterAll(async () => {
  await worker.stop();
  home[Symbol.dispose]();
});

const publishRef = async (work: Workspace, ref: string, ...args: string[]): Promise<Finished> =>
  work.run(['publish', '--ref', ref, '--git-dir', `${work.folder}/.git`, '--state', home.state, ...args]);

test('a commit is newer than its ancestors, even if their clock was ahead', async () => {
  using work = new GitWorkspace();
  const names = Array.from({ length: 20 }, (_, i) => `${i}.md`);
  for (const name of names) work.write(name, article(name));
  const future = work.commit(4_000_000_000);
  for (const name of names.slice(5)) work.remove(name);
  const today = work.commit(1_700_000_000);
  expect(await publishRef(work, future)).toMatchObject({ code: exitCodes.ok });
  // The refusal is about the deletions, not about the time.
  expect(await publishRef(work, today)).toMatchObject({ code: exitCodes.needsForce });

  for (const name of names.slice(5)) work.write(name, article(name));
  work.write('0.md', article('Edited'));
  const tomorrow = work.commit(1_700_000_100);
  expect(await publishRef(work, tomorrow)).toMatchObject({
    code: exitCodes.ok,
    stdout: expect.stringMatching(/^1 changed/),
  });
  expect(await publishRef(work, future)).toMatchObject({ code: exitCodes.outdated });
  expect(await publishRef(work, tomorrow)).toMatchObject({ stdout: expect.stringMatching(/^20 unchanged/) });
});
