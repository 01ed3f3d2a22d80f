/** Checking that a port is free before the worker starts. */

import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { CliError, exitCodes } from '../exit.ts';

/**
 * Checks that a port is free.
 * @param port 0 for any free port
 * @param patience ms for which a port that is in use is asked for again
 * @returns the port
 * @throws CliError when the port is in use or not allowed
 */
export async function claimPort(host: string, port: number, patience = 0): Promise<number> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await listenOnce(host, port);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' || performance.now() >= deadline)
        throw new CliError(exitCodes.usage, explain(error as NodeJS.ErrnoException, host, port), {
          cause: error,
        });
    }
    await pause(10);
  }
}

async function listenOnce(host: string, port: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** Ports that are tried one after the other, if any will do. */
const tries = 5;

/**
 * Starts something on a port. Between the check and the start, another process may take the port: if any free one will do,
 * the next one is tried.
 * @param port 0 for any free port
 * @param patience see `claimPort`
 * @throws CliError when the port is in use or not allowed; whatever `start` throws
 */
export async function startOnPort<T>(
  { host, port, patience = 0 }: { host: string; port: number; patience?: number },
  start: (port: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const claimed = await claimPort(host, port, patience);
    try {
      return await start(claimed);
    } catch (error) {
      if (port !== 0 || attempt === tries || !isTaken(error)) throw error;
    }
  }
}

/** Whether Miniflare found the port in use. */
function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_ADDRESS_IN_USE';
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use. Choose another one, for example with --port ${port < 65_535 ? port + 1 : 0}.`;
  if (code === 'EACCES')
    return `Port ${port} requires administrator rights. Choose a port above 1023 with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `--host is "${host}", which is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all interfaces.`;
  return `Can't serve on ${host}:${port}: ${message}`;
}
