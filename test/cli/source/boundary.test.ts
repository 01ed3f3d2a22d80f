import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connect } from '../../../src/cli/client/client.ts';
import { Follower } from '../../../src/cli/local/follow.ts';
import { Boundary } from '../../../src/cli/source/boundary.ts';
import { check } from '../../../src/cli/source/check.ts';
import { readRevision } from '../../../src/cli/source/git/revision.ts';
import { scan } from '../../../src/cli/source/scan.ts';
import { readSource } from '../../../src/cli/source/source-file.ts';
import { GitWorkspace } from '../git-repository.ts';
import { article, Workspace } from '../workspace.ts';

const site = { url: 'https://feeds.example', id: '', timezone: 'UTC', lineBreaks: 'soft' } as const;

/** The published and the refused files of a folder. Expects the same of `check`. */
async function seen(work: Workspace): Promise<{ files: string[]; refused: Record<string, string> }> {
  const { files, unreadable } = await scan(work.content);
  const refused = Object.fromEntries(unreadable.map(({ path, message }) => [path, message]));
  const checked = [...check(work.folders, site)];
  const inError = checked.filter(({ status }) => status === 'error');
  expect(Object.fromEntries(inError.map(({ path, problems }) => [path, problems[0]?.message]))).toEqual(
    refused,
  );
  const fine = checked.filter(({ status }) => status !== 'error').map(({ path }) => path);
  expect(fine.sort()).toEqual([...files.all().keys()].sort());
  return { files: fine, refused };
}

const link = (work: Workspace, target: string, path: string): void =>
  symlinkSync(target, join(work.content, path));

const lead = (what: string): string =>
  `the link points to ${what}; replace it with a copy of the file, or remove it`;
const outside = lead('a file outside the content folder and its repository');

describe.each([
  ['a folder', () => new Workspace()],
  ['a clone', () => new GitWorkspace()],
])('links in %s', (_what, make) => {
  test('out of it are errors that reveal nothing about the target', async () => {
    using work = make();
    using elsewhere = new Workspace();
    elsewhere.write('note.md', article('Secret'));
    work.write('a.md', article('A'));
    link(work, join(elsewhere.content, 'note.md'), 'absolute.md');
    link(work, `../../${elsewhere.folder.split('/').at(-1)}/content/note.md`, 'relative.md');
    link(work, 'absolute.md', 'twice.md');
    link(work, '/proc/self/environ', 'environment.md');
    link(work, '/proc/self/fd/0', 'input.md');
    link(work, '/dev/zero', 'zero.md');
    expect(await seen(work)).toEqual({
      files: ['a.md'],
      refused: {
        'absolute.md': outside,
        'relative.md': outside,
        'twice.md': outside,
        'environment.md': lead('a file of the operating system'),
        'input.md': expect.stringMatching(/^the link points to a (?:device|named pipe|file|socket)/),
        'zero.md': 'the link points to a device, not a file; remove it',
      },
    });
  });

  test('to other folders are not followed, even in place of a former folder', async () => {
    using work = make();
    using elsewhere = new Workspace();
    elsewhere.write('note.md', article('Secret'));
    work.write('a.md', article('A'));
    work.write('folder/note.md', article('Note'));
    work.write('folder/below/note.md', article('Note'));
    if (work instanceof GitWorkspace) work.commit();
    work.remove('folder');
    link(work, elsewhere.content, 'folder');
    mkdirSync(join(elsewhere.content, 'below'));
    elsewhere.write('below/note.md', article('Secret'));
    expect(await seen(work)).toEqual({ files: ['a.md'], refused: {} });
  });

  test('to pipes and sockets are errors, and pipes and sockets are no files', async () => {
    using work = make();
    execFileSync('mkfifo', [join(work.content, 'pipe.md')]);
    link(work, 'pipe.md', 'linked.md');
    const server = createServer();
    const socket = join(work.content, 'socket.md');
    await new Promise<void>((listening) => void server.listen(socket, listening));
    link(work, 'socket.md', 'to-socket.md');
    try {
      expect(await seen(work)).toEqual({
        files: [],
        refused: {
          'linked.md': 'the link points to a named pipe, not a file; remove it',
          'to-socket.md': 'the link points to a socket, not a file; remove it',
        },
      });
    } finally {
      server.close();
    }
  });

  test('to hidden files are errors', async () => {
    using work = make();
    work.write('.env', article('Secret'));
    work.write('.git-like/config', article('Secret'));
    link(work, '.env', 'a.md');
    link(work, '.git-like/config', 'b.md');
    const { files, refused } = await seen(work);
    expect(files).toEqual([]);
    expect(Object.keys(refused)).toEqual(['a.md', 'b.md']);
  });
});

describe('links of a clone to the rest of its repository', () => {
  test('are followed only to files that git tracks, as in a commit', async () => {
    using work = new GitWorkspace();
    writeFileSync(join(work.folder, 'README.md'), article('Readme'));
    writeFileSync(join(work.folder, '.dev.vars'), article('Secret'));
    work.git('add', 'README.md');
    link(work, '../README.md', 'readme.md');
    work.commit();
    const committed = await readRevision({
      ref: 'HEAD',
      content: 'content',
      gitDir: join(work.folder, '.git'),
    });
    link(work, '../.dev.vars', 'secret.md');
    link(work, '../.git/config', 'config.md');
    const { files, refused } = await seen(work);
    expect(files).toEqual(['readme.md']);
    expect((await scan(work.content)).files.all()).toEqual(committed.files.all());
    const untracked = lead('an untracked file of the repository');
    expect(refused).toEqual({ 'secret.md': untracked, 'config.md': untracked });
  });

  test('that leave it are errors in a commit, too', async () => {
    using work = new GitWorkspace();
    work.write('a.md', article('A'));
    link(work, '/etc/hostname', 'absolute.md');
    link(work, '../../secret.md', 'relative.md');
    work.commit();
    const { files, unreadable } = await readRevision({
      ref: 'HEAD',
      content: 'content',
      gitDir: join(work.folder, '.git'),
    });
    expect([...files.all().keys()]).toEqual(['a.md']);
    expect(unreadable.map(({ path, code }) => [path, code])).toEqual([
      ['absolute.md', 'link'],
      ['relative.md', 'link'],
    ]);
  });
});

describe('a folder that changes while it is read', () => {
  test('a file that becomes a link after the scan is not sent', async () => {
    using work = new Workspace();
    using elsewhere = new Workspace();
    elsewhere.write('note.md', article('Secret'));
    elsewhere.write('folder/b.md', article('Secret'));
    work.write('a.md', article('A'));
    work.write('folder/b.md', article('B'));
    const { read } = await scan(work.content);
    work.remove('a.md');
    link(work, join(elsewhere.content, 'note.md'), 'a.md');
    expect(await read('a.md')).toEqual({
      status: 'error',
      problem: { path: 'a.md', code: 'link', severity: 'error', line: 1, column: 1, message: outside },
    });
    work.remove('folder');
    link(work, join(elsewhere.content, 'folder'), 'folder');
    expect(await read('folder/b.md')).toMatchObject({ problem: { code: 'link', message: outside } });
  });

  test('a file that grows counts with the size that was read', () => {
    using work = new Workspace();
    work.write('a.md', 'a');
    const file = join(work.content, 'a.md');
    const boundary = new Boundary(work.content);
    const handle = openSync(file, 'a');
    appendFileSync(handle, 'b'.repeat(3_000_000));
    closeSync(handle);
    expect(readSource(boundary, 'a.md')).toMatchObject({ problem: { code: 'too-large' } });
  });

  test('the watch follows no links out of the folder', async () => {
    using work = new Workspace();
    using elsewhere = new Workspace();
    elsewhere.write('note.md', article('Secret'));
    work.write('a.md', article('A'));
    const found = await scan(work.content);
    // Nothing is sent, so no server is needed.
    const client = connect({ url: 'http://127.0.0.1:9', local: true });
    const follower = new Follower(work.folders, client, found, []);
    link(work, elsewhere.content, 'folder');
    link(work, join(elsewhere.content, 'note.md'), 'note.md');
    const { outcomes } = await follower.publish(['folder', 'folder/note.md', 'note.md', '']);
    expect(new Set(outcomes.map(({ path, result }) => `${path}: ${result.problems[0]?.message}`))).toEqual(
      new Set([`note.md: ${outside}`]),
    );
  });
});

describe('file names', () => {
  test("that can't be published are errors of those files only", async () => {
    using work = new Workspace();
    const names = ['esc\x1b[31m.md', 'line\nfeed.md', 'del\x7f.md', 'c1\x9b.md', 'back\\slash.md'];
    for (const name of [...names, 'fine.md', `${'d/'.repeat(4)}fine.md`]) work.write(name, article('A'));
    const long = Array.from({ length: 6 }, () => 'x'.repeat(200)).join('/');
    work.write(`${long}/a.md`, article('A'));
    const { files, refused } = await seen(work);
    expect(files).toEqual(['d/d/d/d/fine.md', 'fine.md']);
    expect(Object.keys(refused).sort()).toEqual([...names, `${long}/a.md`].sort());
  });

  test.each([
    ['a folder', () => new Workspace()],
    ['a clone', () => new GitWorkspace()],
  ])('that are not UTF-8, also of folders, are errors in %s', async (_what, make) => {
    using work = make();
    const raw = (...parts: (string | number)[]): Buffer =>
      Buffer.concat(
        parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))),
      );
    work.write('a.md', article('A'));
    writeFileSync(raw(`${work.content}/caf`, 0xe9, '.md'), article('B'));
    mkdirSync(raw(`${work.content}/f`, 0xff));
    writeFileSync(raw(`${work.content}/f`, 0xff, '/知.md'), article('C'));
    symlinkSync('a.md', raw(`${work.content}/l`, 0x80, '.md'));
    writeFileSync(join(work.content, '\uFFFD.md'), article('D'));
    const expected = ['caf\udce9.md', 'f\udcff/知.md', 'l\udc80.md'];
    const { files, refused } = await seen(work);
    expect(files.sort()).toEqual(['a.md', '\uFFFD.md']);
    expect(Object.keys(refused).sort()).toEqual(expected);
    if (!(work instanceof GitWorkspace)) return;
    work.commit();
    expect(Object.keys((await seen(work)).refused).sort()).toEqual(expected);
    const committed = await readRevision({
      ref: 'HEAD',
      content: 'content',
      gitDir: join(work.folder, '.git'),
    });
    expect(committed.unreadable.map(({ path }) => path).sort()).toEqual(expected);
    expect([...committed.files.all().keys()].sort()).toEqual(['a.md', '\uFFFD.md']);
  });

  test('two files with the same normalized name are reported by check and publish alike', async () => {
    using work = new Workspace();
    work.write('cafe\u0301.md', article('one'));
    work.write('caf\u00e9.md', article('two'));
    const { unreadable } = await scan(work.content);
    const errors = [...check(work.folders, site)].filter(({ status }) => status === 'error');
    expect(errors.map(({ path }) => path)).toEqual(unreadable.map(({ path }) => path));
    renameSync(join(work.content, 'caf\u00e9.md'), join(work.content, 'other.md'));
    expect(await seen(work)).toEqual({ files: ['caf\u00e9.md', 'other.md'], refused: {} });
  });
});
