/** The process of workerd: Miniflare starts it, starts it again after a crash, and tells of neither. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ChildProcess } from 'node:child_process';
import { basename } from 'node:path';

/** @param onStart gets the process id of each workerd that this process starts @returns ends it */
export function onWorkerdStart(onStart: (pid: number) => void): () => void {
  // Announced before they are spawned: what they are is known only later.
  const notice = (message: unknown): void => {
    const { process: child } = message as { process: ChildProcess };
    child.once('spawn', () => {
      if (child.pid !== undefined && basename(child.spawnfile ?? '').startsWith('workerd'))
        onStart(child.pid);
    });
  };
  subscribe('child_process', notice);
  return () => void unsubscribe('child_process', notice);
}
