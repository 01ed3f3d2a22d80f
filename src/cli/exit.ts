/** How the command line ends: exit codes, and the failures that end it. */

export const exitCodes = {
  /** Everything went as asked. */
  ok: 0,
  /** At least one file was refused; the others went through. */
  refused: 1,
  /** The command, a setting or a folder makes no sense. Nothing was done. */
  usage: 2,
  /** The worker can't be reached, or refuses to talk to us. What was sent before stays published. */
  unreachable: 3,
  /** So much would be deleted that somebody has to agree, and nobody did. Nothing was done. */
  needsForce: 4,
  /** A newer push is published already, or came in between. */
  outdated: 5,
  /** Ended by Ctrl-C, as shells count it: 128 + SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure that people can do something about: its message is shown as it stands, without a stack. */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: ExitCode;
  /** Further lines, in the words of another program. */
  readonly details: string;

  /** @param message one line: a name in it that has several is shown as one */
  constructor(exitCode: ExitCode, message: string, options: ErrorOptions & { details?: string } = {}) {
    super(message, options);
    this.exitCode = exitCode;
    this.details = options.details ?? '';
  }
}

export const terminationSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** @param end called for the first of the signals; must end the process */
export function onSignal(signals: readonly (typeof terminationSignals)[number][], end: () => void): void {
  for (const signal of signals) process.once(signal, end);
}
