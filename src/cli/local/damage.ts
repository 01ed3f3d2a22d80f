/** What has become of the state folder, when workerd complains of it. */

import { CliError, exitCodes } from '../exit.ts';

const causes: readonly { of: RegExp; what: (state: string) => string }[] = [
  {
    of: /SQLITE_FULL|ENOSPC|No space left/i,
    what: (state) => `The disk with the state folder ${state} is full; make room, and start again.`,
  },
  {
    of: /SQLITE_(?:NOTADB|CORRUPT)|file is not a database|disk image is malformed/i,
    what: (state) =>
      `The state folder ${state} is damaged; move it away, and start again. Everything is published anew from the content folder.`,
  },
  {
    of: /SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH|IOERR)|EACCES|EPERM|EROFS|Permission denied/i,
    what: (state) =>
      `The state folder ${state} can't be read or written; look at its permissions and at the room on the disk, or choose another one with --state.`,
  },
];

/** @param words of workerd @returns a sentence or two; nothing where they are about something else */
export function describeDamage(state: string, words: string): string | undefined {
  return causes.find(({ of }) => of.test(words))?.what(state);
}

/** Why workerd did not start. */
export function startFailure(state: string, error: Error): CliError {
  const damage = describeDamage(state, error.message);
  if (damage !== undefined) return new CliError(exitCodes.usage, damage, { cause: error });
  const details = error.message;
  return new CliError(exitCodes.usage, 'The worker does not start:', { cause: error, details });
}
