/** Everything that has to be in order before the worker serves on this machine, and tidied up after it. */

import { randomBytes } from 'node:crypto';
import { lockState } from './lock.ts';
import { claimPort } from './port.ts';
import { CliError, exitCodes } from '../exit.ts';
import { describeDamage } from './damage.ts';
import { killOrphans } from './orphan.ts';
import { removeServer, writeServer } from './server.ts';
import { runWorker, type LocalWorker } from './worker.ts';
import { onWorkerdStart } from './workerd.ts';

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

/** @throws CliError when the folder or the port is taken, the worker can't be built, or its state is damaged */
export async function serve(options: ServeOptions): Promise<Served> {
  const { state, host, port: wanted, siteUrl, vars = {} } = options;
  const unlock = lockState(state);
  const log = new WorkerLog(state, options.onLog);
  const token = randomBytes(24).toString('base64url');
  let url: string | undefined;
  let workerPid: number | undefined;
  const announce = (): void => {
    if (url === undefined) return;
    writeServer(state, { url, token, pid: process.pid, ...(workerPid !== undefined && { workerPid }) });
  };
  const stopWatching = onWorkerdStart((pid) => {
    workerPid = pid;
    announce();
  });
  const release = (): void => {
    url = undefined;
    stopWatching();
    unlock();
  };
  try {
    await killOrphans(state);
    const port = await claimPort(host, wanted);
    const origin = `http://${reachable(host)}:${port}`;
    const onLog = (line: string): void => log.log(line);
    const worker = await runWorker({ state, host, port, siteUrl: siteUrl ?? origin, token, vars, onLog });
    await checkHealth(origin, token, worker, log);
    url = origin;
    announce();
    return {
      url,
      token,
      async stop() {
        url = undefined;
        removeServer(state);
        await stopped(worker);
        release();
      },
      abandon: () => removeServer(state),
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Takes the worker's log; what it says of damage to its state is said once, in words for people. */
class WorkerLog {
  readonly #state: string;
  readonly #onLog: (line: string) => void;
  /** What has become of the state. */
  damage: string | undefined;
  readonly #damaged = Promise.withResolvers<void>();
  /** Waits for that. */
  readonly untilDamaged: Promise<void> = this.#damaged.promise;
  /** While the worker starts, lines are kept back: should it fail, the reason is said instead. */
  #held: string[] | undefined = [];

  constructor(state: string, onLog: (line: string) => void) {
    this.#state = state;
    this.#onLog = onLog;
  }

  log(line: string): void {
    const damage = describeDamage(this.#state, line);
    if (damage !== undefined && damage === this.damage) return;
    this.damage ??= damage;
    if (damage !== undefined) this.#damaged.resolve();
    if (this.#held) this.#held.push(damage ?? line);
    else this.#onLog(damage ?? line);
  }

  started(): void {
    for (const line of this.#held ?? []) this.#onLog(line);
    this.#held = undefined;
  }
}

/** Asks the catalog, which is opened only then. @throws CliError when that can't be, because of its files */
async function checkHealth(url: string, token: string, worker: LocalWorker, log: WorkerLog): Promise<void> {
  const answers = await fetch(`${url}/api/status`, { headers: { Authorization: `Bearer ${token}` } }).then(
    async (response) => response.arrayBuffer().then(() => response.ok),
    () => false, // it died of the question
  );
  // The log comes by another way than the answer, and perhaps a moment later.
  if (!answers) await Promise.race([log.untilDamaged, new Promise((done) => setTimeout(done, stopTime))]);
  if (answers || log.damage === undefined) return log.started();
  await stopped(worker);
  throw new CliError(exitCodes.usage, log.damage);
}

async function stopped(worker: LocalWorker): Promise<void> {
  await Promise.race([worker.stop(), new Promise((done) => setTimeout(done, stopTime).unref())]);
}

/** A host that can be asked, for one that can be listened on: "every interface" is no address. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
