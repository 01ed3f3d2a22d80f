/** Which worker is talked to, and with which token. */

import { CliError, exitCodes } from '../exit.ts';
import { readServer } from '../local/server.ts';

export interface Target {
  /** Origin, without a slash at the end. */
  url: string;
  /** The PUBLISH_TOKEN of the worker. */
  token?: string;
  /** Whether that is the worker of `npm start`, or would be. */
  local: boolean;
}

/** Where `npm start` serves when nobody says otherwise. */
export const defaultPort = 8787;

/**
 * The address: `--to`, else EDGEFEED_URL, else what `npm start` left in the state folder, else its default.
 * The token: for the worker of `npm start` the one it made itself, for any other EDGEFEED_TOKEN; neither is ever sent
 * to the other.
 * @throws CliError when the address is none
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

/** @param setting the setting that has the value, for the message */
function originOf(value: string, setting: string): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    const message = `${setting} is "${value}", which is not the address of a worker. Write it like https://feeds.example.com.`;
    throw new CliError(exitCodes.usage, message);
  }
  return url.origin;
}

function isLoopback(url: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);
}
