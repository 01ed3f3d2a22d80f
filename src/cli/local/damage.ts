/** Messages for errors of workerd that are caused by the state folder. */

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

/**
 * Explains an error of workerd.
 * @param message an error or a line of the log
 * @returns the cause and the remedy; undefined if the state folder is not the cause
 */
export function describeDamage(state: string, message: string): string | undefined {
  return causes.find(({ of }) => of.test(message))?.what(state);
}

/** The error of a workerd that failed to start. */
export function startFailure(state: string, error: Error): CliError {
  const damage = describeDamage(state, error.message);
  if (damage !== undefined) return new CliError(exitCodes.usage, damage, { cause: error });
  const details = error.message;
  return new CliError(exitCodes.usage, 'The worker failed to start:', { cause: error, details });
}
