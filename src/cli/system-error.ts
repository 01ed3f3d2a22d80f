/** Errors of the system, such as a full disk: no bugs, and something that users can mend. */

const remedies: Readonly<Partial<Record<string, string>>> = {
  ENOSPC: 'The disk is full; free some space, and run the command again.',
  EDQUOT: 'Your quota of the disk is used up; free some space, and run the command again.',
  EROFS: 'The folder is on a disk that cannot be written; name another one.',
  EACCES: 'You lack the permission; change that of the file or the folder.',
  EPERM: 'You lack the permission; change that of the file or the folder.',
  EMFILE: 'Too many files are open; raise the limit with `ulimit -n`.',
};

export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

/** What happened, and what to do about it if that is known. */
export function explain({ message, code }: NodeJS.ErrnoException): string {
  const remedy = remedies[code ?? ''];
  return remedy === undefined ? message : `${message}. ${remedy}`;
}
