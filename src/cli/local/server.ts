/** What a running `npm start` leaves for the commands of other terminals: `server.json` in the state folder. */

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../folders.ts';

export interface RunningServer {
  /** Origin at which it serves. */
  url: string;
  /** The token that it takes, made for this run. */
  token: string;
  pid: number;
  /** The process of workerd, which `pid` started; another one after a crash. */
  workerPid?: number;
}

const fileIn = (state: string): string => join(state, 'server.json');

/** @returns undefined where none has been started, or was ended in order */
export function readServer(state: string): RunningServer | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(state), 'utf8')) as RunningServer;
  } catch {
    return undefined;
  }
}

/** Readable by its owner alone, for it holds the token. */
export function writeServer(state: string, server: RunningServer): void {
  makeFolder(state, 0o700);
  // Made beside and moved into place at once: another command may be reading it. The mode counts only for a new file.
  const draft = `${fileIn(state)}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(server)}\n`, { mode: 0o600 });
  renameSync(draft, fileIn(state));
}

export function removeServer(state: string): void {
  rmSync(fileIn(state), { force: true });
}
