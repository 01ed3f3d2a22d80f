/** Running the wrangler of a site as a process of its own. */

import { spawn, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CliError, exitCodes } from '../exit.ts';
import { offline, wranglerProgram } from '../wrangler.ts';

interface Running {
  /** The folder of the site. */
  folder: string;
  /** Standard input, in place of the terminal's. A secret goes this way: others see the command line of a process. */
  input?: string;
  /** Whether it must not use the network. */
  isOffline?: boolean;
}

/**
 * Runs wrangler on the terminal of this process.
 * @returns its exit code
 * @throws CliError when it was interrupted, or there is none
 */
export async function runWrangler(
  args: readonly string[],
  { folder, input, isOffline }: Running,
): Promise<number> {
  const child = spawn(process.execPath, [wranglerProgram(folder), ...args], {
    cwd: folder,
    env: { ...environment(), ...(isOffline && offline) },
    stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
  });
  // A wrangler that ends early takes no input; its exit code says so.
  child.stdin?.on('error', () => {}).end(input);
  let isInterrupted = false;
  // The terminal signals both processes, and wrangler ends first. Others signal this process alone.
  const pass = (signal: NodeJS.Signals): void => {
    isInterrupted = true;
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (isInterrupted || code === null) throw new CliError(exitCodes.interrupted, 'Interrupted.');
    return code;
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

/** Whether wrangler says that it has no account to deploy to. Without network it does not know, and the answer is no. */
export async function isLoggedOut(folder: string): Promise<boolean> {
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [wranglerProgram(folder), 'whoami'],
      {
        cwd: folder,
        env: environment(),
      },
    );
    return /not (?:authenticated|logged in)/i.test(stdout + stderr);
  } catch {
    return false;
  }
}

/** Without the token of publishing, which wrangler has no use for. */
function environment(): NodeJS.ProcessEnv {
  const { EDGEFEED_TOKEN: _, ...env } = process.env;
  return env;
}
