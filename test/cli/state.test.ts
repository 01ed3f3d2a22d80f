import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { RunningServer } from '../../src/cli/local/server.ts';
import { Running } from './running.ts';
import { article, titlesOf, Workspace } from './workspace.ts';
import { soon } from '../soon.ts';

const serverOf = (work: Workspace): RunningServer =>
  JSON.parse(readFileSync(join(work.state, 'server.json'), 'utf8')) as RunningServer;

/** Whether a process runs. A zombie has an empty command line. */
const isAlive = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
};

const startOf = (work: Workspace, state = work.state): string[] => [
  'start',
  '--port',
  '0',
  '--content',
  work.content,
  '--state',
  state,
];

describe('the state folder', () => {
  test('is accessible to its owner only, even if it existed with other permissions', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    mkdirSync(work.state);
    chmodSync(work.state, 0o755);
    await using _running = await Running.start(work);
    const entries = readdirSync(work.state, { recursive: true, encoding: 'utf8' });
    expect(entries.length).toBeGreaterThan(5);
    const open = ['.', ...entries].filter((path) => (statSync(join(work.state, path)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });

  test('with other files keeps its permissions', async () => {
    using work = new Workspace();
    mkdirSync(work.state);
    chmodSync(work.state, 0o755);
    writeFileSync(join(work.state, 'notes.txt'), '');
    await using _running = await Running.start(work);
    expect(statSync(work.state).mode & 0o777).toBe(0o755);
    expect(statSync(join(work.state, 'do')).mode & 0o777).toBe(0o700);
  });

  test.each(['/proc/x/y', '/dev/null', '/dev/null/x'])('%s is refused', async (state) => {
    using work = new Workspace();
    expect(await work.run(startOf(work, state))).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^edgefeed: The state folder \S+ can't be used \(\w+\)\. .* or choose another folder with --state\.\n$/,
      ),
    });
  });

  test('that is damaged is an error with a remedy', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    await using running = await Running.start(work);
    await running.end('SIGINT', 'group');
    const files = readdirSync(work.state, { recursive: true, encoding: 'utf8' });
    const catalog = files.filter((path) => path.includes('Catalog') && /\.sqlite(?:-\w+)?$/.test(path));
    for (const damaged of [/metadata\.sqlite$/, /Catalog\/\w{64}\.sqlite$/]) {
      const file = catalog.find((path) => damaged.test(path))!;
      const path = join(work.state, file);
      const kept = readFileSync(path);
      writeFileSync(path, Buffer.alloc(40_000, 'nonsense'));
      for (const beside of ['-wal', '-shm']) rmSync(`${path}${beside}`, { force: true });
      const { code, stdout, stderr } = await work.run(startOf(work));
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: '',
        stderr: `edgefeed: The state folder ${work.state} is damaged. Move it away, and start again: everything is published again from the content folder.\n`,
      });
      writeFileSync(path, kept);
    }
  });
});

describe('a workerd that has crashed', () => {
  test('is restarted with its new process id recorded, and ended by the next start', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    await using running = await Running.start(work);
    const before = serverOf(work);
    process.kill(before.workerPid!, 'SIGKILL');
    await vi.waitFor(() => {
      const { workerPid } = serverOf(work);
      expect(workerPid).not.toBe(before.workerPid);
      expect(isAlive(workerPid!)).toBe(true);
    }, soon);
    const { workerPid } = serverOf(work);
    await vi.waitFor(async () => expect(await titlesOf(running.url)).toEqual(['A']), soon);

    const second = await work.run(startOf(work));
    expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining(`process ${before.pid},`) });

    await running.end('SIGKILL', 'process');
    expect(isAlive(workerPid!)).toBe(true);
    // It is found even without the file.
    rmSync(join(work.state, 'server.json'));
    await using again = await Running.start(work);
    expect(isAlive(workerPid!)).toBe(false);
    expect(await titlesOf(again.url)).toEqual(['A']);
  });

  test('does not end other processes whose id is in the file', async () => {
    using work = new Workspace();
    using other = new Workspace();
    other.write('a.md', article('A'));
    // A process with the name of workerd and the recorded id, and the worker of another folder.
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      argv0: 'workerd',
      stdio: 'ignore',
    });
    await using running = await Running.start(other);
    const { url, token, workerPid } = serverOf(other);
    try {
      mkdirSync(work.state);
      for (const pid of [stranger.pid!, workerPid!, process.pid]) {
        const planted = JSON.stringify({ url, token, pid: 1, workerPid: pid } satisfies RunningServer);
        writeFileSync(join(work.state, 'server.json'), planted);
        await using _started = await Running.start(work);
        expect(isAlive(pid)).toBe(true);
      }
      expect(await titlesOf(running.url)).toEqual(['A']);
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});
