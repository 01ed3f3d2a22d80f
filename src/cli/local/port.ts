/** Finding out whether a port can be had, before anything is started on it. */

import { createServer } from 'node:net';
import { CliError, exitCodes } from '../exit.ts';

/**
 * @param port 0 for any that is free
 * @returns the port
 * @throws CliError when it is taken or not allowed
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
    return `Port ${port} is in use by another program; choose another one with --port ${port + 1}`;
  if (code === 'EACCES') return `Port ${port} is for the administrator; choose one above 1023 with --port`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine; look at --host`;
  return `Can't serve on ${host}:${port}: ${message}`;
}
