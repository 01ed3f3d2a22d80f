/** Starting and stopping the local worker: lock, port, `server.json`, and a health check. */

import { randomBytes } from 'node:crypto';
import type { ChangeStream } from './changes.ts';
import { lockState } from './lock.ts';
import { startOnPort } from './port.ts';
import { errorAnswer } from '../client/error-answer.ts';
import { CliError, exitCodes } from '../exit.ts';
import { version } from '../version.ts';
import type { Status } from '../../publish/protocol.ts';
import { describeDamage } from './damage.ts';
import { readLastRun } from './last-run.ts';
import { killOrphans } from './orphan.ts';
import { removeServer, writeServer } from './server.ts';
import { runWorker, type LocalWorker } from './worker.ts';
import { onWorkerdStart } from './workerd.ts';

export interface ServeOptions {
  /** State folder. */
  state: string;
  host: string;
  /** 0 for any free port. */
  port: number;
  /** Public address of the site; default: the address it serves on. */
  siteUrl?: string;
  /** Vars and secrets that override those of `wrangler.toml`. */
  vars?: Readonly<Record<string, string>>;
  /** See `LocalWorkerOptions`. */
  changes?: ChangeStream;
  onLog: (line: string) => void;
}

export interface Served {
  /** Origin. */
  url: string;
  /** Public address of the site. */
  siteUrl: string;
  /** State folder. */
  state: string;
  /** Token of the publish API. */
  token: string;
  /** Ends the worker, and releases lock and port. */
  stop(): Promise<void>;
  /** For a process that exits now: removes `server.json`, which would outlive it. */
  abandon(): void;
}

/** Time that the port of an orphan gets to become free, ms. */
const portPatience = 5_000;

/** Time that workerd gets to end, ms. A timeout loses nothing: answered requests are on disk. */
const stopTime = 1_000;

/** Starts the worker. @throws CliError when folder or port are in use, the build fails, or the state is damaged */
export async function serve(options: ServeOptions): Promise<Served> {
  const { state, host, port: wanted, siteUrl, vars = {}, changes } = options;
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
    const hadOrphan = await killOrphans(state);
    const onLog = (line: string): void => log.log(line);
    const { worker, origin, publicUrl } = await startOnPort(
      { host, port: wanted, patience: hadOrphan ? portPatience : 0 },
      async (port) => {
        const origin = `http://${reachable(host)}:${port}`;
        const publicUrl = siteUrl ?? origin;
        const settings = {
          state,
          host,
          port,
          siteUrl: publicUrl,
          token,
          vars,
          ...(changes && { changes }),
          onLog,
        };
        return { worker: await runWorker(settings), origin, publicUrl };
      },
    );
    await checkHealth(origin, { state, token }, worker, log);
    url = origin;
    announce();
    return {
      url,
      siteUrl: publicUrl,
      state,
      token,
      async stop() {
        url = undefined;
        removeServer(state);
        changes?.close();
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

/** The log of the worker. Replaces errors caused by the state folder by one message with the remedy. */
class WorkerLog {
  readonly #state: string;
  readonly #onLog: (line: string) => void;
  /** That message, once there was such an error. */
  damage: string | undefined;
  readonly #damaged = Promise.withResolvers<void>();
  /** Resolves with the first such error. */
  readonly untilDamaged: Promise<void> = this.#damaged.promise;
  /** Lines held back while the worker starts: if it fails, only the reason is printed. */
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

/** Requests the status, which opens the catalog. @throws CliError when it is damaged, or one of a later version */
async function checkHealth(
  url: string,
  { state, token }: { state: string; token: string },
  worker: LocalWorker,
  log: WorkerLog,
): Promise<void> {
  const health = await fetch(`${url}/api/status`, { headers: { Authorization: `Bearer ${token}` } }).then(
    healthOf,
    () => 'failing', // the worker crashed
  );
  // The log takes another channel than the answer, and may arrive later.
  if (health === 'failing')
    await Promise.race([log.untilDamaged, new Promise((done) => setTimeout(done, stopTime))]);
  const problem = health === 'locked' ? usedByLater(state) : health === 'failing' ? log.damage : undefined;
  if (problem === undefined) return log.started();
  await stopped(worker);
  throw new CliError(exitCodes.usage, problem);
}

/** `locked`: a later version of edgefeed has changed the catalog. */
async function healthOf(answer: Response): Promise<'well' | 'locked' | 'failing'> {
  if (!answer.ok) return (await errorAnswer(answer)).isLocked ? 'locked' : 'failing';
  const { locked } = (await answer.json()) as Status;
  return locked === undefined ? 'well' : 'locked';
}

function usedByLater(state: string): string {
  const later = readLastRun(state)?.version;
  const which = later === undefined ? '' : `${later}; `;
  return `The state folder ${state} was used by a later version of edgefeed (${which}this is ${version()}), and stays as it is. Update edgefeed, or choose another folder with --state.`;
}

async function stopped(worker: LocalWorker): Promise<void> {
  await Promise.race([worker.stop(), new Promise((done) => setTimeout(done, stopTime).unref())]);
}

/** Converts a host to listen on to one to connect to: "all interfaces" is not an address. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
