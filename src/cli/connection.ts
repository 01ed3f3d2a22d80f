/** The worker that a command talks to: the options that name it, and the way to it. */

import type { Command } from 'commander';
import { connect, type Client } from './client.ts';
import { jsonOption, stateOption, toOption } from './options.ts';
import type { Progress } from './progress.ts';
import { targetOf, type Target } from './target.ts';

export interface ConnectionOptions {
  to?: string;
  state: string;
  json?: boolean;
}

/** For a command that has no other options. */
export function addConnectionOptions(command: Command): Command {
  return command.addOption(toOption()).addOption(stateOption()).addOption(jsonOption());
}

/** @param progress shows why something is tried again @throws CliError when the address is none */
export function open(options: ConnectionOptions, progress: Progress): { client: Client; target: Target } {
  const target = targetOf(options);
  const client = connect(target, { onRetry: (why) => progress.note(`trying again (${why})`) });
  return { client, target };
}
