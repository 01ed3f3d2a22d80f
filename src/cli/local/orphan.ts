/** The workerd of an `npm start` that was killed on its own: it serves on, and nobody is left to end it. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ChildProcess } from 'node:child_process';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningServer } from './server.ts';

/** Ms for the orphan to answer, and to end. */
const patience = 2_000;

/**
 * Ends the orphan, if there is one. Call it with the state folder locked: whoever served from it is gone then.
 * @param server what the folder says about the one that served last
 */
export async function endOrphan(server: RunningServer | undefined): Promise<void> {
  if (server?.workerPid === undefined || !(await takesToken(server))) return;
  process.kill(server.workerPid, 'SIGKILL'); // what it answered is on disk
  const deadline = performance.now() + patience;
  while (performance.now() < deadline && isAlive(server.workerPid)) await pause(10);
}

/** The token was made for that run alone, so who takes it is the worker that was meant, and no stranger with its pid. */
async function takesToken({ url, token, workerPid }: RunningServer): Promise<boolean> {
  if (!isAlive(workerPid!)) return false;
  try {
    const headers = { Authorization: `Bearer ${token}` };
    const { ok } = await fetch(`${url}/api/status`, { headers, signal: AbortSignal.timeout(patience) });
    return ok;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Finds out which process `start` starts: Miniflare doesn't tell. */
export async function workerPidOf<T>(
  start: () => Promise<T>,
): Promise<[result: T, workerPid: number | undefined]> {
  const children: ChildProcess[] = [];
  // Announced before they are spawned: what they are is known only later.
  const notice = (message: unknown): void =>
    void children.push((message as { process: ChildProcess }).process);
  subscribe('child_process', notice);
  try {
    const result = await start();
    const worker = children.find(({ spawnfile }) => basename(spawnfile ?? '').startsWith('workerd'));
    return [result, worker?.pid];
  } finally {
    unsubscribe('child_process', notice);
  }
}
