/** What has become of the state folder, when workerd complains of it. */

import { CliError, exitCodes } from '../exit.ts';

const causes: readonly { of: RegExp; what: (state: string) => string }[] = [
  {
    of: /SQLITE_FULL|ENOSPC|No space left/i,
    what: (state) => `The disk with the state folder ${state} is full. Free some space, and start again.`,
  },
  {
    of: /SQLITE_(?:NOTADB|CORRUPT)|file is not a database|disk image is malformed/i,
    what: (state) =>
      `The state folder ${state} is damaged. Move it away, and start again: everything is published again from the content folder.`,
  },
  {
    of: /SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH|IOERR)|EACCES|EPERM|EROFS|Permission denied/i,
    what: (state) =>
      `The state folder ${state} can't be read or written. Check its permissions and the free disk space, or choose another folder with --state.`,
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
  return new CliError(exitCodes.usage, 'The worker failed to start:', { cause: error, details });
}
