/** The way to the worker that a command talks to. */

import { connect, type Client } from './client.ts';
import type { ConnectionOptions } from '../options.ts';
import type { Progress } from '../output/progress.ts';
import { targetOf, type Target } from './target.ts';

/** @param progress shows why something is tried again @throws CliError when the address is none */
export function open(options: ConnectionOptions, progress: Progress): { client: Client; target: Target } {
  const target = targetOf(options);
  const client = connect(target, { onRetry: (why) => progress.note(`trying again (${why})`) });
  return { client, target };
}
