/** Memory of the workerd processes that this process has started. */

import { statusOf, workerdProcesses } from './processes.ts';

/** @returns resident memory of all together, MiB; NaN without /proc */
export function workerdMemory(): number {
  const kilobytes = workerdProcesses().map((pid) => Number(statusOf(pid, 'VmRSS')));
  return kilobytes.length === 0 ? NaN : kilobytes.reduce((sum, size) => sum + size, 0) / 1024;
}
