/** The signature of a command, and the options that several commands share. */

import { Option, type Command } from 'commander';
import type { ExitCode } from './exit.ts';

/** Adds arguments, options and the action to a command. The action calls `finish` with the exit code. */
export type Define = (command: Command, finish: (code: ExitCode) => void) => void;

export const contentOption = (): Option =>
  new Option('--content <dir>', 'the folder of the articles').default('content');

export const stateOption = (): Option =>
  new Option('--state <dir>', 'where `npm start` keeps its state').default('.edgefeed');

export const toOption = (): Option =>
  new Option('--to <url>', 'the worker: EDGEFEED_URL, else the one of `npm start`');

export const jsonOption = (): Option => new Option('--json', 'one JSON object a line, for programs');

/** Which worker is talked to, and to whom the command talks. */
export interface ConnectionOptions {
  to?: string;
  state: string;
  json?: boolean;
}

/** For a command that has no other options. */
export function connectionOptions(command: Command): Command {
  return command.addOption(toOption()).addOption(stateOption()).addOption(jsonOption());
}
