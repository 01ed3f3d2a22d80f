/** The way to the worker that a command talks to. */

import { connect, type Client } from './client.ts';
import type { Progress } from '../output/progress.ts';
import type { Target } from './target.ts';

/** @param progress shows why something is tried again */
export function open(target: Target, progress: Progress): Client {
  return connect(target, { onRetry: (why) => progress.note(`trying again (${why})`) });
}
