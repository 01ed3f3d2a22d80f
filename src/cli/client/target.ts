/** The worker that a command calls, and its token. */

import { CliError, exitCodes } from '../exit.ts';
import { readServer } from '../local/server.ts';

export interface Target {
  /** Origin, without a slash at the end. */
  url: string;
  /** The PUBLISH_TOKEN of the worker. */
  token?: string;
  /** Whether the worker runs on this machine. */
  local: boolean;
}

/** Default port of `npm start`. */
export const defaultPort = 8787;

/**
 * Determines the address: `--to`, else EDGEFEED_URL, else that of a running `npm start`, else its default. The worker of
 * `npm start` gets the token that it generated, any other EDGEFEED_TOKEN; neither token is ever sent to the other worker.
 * @throws CliError when the address is invalid
 */
export function targetOf(
  options: { to?: string; state: string },
  env: NodeJS.ProcessEnv = process.env,
): Target {
  const server = readServer(options.state);
  const url = addressOf(options.to, env['EDGEFEED_URL']) ?? server?.url ?? `http://127.0.0.1:${defaultPort}`;
  if (server && server.url === url) return { url, token: server.token, local: true };
  const token = env['EDGEFEED_TOKEN']?.trim();
  return { url, ...(token && { token }), local: isLoopback(url) };
}

function addressOf(to: string | undefined, variable: string | undefined): string | undefined {
  if (to !== undefined) return originOf(to, '--to');
  return variable ? originOf(variable, 'EDGEFEED_URL') : undefined;
}

/** @param setting the setting that has the value, for the message @throws CliError when it is no address of a worker */
export function originOf(value: string, setting: string): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    const message = `${setting} is "${value}", which is not the address of a worker. Write it like https://feeds.example.com.`;
    throw new CliError(exitCodes.usage, message);
  }
  return url.origin;
}

/** Whether an address is one of this machine only. */
export function isLoopback(url: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);
}
