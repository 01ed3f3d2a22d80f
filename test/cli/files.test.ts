/** Publishing pictures and other files beside articles, to a worker in memory. */

import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blobId } from '../../src/publish/manifest.ts';
import { FileWorker } from './file-worker.ts';
import { GitWorkspace } from './git-repository.ts';
import { png, svg, wav } from './pictures.ts';
import { article, jsonLines, Workspace, type Finished } from './workspace.ts';

const publish = async (work: Workspace, worker: FileWorker, ...options: string[]): Promise<Finished> =>
  work.run(['publish', '--content', work.content, '--to', worker.url, ...options]);

function writeStatic(work: Workspace, path: string, bytes: string | Uint8Array): void {
  const file = join(work.folder, 'static', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

describe('publishing files beside articles', () => {
  test('sends each file once, with its type, size and duration, before the articles', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    work.write('trip/a.md', article('A'));
    work.write('trip/a.png', png(3, 2));
    work.write('trip/copy.png', png(3, 2));
    work.write('talk.wav', wav(2));
    work.write('chart.svg', svg);
    writeStatic(work, 'images/x.png', png(5, 4));
    const first = await publish(work, worker);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('1 added, 5 files sent (16.3 kB)');
    const { batches } = worker;
    expect(batches).toHaveLength(1);
    const file = (path: string, bytes: Uint8Array | string, facts: object) => ({
      path,
      blob: blobId(Buffer.from(bytes)),
      bytes: Buffer.byteLength(bytes),
      ...facts,
    });
    const size = (width: number, height: number) => ({ width, height });
    expect([...worker.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      file('/images/x.png', png(5, 4), { type: 'image/png', ...size(5, 4) }),
      file('chart.svg', svg, { type: 'image/svg+xml', ...size(30, 20) }),
      file('talk.wav', wav(2), { type: 'audio/wav', duration: 2 }),
      file('trip/a.png', png(3, 2), { type: 'image/png', ...size(3, 2) }),
      file('trip/copy.png', png(3, 2), { type: 'image/png', ...size(3, 2) }),
    ]);
    expect(worker.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(4);
    expect(worker.mostAtOnce).toBeLessThanOrEqual(2);

    worker.requests.length = 0;
    const second = await publish(work, worker);
    expect(second.stdout).toContain('1 unchanged, 5 files unchanged');
    expect(worker.requests).toEqual(['GET /api/manifest']);
  });

  test('moves a file without sending its bytes again, and deletes one that is gone', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    work.write('a.png', png(1, 1));
    work.write('b.png', png(2, 2));
    await publish(work, worker);
    work.move('a.png', 'sub/c.png');
    work.remove('b.png');
    worker.requests.length = 0;
    const { stdout } = await publish(work, worker);
    expect(stdout).toContain('1 file moved, 1 file deleted');
    expect(worker.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
    expect([...worker.files.keys()]).toEqual(['sub/c.png']);
    expect(worker.files.get('sub/c.png')).toMatchObject({ movedFrom: 'a.png', width: 1 });
  });

  test('refuses what is not what its name says, and publishes the others', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    work.write('page.png', '<!DOCTYPE html><p>Not found</p>');
    work.write('empty.jpg', '');
    work.write('latin.txt', Buffer.from([0x66, 0xfc, 0x72]));
    work.write('really-a-png.jpg', png(7, 7));
    work.write('talk.png', wav(1));
    work.write('text.txt', 'für alle\n');
    work.write(`${'n'.repeat(250)}.png`, png(1, 2));
    const { code, stdout } = await publish(work, worker);
    expect(code).toBe(1);
    expect(stdout).toContain('content/empty.jpg:1:1: error: the file is empty');
    expect(stdout).toContain('content/page.png:1:1: error: the file is named .png, but contains text');
    expect(stdout).toContain(
      'content/latin.txt:1:1: error: the file is named .txt, but is not text in UTF-8',
    );
    expect(stdout).toContain(
      'content/talk.png:1:1: error: the file is named .png, but its content is audio/wav',
    );
    expect([...worker.files.values()].map(({ path, type }) => [path, type])).toEqual([
      [`${'n'.repeat(250)}.png`, 'image/png'],
      ['really-a-png.jpg', 'image/png'],
      ['text.txt', 'text/plain'],
    ]);
  });

  test('refuses links out of the folder, pipes and folders, and publishes the others', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    work.write('a.png', png(1, 1));
    writeFileSync(join(work.folder, 'secret.png'), png(9, 9));
    symlinkSync(join(work.folder, 'secret.png'), join(work.content, 'secret.png'));
    symlinkSync('a.png', join(work.content, 'linked.png'));
    symlinkSync('/dev/zero', join(work.content, 'zero.png'));
    mkdirSync(join(work.content, 'folder.png'));
    await work.finish('mkfifo', [join(work.content, 'pipe.png')], process.env);
    const { code, stdout } = await publish(work, worker);
    expect(code).toBe(1);
    expect(stdout).toContain('content/secret.png:1:1: error: the link points to');
    expect(stdout).toContain('content/zero.png:1:1: error: the link points to a device');
    expect([...worker.files.keys()].sort()).toEqual(['a.png', 'linked.png']);
  });

  test('sends a large file in parts, and after an interruption those that are missing', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    const large = png(2, 2, 'large', 2_200_000);
    work.write('large.png', large);
    worker.onUpload = (_, part) => (part === 4 ? 400 : undefined);
    expect((await publish(work, worker)).code).toBe(3);
    expect([...worker.parts.get(blobId(large))!.keys()]).toEqual([1, 2, 3]);
    worker.requests.length = 0;
    worker.onUpload = () => undefined;
    expect(await publish(work, worker)).toMatchObject({ code: 0 });
    expect(worker.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(2);
    expect(worker.blobs.get(blobId(large))).toEqual(large);
  });

  test('resumes after the command was killed, and sends nothing twice', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    for (let i = 0; i < 12; i++) work.write(`${i}.png`, png(1, 1, `${i}`));
    work.write('a.md', article('A'));
    const command = work.spawn(['publish', '--content', work.content, '--to', worker.url]);
    const killed = once(command, 'exit');
    worker.onUpload = async () => {
      if (worker.blobs.size < 5) return undefined;
      process.kill(-command.pid!, 'SIGKILL');
      await killed;
      return 500;
    };
    await killed;
    const before = new Set(worker.blobs.keys());
    expect(before.size).toBeGreaterThanOrEqual(5);
    expect(worker.files.size).toBe(0);
    worker.onUpload = () => undefined;
    worker.requests.length = 0;
    expect(await publish(work, worker)).toMatchObject({ code: 0 });
    const sent = worker.requests.flatMap((request) => /^PUT .*\/(.*)$/.exec(request)?.[1] ?? []);
    expect(sent.filter((blob) => before.has(blob))).toEqual([]);
    expect(worker.files.size).toBe(12);
  });

  test('sends all parts again if the worker has lost the upload', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    const large = png(2, 2, 'lost', 1_200_000);
    work.write('large.png', large);
    let lost = false;
    worker.onUpload = (blob, part) => {
      if (part !== 2 || lost) return undefined;
      lost = true;
      worker.parts.delete(blob);
      return 409;
    };
    expect(await publish(work, worker)).toMatchObject({ code: 0 });
    expect(worker.blobs.get(blobId(large))).toEqual(large);
  });

  test('sends a file that changes meanwhile as it is then', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    work.write('a.png', png(1, 1));
    work.write('b.png', png(2, 2));
    const after = png(4, 4);
    // The bytes of the second file arrive after those of the first have been read, so only the blob id tells.
    worker.onUpload = (blob) => {
      if (blob !== blobId(png(1, 1))) return undefined;
      work.write('a.png', after);
      return 422;
    };
    expect(await publish(work, worker)).toMatchObject({ code: 0 });
    expect(worker.files.get('a.png')).toMatchObject({ blob: blobId(after), width: 4 });
    expect([...worker.blobs.keys()].sort()).toEqual([blobId(png(2, 2)), blobId(after)].sort());
  });

  test('refuses a file that is too large, by the worker or by the store', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    worker.bounds = { maxBytes: 10_000, maxRequestBytes: 10_000 };
    work.write('a.md', article('A'));
    work.write('large.png', png(1, 1, '', 20_000));
    work.write('odd.png', png(1, 1));
    worker.onUpload = (blob) => (blob === blobId(png(1, 1)) ? 413 : undefined);
    const { code, stdout } = await publish(work, worker);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'content/large.png:1:1: error: the file has 20.1 kB, and the worker stores 10 kB at most',
    );
    expect(stdout).toContain('content/odd.png:1:1: error: the worker refuses it: as the test wants it');
    expect(stdout).toContain('1 added, 2 refused');
  });

  test('publishes the articles alone to a worker that takes no files, and says so', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    worker.takesFiles = false;
    work.write('a.md', article('A'));
    work.write('a.png', png(1, 1));
    const { code, stdout, stderr } = await publish(work, worker);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 added') as string });
    expect(stderr).toContain('1 picture or other file is not published');
    expect(worker.batches).toMatchObject([{ put: [{ path: 'a.md' }] }]);
    expect(worker.batches[0]).not.toHaveProperty('files');
  });

  test('shows files in a dry run and in JSON', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    work.write('a.png', png(1, 1));
    writeStatic(work, 'x.png', png(1, 1));
    expect((await publish(work, worker, '--dry-run')).stdout).toBe('A  /x.png\nA  a.png\n');
    const lines = jsonLines((await publish(work, worker, '--json')).stdout);
    expect(lines).toContainEqual(expect.objectContaining({ action: 'add', path: 'a.png', status: 'file' }));
    expect(lines.at(-1)).toMatchObject({ summary: { files: 2, fileBytes: png(1, 1).byteLength } });
  });

  test('asks before it deletes many files, however many articles there are', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    for (let i = 0; i < 40; i++) work.write(`${i}.md`, article(`${i}`));
    for (let i = 0; i < 7; i++) work.write(`pictures/${i}.png`, png(1, 1, `${i}`));
    await publish(work, worker);
    work.remove('pictures');
    const { code, stderr } = await publish(work, worker);
    expect(code).toBe(4);
    expect(stderr).toContain('This would delete 7 of 7 published pictures and other files');
    expect((await publish(work, worker, '--force')).code).toBe(0);
    expect(worker.files.size).toBe(0);
  });

  test('keeps files that cannot be read as they are', async () => {
    using work = new Workspace();
    await using worker = await FileWorker.serve();
    work.write('a.png', png(1, 1));
    await publish(work, worker);
    rmSync(join(work.content, 'a.png'));
    symlinkSync('/dev/zero', join(work.content, 'a.png'));
    expect((await publish(work, worker)).code).toBe(1);
    expect([...worker.files.keys()]).toEqual(['a.png']);
  });

  test('publishes the files of a commit, small and large, and those of its static folder', async () => {
    using work = new GitWorkspace();
    await using worker = await FileWorker.serve();
    worker.bounds = { maxBytes: 1e9, maxRequestBytes: 6e6, partBytes: 5_242_880 };
    const large = png(6, 5, 'committed', 9_000_000);
    work.write('a.md', article('A'));
    work.write('a.png', png(1, 1));
    work.write('large.png', large);
    writeStatic(work, 'images/x.png', png(3, 3));
    work.git('add', 'static');
    work.commit();
    rmSync(work.content, { recursive: true });
    const { code } = await work.run([
      'publish',
      '--to',
      worker.url,
      '--content',
      'content',
      '--ref',
      'HEAD',
      '--git-dir',
      join(work.folder, '.git'),
    ]);
    expect(code).toBe(0);
    expect([...worker.files.keys()].sort()).toEqual(['/images/x.png', 'a.png', 'large.png']);
    expect(worker.files.get('large.png')).toMatchObject({ blob: blobId(large), width: 6, height: 5 });
    expect(worker.blobs.get(blobId(large))).toEqual(large);
  });
});
