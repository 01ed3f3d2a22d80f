/** The token of a deployment: the one that is there, or a new one. */

import { randomBytes } from 'node:crypto';
import { CliError, exitCodes } from '../exit.ts';
import { agrees, canAsk } from '../output/consent.ts';
import { printError } from '../output/line.ts';
import { runWrangler } from './run-wrangler.ts';

export interface Token {
  value: string;
  /** Whether the worker does not have it yet. */
  isNew: boolean;
}

const remedy =
  'Set EDGEFEED_TOKEN to the PUBLISH_TOKEN of the worker, or deploy without publishing (--no-publish).';

/** @throws CliError when there is none, and none is wanted */
export async function tokenFor(variable: string | undefined): Promise<Token> {
  const value = variable?.trim();
  if (value) return { value, isNew: false };
  if (!canAsk())
    throw new CliError(exitCodes.usage, `EDGEFEED_TOKEN is not set, so nothing was deployed. ${remedy}`);
  const question =
    'EDGEFEED_TOKEN is not set. Make a new publishing token, and store it as the secret PUBLISH_TOKEN of the worker? The token that it may have ends.';
  if (!(await agrees(question))) throw new CliError(exitCodes.usage, `Nothing was deployed. ${remedy}`);
  return { value: randomBytes(32).toString('hex'), isNew: true };
}

/**
 * Stores a new token as a secret of the worker, and shows it.
 * @param environment arguments of wrangler that name the environment
 * @throws CliError when wrangler does not store it
 */
export async function storeToken(
  { value }: Token,
  folder: string,
  environment: readonly string[],
): Promise<void> {
  const code = await runWrangler(['secret', 'put', 'PUBLISH_TOKEN', ...environment], {
    folder,
    input: value,
  });
  if (code !== 0) {
    const message = `The worker is deployed, but wrangler has not stored the token (code ${code}). Run this command again.`;
    throw new CliError(exitCodes.unreachable, message);
  }
  // To the terminal where the question was: standard output may go to a file.
  for (const line of [
    '',
    'This is the token. It is not shown again:',
    '',
    `EDGEFEED_TOKEN=${value}`,
    '',
    'Keep it in your password manager. What publishes needs it as EDGEFEED_TOKEN: your shell, or the secrets of the repository.',
    '',
  ])
    printError(line);
}
