import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../../src/cli/client/client.ts';
import { Follower, moveWindow } from '../../../src/cli/local/follow.ts';
import { watch } from '../../../src/cli/local/watch.ts';
import { silent } from '../../../src/cli/output/progress.ts';
import { execute, prepare } from '../../../src/cli/publish/publish.ts';
import { scanSite } from '../../../src/cli/source/scan.ts';
import { siteFolders } from '../../../src/cli/source/site-folders.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import { FileWorker } from '../file-worker.ts';
import { png } from '../pictures.ts';
import { article, Workspace } from '../workspace.ts';
import { soon } from '../../soon.ts';

let work: Workspace;
let worker: FileWorker;
let follower: Follower;
let statics: string;

beforeEach(async () => {
  work = new Workspace();
  worker = await FileWorker.serve();
  statics = join(work.folder, 'static');
  work.write('a.md', article('A'));
  work.write('a.png', png(1, 1));
  mkdirSync(join(statics, 'images'), { recursive: true });
  writeFileSync(join(statics, 'images/x.png'), png(2, 1));
  const folders = siteFolders(work, { staticFolder: 'static', ignored: [], maxBytes: 1e6 });
  const client = connect({ url: worker.url, local: true });
  const found = await scanSite(folders);
  await Array.fromAsync(execute(await prepare(found, client), client, silent));
  follower = new Follower(folders, client, found, []);
  worker.requests.length = 0;
});
afterEach(async () => {
  work[Symbol.dispose]();
  await worker[Symbol.asyncDispose]();
});

async function publish(...touched: string[]): Promise<string[]> {
  const { outcomes } = await follower.publish(touched);
  return outcomes.map(({ action, path, from, result }) =>
    [action, from, path, result.status].filter(Boolean).join(' '),
  );
}

test('a changed picture is sent, in the content folder and in the static one', async () => {
  work.write('a.png', png(7, 1));
  writeFileSync(join(statics, 'images/x.png'), png(8, 1));
  expect(await publish('a.png', '/images')).toEqual(['change /images/x.png file', 'change a.png file']);
  expect(worker.files.get('a.png')).toMatchObject({ width: 7, blob: blobId(png(7, 1)) });
  expect(worker.files.get('/images/x.png')).toMatchObject({ width: 8 });
});

test('what is unchanged is not sent', async () => {
  expect(await publish('', '/', 'a.png', '/images/x.png')).toEqual([]);
  expect(worker.requests).toEqual([]);
});

test('an article and its new picture are published together', async () => {
  work.write('trip/b.md', article('B'));
  work.write('trip/b.png', png(3, 1));
  expect(await publish('trip')).toEqual(['add trip/b.png file', 'add trip/b.md article']);
});

test('a moved picture is moved, whichever report comes first', async () => {
  work.move('a.png', 'sub/b.png');
  expect(await publish('sub/b.png')).toEqual(['move a.png sub/b.png file']);
  expect(await publish('a.png')).toEqual([]);
  expect([...worker.files.keys()].sort()).toEqual(['/images/x.png', 'sub/b.png']);
  expect(worker.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
});

test('a deleted picture is deleted once it cannot be moving', async () => {
  rmSync(join(statics, 'images/x.png'));
  const { missing } = await follower.publish(['/images/x.png']);
  expect(missing).toEqual(['/images/x.png']);
  // The window is one of time: the clock of the follower is that of the process.
  await expect
    .poll(async () => publish(...missing), { ...soon, interval: moveWindow / 5 })
    .toEqual(['delete /images/x.png deleted']);
  expect([...worker.files.keys()]).toEqual(['a.png']);
});

test('a picture that is none is refused, and sent once it is one', async () => {
  work.write('b.png', '<html>');
  expect(await publish('b.png')).toEqual(['add b.png error']);
  work.write('b.png', png(1, 9));
  expect(await publish('b.png')).toEqual(['change b.png file']);
});

test('changes of the static folder are reported with a slash in front', async () => {
  const seen = new Set<string>();
  const { promise, resolve } = Promise.withResolvers<void>();
  const watching = await watch([work.content, statics], async (paths) => {
    for (const path of paths) seen.add(path);
    if (seen.has('c.png') && seen.has('/d.png')) resolve();
  });
  try {
    work.write('c.png', png(1, 1));
    writeFileSync(join(statics, 'd.png'), png(1, 1));
    await promise;
    expect([...seen].sort()).toEqual(['/d.png', 'c.png']);
  } finally {
    await watching.stop();
  }
});
