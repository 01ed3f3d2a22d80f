/** The workerd processes that this process has started, from /proc (Linux only). */

import { readdirSync, readFileSync } from 'node:fs';

/** @returns their ids; none without /proc */
export function workerdProcesses(): number[] {
  const ours = new Set([process.pid]);
  const found: number[] = [];
  for (const pid of processes()) {
    if (!ours.has(Number(statusOf(pid, 'PPid')))) continue;
    ours.add(pid);
    if (statusOf(pid, 'Name') === 'workerd') found.push(pid);
  }
  return found;
}

/** A field of `/proc/<pid>/status`. @returns undefined if the process has ended */
export function statusOf(pid: number, field: string): string | undefined {
  return new RegExp(`^${field}:\\s+(\\S+)`, 'm').exec(read(`/proc/${pid}/status`))?.[1];
}

/** CPU time of a process since it began, on all its threads, ms. */
export function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]),
  );
  return nanoseconds.reduce((sum, time) => sum + time, 0) / 1e6;
}

/** Parents come before children, unless process ids have wrapped around. */
function processes(): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter(Boolean)
      .sort((a, b) => a - b);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process has ended
  }
}
