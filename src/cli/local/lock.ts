/** One `npm start` a state folder. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CliError, exitCodes } from '../exit.ts';
import { readServer } from './server.ts';

/**
 * Takes the folder for this process. SQLite's lock is one of the operating system: it ends with the process, however
 * that ends, so nothing has to be cleaned up after a crash.
 * @returns gives the folder back
 * @throws CliError when another process has it, or it can't be written
 */
export function lockState(state: string): () => void {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(state, { recursive: true });
    database = new DatabaseSync(join(state, 'lock'));
    database.exec('BEGIN EXCLUSIVE');
    return () => database?.close();
  } catch (error) {
    database?.close();
    throw new CliError(exitCodes.usage, explain(error as Error, state), { cause: error });
  }
}

function explain(error: Error, state: string): string {
  if (!/locked/.test(error.message)) return `The state folder ${state} can't be used: ${error.message}`;
  const server = readServer(state);
  const where = server ? ` It serves ${server.url} (process ${server.pid}).` : '';
  return `edgefeed is already running on the state folder ${state}.${where} End it, or give this one a folder with --state.`;
}
