import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, type Client } from '../../../src/cli/client/client.ts';
import { Follower } from '../../../src/cli/local/follow.ts';
import { serve, type Served } from '../../../src/cli/local/serve.ts';
import { silent } from '../../../src/cli/output/progress.ts';
import { scan } from '../../../src/cli/source/scan.ts';
import { execute, prepare } from '../../../src/cli/publish/publish.ts';
import { article, Workspace } from '../workspace.ts';
import { soon } from '../../soon.ts';

const home = new Workspace();
let worker: Served;
let client: Client;

beforeAll(async () => {
  worker = await serve({ state: home.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  client = connect({ ...worker, local: true });
});

afterAll(async () => {
  await worker.stop();
  home[Symbol.dispose]();
});

/** The outcomes in short: `move a.md → b.md`. */
async function publish(follower: Follower, ...touched: string[]): Promise<string[]> {
  const { outcomes } = await follower.publish(touched);
  return outcomes.map(
    ({ action, path, from }) => `${action} ${from === undefined ? '' : `${from} → `}${path}`,
  );
}

describe('watching a content folder', () => {
  let work: Workspace;
  let follower: Follower;

  beforeEach(async () => {
    work = new Workspace();
    work.write('a.md', article('A'));
    work.write('folder/b.md', article('B'));
    const found = await scan(work.content);
    await Array.fromAsync(execute(await prepare(found, client), client, silent));
    follower = new Follower(work.folders, client, found, []);
    return () => work[Symbol.dispose]();
  });

  test('a file that is touched but unchanged is not sent', async () => {
    work.write('a.md', article('A'));
    expect(await publish(follower, 'a.md')).toEqual([]);
  });

  test('a new file with the content of a missing one is a move, even before the deletion is reported', async () => {
    work.move('a.md', 'moved.md');
    expect(await publish(follower, 'moved.md')).toEqual(['move a.md → moved.md']);
    expect(await publish(follower, 'a.md')).toEqual([]);
  });

  test('the deletion of a file is held back while it may be moving', async () => {
    work.move('a.md', '../a.md');
    expect(await follower.publish(['a.md'])).toEqual({ outcomes: [], missing: ['a.md'] });
    work.move('../a.md', 'moved.md');
    expect(await publish(follower, 'moved.md')).toEqual(['move a.md → moved.md']);
  });

  test('a missing file is deleted after the move window', async () => {
    work.remove('a.md');
    await vi.waitFor(async () => expect(await publish(follower, 'a.md')).toEqual(['delete a.md']), soon);
  });

  test('a copy is a new article', async () => {
    work.write('copy.md', article('A'));
    expect(await publish(follower, 'copy.md')).toEqual(['add copy.md']);
  });

  test('a folder stands for all its present and former files', async () => {
    work.move('folder', 'renamed');
    expect(await publish(follower, 'folder', 'renamed')).toEqual(['move folder/b.md → renamed/b.md']);
  });

  test('a file that takes the place of a folder deletes what was in it', async () => {
    work.remove('folder');
    work.write('folder', 'no article');
    await vi.waitFor(
      async () => expect(await publish(follower, 'folder/b.md', 'folder')).toEqual(['delete folder/b.md']),
      soon,
    );
  });

  test('the empty path stands for the whole folder', async () => {
    work.write('a.md', article('A, edited'));
    work.write('c.md', article('C'));
    expect(await publish(follower, '')).toEqual(['change a.md', 'add c.md']);
  });

  test('a refused file is sent again when it is touched, even unchanged', async () => {
    work.write('a.md', '---\ntitle: [\n---\n');
    expect(await publish(follower, 'a.md')).toEqual(['change a.md']);
    work.write('a.md', article('A'));
    const { outcomes } = await follower.publish(['a.md']);
    expect(outcomes).toMatchObject([{ path: 'a.md', result: { status: 'unchanged' } }]);
  });

  test('a missing content folder is an error, and deletes nothing', async () => {
    work.remove('.');
    await expect(follower.publish(['', 'a.md'])).rejects.toThrow(/no such folder/);
  });
});
