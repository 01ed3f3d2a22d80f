/** Locking the state folder for one `npm start`, and keeping it private. */

import { chmodSync, closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CliError, exitCodes } from '../exit.ts';
import { makeFolder } from '../folders.ts';
import { readServer } from './server.ts';

/**
 * Locks the folder. SQLite uses a lock of the operating system, which is released when the process ends, even by a crash.
 * @returns releases the lock
 * @throws CliError when another process has the lock, or the folder can't be written
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

/** Restricts a state folder to its owner, since it holds drafts and the token. Other folders keep their permissions. */
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
      ? `process ${server.pid}, which serves ${server.url}`
      : 'another process that is starting';
    return `The state folder ${state} is in use by ${by}. Stop that process, or choose another folder with --state.`;
  }
  if (/not a database|malformed/.test(message))
    return `${join(state, 'lock')} is not a lock file of edgefeed. Remove it, or choose another folder with --state.`;
  const remedy = 'Check its permissions and the free disk space, or choose another folder with --state.';
  return `The state folder ${state} can't be used (${code === 'ERR_SQLITE_ERROR' ? message : (code ?? message)}). ${remedy}`;
}
