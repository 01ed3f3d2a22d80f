/** Memory of the workerd processes that this process has started, from /proc (Linux only). */

import { readdirSync, readFileSync } from 'node:fs';

/** @returns resident memory of all together, MiB; NaN without /proc */
export function workerdMemory(): number {
  const ours = new Set([process.pid]);
  let kilobytes = NaN;
  for (const pid of processes()) {
    const status = statusOf(pid);
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1];
    if (!ours.has(Number(field('PPid')))) continue;
    ours.add(pid);
    if (field('Name') === 'workerd') kilobytes = (kilobytes || 0) + Number(field('VmRSS'));
  }
  return kilobytes / 1024;
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

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // the process has ended
  }
}
