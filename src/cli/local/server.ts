/** What a running `npm start` leaves for the commands of other terminals: `server.json` in the state folder. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningServer {
  /** Origin at which it serves. */
  url: string;
  /** The token that it takes, made for this run. */
  token: string;
  pid: number;
  /** The process of workerd, which `pid` started. */
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
  mkdirSync(state, { recursive: true });
  removeServer(state); // the mode counts only where the file is made
  writeFileSync(fileIn(state), `${JSON.stringify(server)}\n`, { mode: 0o600 });
}

export function removeServer(state: string): void {
  rmSync(fileIn(state), { force: true });
}
