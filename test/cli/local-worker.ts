/** A separate worker for a file of tests. */

import { afterAll, beforeAll } from 'vitest';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { Workspace } from './workspace.ts';

/**
 * Starts a worker before the tests of a file, or of a group, and ends it after them.
 * @returns its state folder, and its address, which is set when the first test runs
 */
export function localWorker(): { home: Workspace; worker: Pick<Served, 'url' | 'token'> } {
  const home = new Workspace();
  let served: Served;
  beforeAll(async () => {
    served = await serve({ state: home.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  });
  afterAll(async () => {
    await served.stop();
    home[Symbol.dispose]();
  });
  return {
    home,
    worker: {
      get url() {
        return served.url;
      },
      get token() {
        return served.token;
      },
    },
  };
}
