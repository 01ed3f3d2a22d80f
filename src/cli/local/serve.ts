/** Everything that has to be in order before the worker serves on this machine, and tidied up after it. */

import { randomBytes } from 'node:crypto';
import { lockState } from './lock.ts';
import { claimPort } from './port.ts';
import { endOrphan, workerPidOf } from './orphan.ts';
import { readServer, removeServer, writeServer } from './server.ts';
import { runWorker, type LocalWorker } from './worker.ts';

export interface ServeOptions {
  /** Folder for everything that has to survive. */
  state: string;
  host: string;
  /** 0 for any that is free. */
  port: number;
  /** The address under which others reach the worker, where it is another one. */
  siteUrl?: string;
  /** Vars and secrets that are to differ from those of `wrangler.toml`. */
  vars?: Readonly<Record<string, string>>;
  onLog: (line: string) => void;
}

export interface Served {
  /** Origin. */
  url: string;
  /** What the publish API asks for. */
  token: string;
  /** Ends the worker and gives everything back. */
  stop(): Promise<void>;
  /** For a process that ends right now: tidies up what would outlive it. */
  abandon(): void;
}

/** Ms that workerd gets to end. Nothing is lost by cutting it short: what was answered is on disk. */
const stopTime = 1_000;

/** @throws CliError when the folder or the port is taken, or the worker can't be built */
export async function serve(options: ServeOptions): Promise<Served> {
  const { state, host, port: wanted, siteUrl, vars = {}, onLog } = options;
  const unlock = lockState(state);
  try {
    await endOrphan(readServer(state));
    const port = await claimPort(host, wanted);
    const url = `http://${reachable(host)}:${port}`;
    const token = randomBytes(24).toString('base64url');
    const start = (): Promise<LocalWorker> =>
      runWorker({ state, host, port, siteUrl: siteUrl ?? url, token, vars, onLog });
    const [worker, workerPid] = await workerPidOf(start);
    writeServer(state, { url, token, pid: process.pid, ...(workerPid !== undefined && { workerPid }) });
    return {
      url,
      token,
      async stop() {
        removeServer(state);
        await Promise.race([worker.stop(), new Promise((done) => setTimeout(done, stopTime).unref())]);
        unlock();
      },
      abandon: () => removeServer(state),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A host that can be asked, for one that can be listened on: "every interface" is no address. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
