/** How a command ends: exit codes, the error that carries one, and signals. */

export const exitCodes = {
  /** Success. */
  ok: 0,
  /** Some files have errors; all others were published. Of `doctor`: the configuration has errors. Of `import`: an entry was left out. Of `compare`: an entry looks new. */
  refused: 1,
  /** The command, a setting, a folder or a commit is invalid, or a login or a token is missing. Nothing was done. */
  usage: 2,
  /** The worker is unreachable, or refused the request, or wrangler failed. Batches sent before stay published. */
  unreachable: 3,
  /** Many articles would be deleted, without confirmation. Nothing was published. */
  needsForce: 4,
  /** A newer push is already published, or was meanwhile. */
  outdated: 5,
  /** Ended by Ctrl-C: 128 + SIGINT, by the convention of shells. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure that users can fix. Its message is printed without a stack. */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: ExitCode;
  /** Further lines: the output of another program. */
  readonly details: string;

  /** @param message one line; line breaks in names are escaped when it is printed */
  constructor(exitCode: ExitCode, message: string, options: ErrorOptions & { details?: string } = {}) {
    super(message, options);
    this.exitCode = exitCode;
    this.details = options.details ?? '';
  }
}

export const terminationSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `end` on any of the signals. `end` must exit the process. */
export function onSignal(signals: readonly (typeof terminationSignals)[number][], end: () => void): void {
  for (const signal of signals) process.once(signal, end);
}
