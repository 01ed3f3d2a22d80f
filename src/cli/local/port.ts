/** Checking that a port is free before the worker starts. */

import { createServer } from 'node:net';
import { CliError, exitCodes } from '../exit.ts';

/**
 * Checks that a port is free.
 * @param port 0 for any free port
 * @returns the port
 * @throws CliError when the port is in use or not allowed
 */
export async function claimPort(host: string, port: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new CliError(exitCodes.usage, explain(error, host, port), { cause: error }));
    });
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
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
