/** The signature of a command, and the options that several commands share. */

import { Option, type Command } from 'commander';
import type { ExitCode } from './exit.ts';

/** Adds arguments, options and the action to a command. The action calls `finish` with the exit code. */
export type Define = (command: Command, finish: (code: ExitCode) => void) => void;

/** `contentFolder` of site.ts has its default. */
export const contentOption = (): Option =>
  new Option(
    '--content <dir>',
    'Folder of the articles (default: CONTENT in the wrangler configuration, else content)',
  );

export const staticOption = (): Option =>
  new Option(
    '--static <dir>',
    'Folder of files that answer at their own paths (default: STATIC in wrangler.toml, beside the content folder)',
  );

export const stateOption = (): Option =>
  new Option('--state <dir>', 'State folder of `npm start`').default('.edgefeed');

export const toOption = (): Option =>
  new Option('--to <url>', 'Address of the worker (default: $EDGEFEED_URL, else the worker of `npm start`)');

export const jsonOption = (): Option => new Option('--json', 'Print one JSON object per line');

/** wrangler reads the same variable. */
export const environmentOption = (): Option =>
  new Option('-e, --env <name>', 'Environment of the wrangler configuration, below [env]').env(
    'CLOUDFLARE_ENV',
  );

/** The options of a command that calls the worker. */
export interface ConnectionOptions {
  to?: string;
  state: string;
  json?: boolean;
}

/** Adds them to a command that has no other options. */
export function connectionOptions(command: Command): Command {
  return command.addOption(toOption()).addOption(stateOption()).addOption(jsonOption());
}
