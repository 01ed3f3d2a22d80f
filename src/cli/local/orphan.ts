/**
 * Ends workerd processes that outlived their `npm start`. They are recognised by their environment, never by a process id
 * in a file, which may have been reused or forged.
 */

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CliError, exitCodes } from '../exit.ts';

/** Time that orphans get to end, ms. */
const patience = 5_000;

/** The environment variable that marks each workerd of a state folder. A hash, since `ps` does not quote paths. */
export const markOf = (state: string): { EDGEFEED_STATE: string } => ({
  EDGEFEED_STATE: createHash('sha256').update(realpathSync(state)).digest('hex'),
});

/**
 * Kills every workerd of the folder. The folder must be locked: then no `npm start` of it is running.
 * @returns whether there was one: its port may be in use for a moment yet, since the system closes sockets after it has
 *   taken the process from the list
 * @throws CliError when one does not end in time
 */
export async function killOrphans(state: string): Promise<boolean> {
  const mark = `EDGEFEED_STATE=${markOf(state).EDGEFEED_STATE}`;
  const deadline = performance.now() + patience;
  let found = false;
  for (let pids = workersWith(mark); pids.length > 0; pids = workersWith(mark)) {
    found = true;
    for (const pid of pids) end(pid); // answered requests are on disk
    if (performance.now() > deadline) {
      const message = `Process ${pids[0]}, a worker left behind by an earlier start, still uses the state folder ${state}. Stop it, or choose another folder with --state.`;
      throw new CliError(exitCodes.usage, message);
    }
    await pause(10);
  }
  return found;
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, or belongs to another user; the caller checks again.
  }
}

/** The ids of workerd processes with the mark in their environment. */
function workersWith(mark: string): number[] {
  return process.platform === 'linux' ? fromProc(mark) : fromPs(mark);
}

function fromProc(mark: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const [program = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (!isWorkerd(program)) return false;
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
    } catch {
      return false; // it has ended, or belongs to another user
    }
  });
}

/** For macOS and BSD, where `-E` appends the environment to the command. */
function fromPs(mark: string): number[] {
  try {
    const output = execFileSync('ps', ['-axwwE', '-o', 'pid=,command='], { encoding: 'utf8', stdio: 'pipe' });
    return output.split('\n').flatMap((line) => {
      const [pid = '', program = '', ...rest] = line.trim().split(/\s+/);
      return isWorkerd(program) && rest.includes(mark) ? [Number(pid)] : [];
    });
  } catch {
    return []; // Windows has no `ps`, and ends child processes with the console
  }
}

const isWorkerd = (program: string): boolean => /^workerd(?:\.exe)?$/.test(basename(program));
