import type { Command } from 'commander';
import type { ExitCode } from './exit.ts';

/** Completes a command with its arguments, options and action; `finish` takes the exit code that the action came to. */
export type Define = (command: Command, finish: (code: ExitCode) => void) => void;
