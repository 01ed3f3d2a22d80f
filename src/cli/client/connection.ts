/** The way to the worker that a command talks to. */

import { connect, type Client } from './client.ts';
import { complain } from '../output/line.ts';
import type { Progress } from '../output/progress.ts';
import type { Target } from './target.ts';

/** @param progress shows why something is tried again */
export function open(target: Target, progress: Progress): Client {
  // What is local goes no further than this machine, or has a token that was made for this run of `npm start`.
  if (target.token !== undefined && !target.local && target.url.startsWith('http:')) {
    const warning = `${target.url} is not encrypted, so others on the network can read the token; use https.`;
    progress.aside(() => complain(`edgefeed: warning: ${warning}`));
  }
  return connect(target, { onRetry: (why) => progress.note(`trying again (${why})`) });
}
