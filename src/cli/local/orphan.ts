/**
 * The workerd of an `npm start` that was killed on its own: it serves on, and nobody is left to end it. It is known by
 * what it was started with, never by a process id in a file: that may be another's by now, or have been written by another.
 */

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CliError, exitCodes } from '../exit.ts';

/** Ms for an orphan to end. */
const patience = 5_000;

/** What stands in the environment of each workerd that has this state folder open. No path: `ps` does not quote. */
export const markOf = (state: string): { EDGEFEED_STATE: string } => ({
  EDGEFEED_STATE: createHash('sha256').update(realpathSync(state)).digest('hex'),
});

/**
 * Ends every workerd that was started for the folder. Call it with the folder locked: whoever started one is gone then.
 * @throws CliError when one does not end
 */
export async function killOrphans(state: string): Promise<void> {
  const mark = `EDGEFEED_STATE=${markOf(state).EDGEFEED_STATE}`;
  const deadline = performance.now() + patience;
  for (let pids = workersWith(mark); pids.length > 0; pids = workersWith(mark)) {
    for (const pid of pids) end(pid); // what it answered is on disk
    if (performance.now() > deadline) {
      const message = `Process ${pids[0]}, a worker left behind by an earlier start, still uses the state folder ${state}. Stop it, or choose another folder with --state.`;
      throw new CliError(exitCodes.usage, message);
    }
    await pause(10);
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself, or belongs to somebody else: looked at again.
  }
}

/** The processes that run workerd with this in their environment. */
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
      return false; // it has ended, or is somebody else's
    }
  });
}

/** As macOS and BSD have it: `-E` shows the environment behind the command. */
function fromPs(mark: string): number[] {
  try {
    const output = execFileSync('ps', ['-axwwE', '-o', 'pid=,command='], { encoding: 'utf8', stdio: 'pipe' });
    return output.split('\n').flatMap((line) => {
      const [pid = '', program = '', ...rest] = line.trim().split(/\s+/);
      return isWorkerd(program) && rest.includes(mark) ? [Number(pid)] : [];
    });
  } catch {
    return []; // no such program (Windows), where a child ends with its parent's console
  }
}

const isWorkerd = (program: string): boolean => /^workerd(?:\.exe)?$/.test(basename(program));
