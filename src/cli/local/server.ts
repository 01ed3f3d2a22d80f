/** `server.json` in the state folder, by which other commands find a running `npm start`. */

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../folders.ts';

export interface RunningServer {
  /** Origin of the worker. */
  url: string;
  /** Token generated for this run. */
  token: string;
  pid: number;
  /** Process id of workerd, a child of `pid`. It changes after a crash. */
  workerPid?: number;
}

const fileIn = (state: string): string => join(state, 'server.json');

/** @returns undefined if none is running, or one whose file this version can't read; after a crash, the data of the last one */
export function readServer(state: string): RunningServer | undefined {
  try {
    const server = JSON.parse(readFileSync(fileIn(state), 'utf8')) as Partial<RunningServer>;
    const { url, token, pid } = server;
    if (typeof url !== 'string' || typeof token !== 'string' || typeof pid !== 'number') return undefined;
    return server as RunningServer;
  } catch {
    return undefined;
  }
}

/** Writes the file with access for its owner only, since it holds the token. */
export function writeServer(state: string, server: RunningServer): void {
  makeFolder(state, 0o700);
  // Written to a new file, to which the mode applies, and renamed, since another command may be reading.
  const draft = `${fileIn(state)}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(server)}\n`, { mode: 0o600 });
  renameSync(draft, fileIn(state));
}

export function removeServer(state: string): void {
  rmSync(fileIn(state), { force: true });
}
