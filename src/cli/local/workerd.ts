/** Observing the processes of workerd, which Miniflare starts, and restarts after a crash, without an event. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ChildProcess } from 'node:child_process';
import { basename } from 'node:path';

/** Calls `onStart` with the id of each workerd that this process starts. @returns stops observing */
export function onWorkerdStart(onStart: (pid: number) => void): () => void {
  // The event comes before the spawn, when the program is not known yet.
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
