/** Ending a command in order when somebody ends it: Ctrl-C, a supervisor, a terminal that goes away. */

export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** @param end called for the first of the signals; must end the process */
export function onSignal(signals: readonly (typeof endingSignals)[number][], end: () => void): void {
  for (const signal of signals) process.once(signal, end);
}
