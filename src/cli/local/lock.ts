/** One `npm start` a state folder, and nobody else's business what is in it. */

import { chmodSync, closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CliError, exitCodes } from '../exit.ts';
import { makeFolder } from '../folders.ts';
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
    makeFolder(state, 0o700);
    makePrivate(state);
    const file = join(state, 'lock');
    closeSync(openSync(file, 'a', 0o600));
    database = new DatabaseSync(file);
    database.exec('BEGIN EXCLUSIVE');
    return () => database?.close();
  } catch (error) {
    database?.close();
    throw new CliError(exitCodes.usage, explain(error as NodeJS.ErrnoException, state), { cause: error });
  }
}

/** Drafts and the token are in it. A folder that somebody made for other things, too, stays as it is. */
function makePrivate(state: string): void {
  const names = readdirSync(state);
  const isOurs = names.length === 0 || names.includes('lock');
  const { mode, uid } = statSync(state);
  if (isOurs && (mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(state, 0o700);
}

function explain({ message, code }: NodeJS.ErrnoException, state: string): string {
  if (/locked/.test(message)) {
    const server = readServer(state);
    const by = server
      ? `edgefeed (process ${server.pid}), which serves ${server.url}`
      : 'another edgefeed that is starting';
    return `The state folder ${state} is in use by ${by}. Stop that process, or choose another folder with --state.`;
  }
  if (/not a database|malformed/.test(message))
    return `${join(state, 'lock')} is not a lock file of edgefeed. Remove it, or choose another folder with --state.`;
  const remedy = 'Check its permissions and the free disk space, or choose another folder with --state.';
  return `The state folder ${state} can't be used (${code === 'ERR_SQLITE_ERROR' ? message : (code ?? message)}). ${remedy}`;
}
